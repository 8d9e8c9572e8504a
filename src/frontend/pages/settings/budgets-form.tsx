// A budget as a form: for whom, with which model, how much, in which time.
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { house } from '../../api'
import { budgets as api, type Budget, type BudgetInput, usage } from '../../api-seeing'
import { useModels } from '../../cache'
import { Button } from '../../parts/ui/button'
import { Field, Input } from '../../parts/ui/field'
import { Select } from '../../parts/ui/select'
import { explain } from '../../text/explain'
import { useText } from '../../text/index'

const subjects = ['each', 'member', 'user', 'group', 'house'] as const
const units = ['tokens', 'money'] as const
const spans = ['day', 'month'] as const

interface Draft {
  subject: Budget['subject']
  subject_id: string
  model: string
  unit: Budget['unit']
  span: Budget['span']
  amount: string
}

const draftOf = (budget: Budget | null): Draft => ({
  subject: budget?.subject ?? 'each',
  subject_id: budget?.subject_id ?? '',
  model: budget?.model ?? '',
  unit: budget?.unit ?? 'tokens',
  span: budget?.span ?? 'day',
  amount: budget ? String(budget.amount) : '',
})

/** The person or the group that a subject names. */
const namedBy = (subject: Draft['subject']): 'person' | 'group' | null => {
  if (subject === 'user') return 'person'
  return subject === 'group' || subject === 'member' ? 'group' : null
}

const inputOf = (draft: Draft): BudgetInput => ({
  ...draft,
  subject_id: namedBy(draft.subject) ? draft.subject_id : null,
  model: draft.model || null,
  amount: Number(draft.amount.replace(',', '.')),
})

interface PartProps {
  draft: Draft
  change: (part: Partial<Draft>) => void
}

function Whose({ draft, change }: PartProps) {
  const t = useText()
  const named = namedBy(draft.subject)
  const people = useQuery({
    queryKey: ['house', 'people'],
    queryFn: house.people,
    enabled: named === 'person',
  })
  const groups = useQuery({
    queryKey: ['groups'],
    queryFn: api.groups,
    enabled: named === 'group',
  })
  const list = (named === 'person' ? people.data : groups.data) ?? []
  if (!named) return null
  return (
    <Choice
      label={t(`budgets.${named}`)}
      value={draft.subject_id}
      onValue={subject_id => change({ subject_id })}
      options={[
        { value: '', label: t('budgets.choose') },
        ...list.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  )
}

interface ChoiceProps {
  label: string
  hint?: ReactNode
  value: string
  onValue: (value: string) => void
  options: { value: string; label: string }[]
}

const Choice = ({ label, hint, ...select }: ChoiceProps) => (
  <Field label={label} hint={hint}>
    {field => <Select {...field} {...select} />}
  </Field>
)

function Bound({ draft, change }: PartProps) {
  const t = useText()
  const currency = useQuery({ queryKey: ['usage', 'prices'], queryFn: usage.prices }).data?.currency
  const money = draft.unit === 'money'
  const label = money ? t('budgets.amountMoney', { currency: currency ?? '' }) : t('budgets.amount')
  return (
    <>
      <div className="grid grid-cols-2 gap-4">
        <Choice
          label={t('budgets.unit')}
          value={draft.unit}
          onValue={unit => change({ unit: unit as Draft['unit'] })}
          options={units.map(value => ({ value, label: t(`budgets.unit.${value}`) }))}
        />
        <Choice
          label={t('budgets.span')}
          value={draft.span}
          onValue={span => change({ span: span as Draft['span'] })}
          options={spans.map(value => ({ value, label: t(`budgets.span.${value}`) }))}
        />
      </div>
      <Field label={label} hint={money ? t('budgets.amountHint') : undefined}>
        {field => (
          <Input
            {...field}
            inputMode="decimal"
            dir="ltr"
            autoComplete="off"
            value={draft.amount}
            onChange={event => change({ amount: event.target.value })}
          />
        )}
      </Field>
    </>
  )
}

interface Props {
  /** The budget to change, or nothing for a new one. */
  budget: Budget | null
  onDone: () => void
  onCancel: () => void
}

export function BudgetForm({ budget, onDone, onCancel }: Props) {
  const t = useText()
  const models = useModels()
  const [draft, setDraft] = useState(() => draftOf(budget))
  const change = (part: Partial<Draft>) => setDraft(known => ({ ...known, ...part }))
  const save = useMutation({
    mutationFn: (form: BudgetInput) => (budget ? api.update(budget.id, form) : api.create(form)),
    onSuccess: onDone,
  })
  const form = inputOf(draft)
  const ready =
    draft.amount.trim() !== '' && form.amount >= 0 && (!namedBy(draft.subject) || draft.subject_id)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (ready) save.mutate(form)
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Choice
        label={t('budgets.subject')}
        hint={t('budgets.subjectHint')}
        value={draft.subject}
        onValue={subject => change({ subject: subject as Draft['subject'], subject_id: '' })}
        options={subjects.map(value => ({ value, label: t(`budgets.subject.${value}`) }))}
      />
      <Whose draft={draft} change={change} />
      <Choice
        label={t('budgets.model')}
        value={draft.model}
        onValue={model => change({ model })}
        options={[
          { value: '', label: t('budgets.anyModel') },
          ...(models.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <Bound draft={draft} change={change} />
      {save.error ? (
        <p role="alert" className="text-danger">
          {explain(save.error)}
        </p>
      ) : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
        <Button type="submit" variant="primary" disabled={!ready} busy={save.isPending}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  )
}
