// What a list of people comes to: how many, and which lines cannot be taken.
import type { Fault, Report } from '../../api-people'
import { type TextId, t, useText } from '../../text/index'

const reasons: Record<Fault['reason'], TextId> = {
  quote: 'people.fault.quote',
  columns: 'people.fault.columns',
  many: 'people.fault.many',
  missing: 'people.fault.missing',
  long: 'people.fault.long',
  form: 'people.fault.form',
  taken: 'people.fault.taken',
  twice: 'people.fault.twice',
  short: 'people.fault.short',
  common: 'people.fault.common',
  own: 'people.fault.own',
  role: 'people.fault.role',
}

const fields: Record<NonNullable<Fault['field']>, TextId> = {
  name: 'auth.name',
  email: 'auth.email',
  password: 'auth.password',
  role: 'people.role',
}

const SHOWN = 100

function FaultLine({ fault }: { fault: Fault }) {
  const t = useText()
  const { line, field, reason, value } = fault
  return (
    <li className="flex gap-3 border-b border-line py-1.5 last:border-0">
      <span className="w-20 shrink-0 text-muted tabular-nums">{t('people.line', { line })}</span>
      <span className="min-w-0 [overflow-wrap:anywhere]">
        {field ? `${t(fields[field])}: ` : null}
        {t(reasons[reason], { value })}
      </span>
    </li>
  )
}

const summary = ({ people, without_password, left_out }: Report): string =>
  [
    t('people.wouldMake', { count: people.length }),
    without_password ? t('people.withoutPassword', { count: without_password }) : '',
    left_out.length ? t('people.leftOut', { count: left_out.length }) : '',
  ]
    .filter(Boolean)
    .join(' ')

export function Findings({ report }: { report: Report }) {
  const t = useText()
  const { faults } = report
  if (faults.length === 0) return <p>{summary(report)}</p>
  return (
    <>
      <p className="font-medium text-danger">{t('people.faults', { count: faults.length })}</p>
      <ul aria-label={t('people.faultList')} className="mt-2">
        {faults.slice(0, SHOWN).map(fault => (
          <FaultLine key={`${fault.line} ${fault.field} ${fault.reason}`} fault={fault} />
        ))}
      </ul>
      {faults.length > SHOWN ? (
        <p className="mt-2 text-muted">
          {t('people.moreFaults', { count: faults.length - SHOWN })}
        </p>
      ) : null}
    </>
  )
}
