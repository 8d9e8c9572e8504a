// One entry of the audit log: the sentence, and what else is known folded away.
import type { Happening } from '../../api-seeing'
import { cls } from '../../parts/ui/cls'
import { t, useText } from '../../text/index'
import { momentText } from './amounts'

/** `user.role` in words; an action that has none speaks for itself. */
export const actionText = (action: string): string => {
  const at = action.lastIndexOf('.')
  const noun = action.slice(0, at).replaceAll('.', '_')
  // To open a session is to sign in; to open a chat is to read it.
  const verb = action === 'session.open' ? 'signin' : action.slice(at + 1)
  return t('audit.nounVerb', {
    noun: t('audit.noun', { noun }),
    verb: t('audit.verb', { verb }),
  })
}

const tones = { done: 'text-muted', refused: 'text-warn', failed: 'text-danger' } as const

/** Without a request the server did it by itself. */
const actorOf = ({ actor, request_id }: Happening): string =>
  actor ?? (request_id ? t('audit.nobody') : t('audit.itself'))

const Fact = ({ name, value }: { name: string; value: string | null }) =>
  value ? (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0" dir="auto">
        {value}
      </dd>
    </>
  ) : null

export function AuditEntry({ entry }: { entry: Happening }) {
  const t = useText()
  const action = actionText(entry.action)
  return (
    <li className="border-b border-line last:border-0">
      <details>
        <summary className="-mx-2 flex flex-wrap items-baseline gap-x-3 gap-y-0.5 rounded-control px-2 py-2.5 hover:bg-wash">
          <span className="min-w-0 flex-1 basis-64">
            <span className="font-medium">{action}</span>
            <span className="text-muted">
              {' '}
              · <bdi>{actorOf(entry)}</bdi>
            </span>
          </span>
          <span className={cls('text-[0.8125rem]', tones[entry.outcome])}>
            {t(`audit.outcome.${entry.outcome}`)}
            {entry.times > 1 ? ` · ${t('audit.times', { count: entry.times })}` : ''}
          </span>
          <time
            dateTime={new Date(entry.at * 1000).toISOString()}
            className="text-[0.8125rem] text-muted sm:w-44 sm:text-end"
          >
            {momentText(entry.at)}
          </time>
        </summary>
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 pb-3 text-[0.8125rem]">
          <Fact name={t('audit.target')} value={entry.target} />
          <Fact name={t('audit.detail')} value={entry.detail} />
          <Fact name={t('audit.address')} value={entry.address} />
          <Fact name={t('audit.action')} value={entry.action} />
          <Fact name={t('audit.request')} value={entry.request_id} />
        </dl>
      </details>
    </li>
  )
}
