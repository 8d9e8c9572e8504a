// Budgets, for admins: how much people may use, of what, in a day or a month.
import { useMutation, useQuery } from '@tanstack/react-query'
import { Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { budgets as api, type Budget } from '../../api-seeing'
import { queryClient } from '../../cache'
import { Button, IconButton } from '../../parts/ui/button'
import { Confirm } from '../../parts/ui/confirm'
import { Dialog } from '../../parts/ui/dialog'
import { Empty } from '../../parts/ui/empty'
import { Menu, MenuItem } from '../../parts/ui/menu'
import { Skeleton } from '../../parts/ui/skeleton'
import { notifyDone, notifyTrouble } from '../../parts/ui/toast'
import { Trouble } from '../../parts/ui/trouble'
import { t, useText } from '../../text/index'
import { BudgetBar, boundText } from './budgets-bar'
import { BudgetForm } from './budgets-form'
import { HouseRows } from './house-rows'
import { Section } from './setting'

const BUDGETS = ['budgets']

const reload = () => queryClient.invalidateQueries({ queryKey: BUDGETS })

/** Whom a budget is for. */
const nameOf = ({ subject, name }: Budget): string =>
  t(`budgets.of.${subject}`, { name: name ?? '' })

interface RowProps {
  budget: Budget
  currency: string
  onEdit: () => void
  onRemove: () => void
}

function Row({ budget, currency, onEdit, onRemove }: RowProps) {
  const t = useText()
  const name = nameOf(budget)
  return (
    <li className="flex items-start gap-3 border-b border-line py-4 last:border-0">
      <div className="min-w-0 flex-1">
        <h3 className="font-medium">
          <bdi>{name}</bdi>
        </h3>
        <div className="mt-1">
          <BudgetBar budget={budget} currency={currency} />
        </div>
      </div>
      <Menu
        align="end"
        trigger={
          <IconButton label={t('budgets.menu', { name })} tip={false}>
            <Ellipsis aria-hidden size={18} />
          </IconButton>
        }
      >
        <MenuItem icon={<Pencil aria-hidden size={16} />} onSelect={onEdit}>
          {t('budgets.edit')}
        </MenuItem>
        <MenuItem danger icon={<Trash2 aria-hidden size={16} />} onSelect={onRemove}>
          {t('common.delete')}
        </MenuItem>
      </Menu>
    </li>
  )
}

function Removing({
  budget,
  currency,
  onDone,
}: Pick<RowProps, 'currency'> & { budget: Budget; onDone: () => void }) {
  const t = useText()
  const remove = useMutation({
    mutationFn: () => api.remove(budget.id),
    onSuccess: () => {
      notifyDone(t('budgets.deleted'))
      onDone()
      return reload()
    },
    onError: error => notifyTrouble(t('budgets.saveFailed'), error),
  })
  return (
    <Confirm
      open
      onOpenChange={open => open || onDone()}
      title={t('budgets.removeTitle')}
      description={t('budgets.removeText', {
        name: nameOf(budget),
        amount: boundText(budget, currency),
      })}
      action={t('common.delete')}
      busy={remove.isPending}
      onConfirm={() => remove.mutate()}
    />
  )
}

function List({ onEdit }: { onEdit: (budget: Budget) => void }) {
  const t = useText()
  const [removing, setRemoving] = useState<Budget | null>(null)
  const list = useQuery({ queryKey: [...BUDGETS, 'all'], queryFn: api.list, staleTime: 0 })
  if (list.isPending) return <Skeleton />
  if (list.isError) {
    const retry = () => void list.refetch()
    return <Trouble title={t('budgets.failed')} error={list.error} onRetry={retry} />
  }
  const { data, currency } = list.data
  if (data.length === 0) return <Empty title={t('budgets.none')} text={t('budgets.noneText')} />
  return (
    <>
      <ul>
        {data.map(budget => (
          <Row
            key={budget.id}
            budget={budget}
            currency={currency}
            onEdit={() => onEdit(budget)}
            onRemove={() => setRemoving(budget)}
          />
        ))}
      </ul>
      {removing ? (
        <Removing budget={removing} currency={currency} onDone={() => setRemoving(null)} />
      ) : null}
    </>
  )
}

export function BudgetSettings() {
  const t = useText()
  const [editing, setEditing] = useState<Budget | 'new' | null>(null)
  const done = () => {
    setEditing(null)
    void reload()
  }
  return (
    <>
      <Section title={t('settings.budgets')} lead={t('budgets.lead')}>
        <div id="list">
          <List onEdit={setEditing} />
        </div>
        <Button className="mt-4" onClick={() => setEditing('new')}>
          {t('budgets.add')}
        </Button>
        <Dialog
          open={editing !== null}
          onOpenChange={open => open || setEditing(null)}
          title={t(editing === 'new' ? 'budgets.add' : 'budgets.edit')}
        >
          {editing ? (
            <BudgetForm
              budget={editing === 'new' ? null : editing}
              onDone={done}
              onCancel={() => setEditing(null)}
            />
          ) : null}
        </Dialog>
      </Section>
      <HouseRows keys={['budget.exempt_admins']} />
    </>
  )
}
