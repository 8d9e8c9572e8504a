// The form of a setting that is a list: rows are added, changed, ordered and removed, then saved together.
import { Plus, Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { HouseSetting } from '../../api-house'
import { Button, IconButton } from '../../parts/ui/button'
import { Empty } from '../../parts/ui/empty'
import { notifyDone } from '../../parts/ui/toast'
import { explain } from '../../text/explain'
import { useText } from '../../text/index'
import { useSaveSettings } from './house'
import { Order } from './house-order'
import { Source } from './house-source'
import { Section } from './setting'

interface ListProps<T> {
  setting: HouseSetting
  title: string
  lead: string
  empty: { title: string; text: string }
  add: string
  make: () => T
  nameOf: (place: number) => string
  /** What is saved of an item, given what it was before. */
  finish?: (item: T, before: T | undefined) => T
  children: (item: T, change: (part: Partial<T>) => void, disabled: boolean) => ReactNode
}

interface Row<T> {
  id: string
  item: T
}

let count = 0
const rowOf = <T,>(item: T): Row<T> => ({ id: `row-${count++}`, item })

export function ListForm<T extends object>(props: ListProps<T>) {
  const { setting, title, lead, empty, add, make, nameOf, finish = item => item, children } = props
  const t = useText()
  const save = useSaveSettings()
  const saved = setting.value as T[]
  const [draft, setDraft] = useState<Row<T>[] | null>(null)
  const [kept, setKept] = useState({ saved, rows: saved.map(rowOf) })
  // Another admin, or our own saving, changed the list: rows that are not being edited follow.
  if (kept.saved !== saved) setKept({ saved, rows: saved.map(rowOf) })
  const rows = draft ?? kept.rows
  const disabled = setting.source === 'pinned'
  const change = (id: string) => (part: Partial<T>) =>
    setDraft(rows.map(row => (row.id === id ? { id, item: { ...row.item, ...part } } : row)))
  const before = (id: string) => kept.rows.find(row => row.id === id)?.item
  const submit = () =>
    save.mutate(
      { [setting.key]: rows.map(({ id, item }) => finish(item, before(id))) },
      {
        onSuccess: () => {
          setDraft(null)
          notifyDone(t('house.done', { name: title }))
        },
      },
    )
  return (
    <Section title={title} lead={lead}>
      <Source setting={setting} />
      {rows.length ? (
        <Order
          items={rows}
          idOf={row => row.id}
          nameOf={(_, place) => nameOf(place)}
          disabled={disabled}
          onOrder={setDraft}
        >
          {(row, handle, place) => (
            <fieldset className="flex items-start gap-2 py-4" disabled={disabled}>
              <legend className="sr-only">{nameOf(place)}</legend>
              {handle}
              <div className="min-w-0 flex-1">{children(row.item, change(row.id), disabled)}</div>
              <IconButton
                label={t('house.remove', { name: nameOf(place) })}
                disabled={disabled}
                onClick={() => setDraft(rows.filter(({ id }) => id !== row.id))}
              >
                <Trash2 aria-hidden size={16} />
              </IconButton>
            </fieldset>
          )}
        </Order>
      ) : (
        <Empty title={empty.title} text={empty.text} />
      )}
      {disabled ? null : (
        <div className="mt-4 flex flex-wrap items-center gap-2">
          <Button onClick={() => setDraft([...rows, rowOf(make())])}>
            <Plus aria-hidden size={16} />
            {add}
          </Button>
          <span className="flex-1" />
          {draft ? (
            <>
              <span role="status" className="text-[0.8125rem] text-muted">
                {t('house.unsaved')}
              </span>
              <Button variant="quiet" onClick={() => setDraft(null)}>
                {t('house.discard')}
              </Button>
            </>
          ) : null}
          <Button variant="primary" disabled={!draft} busy={save.isPending} onClick={submit}>
            {t('common.save')}
          </Button>
        </div>
      )}
      {save.error ? (
        <p role="alert" className="mt-2 text-danger">
          {explain(save.error)}
        </p>
      ) : null}
    </Section>
  )
}
