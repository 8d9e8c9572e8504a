// What the audit log is narrowed down to.

import type { Outcome } from '../../api-seeing'
import { Button } from '../../parts/ui/button'
import { Field, Input } from '../../parts/ui/field'
import { Select } from '../../parts/ui/select'
import { useText } from '../../text/index'
import { actionText } from './audit-entry'

/** As it stands in the fields; days as `2026-07-31`. */
export interface Filled {
  actor: string
  action: string
  target: string
  outcome: Outcome | ''
  from: string
  to: string
}

const outcomes: Outcome[] = ['done', 'refused', 'failed']

interface Props {
  filled: Filled
  /** Every action that there is an entry of. */
  actions: string[]
  change: (part: Partial<Filled>) => void
  clear: () => void
}

export function AuditFilters({ filled, actions, change, clear }: Props) {
  const t = useText()
  const isEmpty = Object.values(filled).every(value => value === '')
  return (
    <search
      id="search"
      aria-label={t('audit.search')}
      className="grid grid-cols-2 gap-3 sm:grid-cols-3"
    >
      <Words name="actor" label={t('audit.actor')} {...{ filled, change }} />
      <Words name="target" label={t('audit.target')} {...{ filled, change }} />
      <Field label={t('audit.action')}>
        {field => (
          <Select
            {...field}
            value={filled.action}
            onValue={action => change({ action })}
            options={[
              { value: '', label: t('audit.anyAction') },
              ...actions.map(value => ({ value, label: actionText(value) })),
            ]}
          />
        )}
      </Field>
      <Field label={t('audit.outcome')}>
        {field => (
          <Select
            {...field}
            value={filled.outcome}
            onValue={outcome => change({ outcome: outcome as Filled['outcome'] })}
            options={[
              { value: '', label: t('audit.anyOutcome') },
              ...outcomes.map(value => ({ value, label: t(`audit.outcome.${value}`) })),
            ]}
          />
        )}
      </Field>
      <Day name="from" label={t('audit.from')} {...{ filled, change }} />
      <Day name="to" label={t('audit.to')} {...{ filled, change }} />
      {isEmpty ? null : (
        <div>
          <Button size="sm" onClick={clear}>
            {t('audit.clear')}
          </Button>
        </div>
      )}
    </search>
  )
}

type Part<Name extends keyof Filled> = Pick<Props, 'filled' | 'change'> & {
  name: Name
  label: string
}

function Words({ name, label, filled, change }: Part<'actor' | 'target'>) {
  const t = useText()
  return (
    <div className="max-sm:col-span-2">
      <Field label={label}>
        {field => (
          <Input
            {...field}
            type="search"
            placeholder={t(`audit.${name}Hint`)}
            value={filled[name]}
            onChange={event => change({ [name]: event.target.value })}
          />
        )}
      </Field>
    </div>
  )
}

const Day = ({ name, label, filled, change }: Part<'from' | 'to'>) => (
  <Field label={label}>
    {field => (
      <Input
        {...field}
        type="date"
        value={filled[name]}
        onChange={event => change({ [name]: event.target.value })}
      />
    )}
  </Field>
)
