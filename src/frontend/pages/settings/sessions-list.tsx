// A list of the places where somebody is signed in; each can be ended.
import { useMutation } from '@tanstack/react-query'
import { MonitorSmartphone, Smartphone, SquareTerminal } from 'lucide-react'
import { type DeviceSession, sessions } from '../../api-security'
import { queryClient, useConfig } from '../../cache'
import { Button } from '../../parts/ui/button'
import { notifyTrouble } from '../../parts/ui/toast'
import { formatDate, type TextId, t, useText } from '../../text/index'

/** `user` is whose, for admins; one's own without it. */
export const sessionsKey = (user?: string) => ['sessions', user ?? 'own']

const icons = { computer: MonitorSmartphone, phone: Smartphone, program: SquareTerminal } as const

const nameOf = ({ browser, system }: DeviceSession): string => {
  if (browser && system) return t('sessions.on', { browser, system })
  return browser ?? system ?? t('sessions.unknown')
}

const ways: Record<string, TextId> = {
  password: 'sessions.way.password',
  passkey: 'sessions.way.passkey',
  ldap: 'sessions.way.ldap',
  header: 'sessions.way.header',
  none: 'sessions.way.none',
}

/** `names` are those of the providers. */
const wayOf = ({ way }: DeviceSession, names: Record<string, string>): string => {
  if (!way) return ''
  const known = ways[way]
  return known ? t(known) : t('sessions.way.other', { way: names[way] ?? way })
}

const MOMENT = { dateStyle: 'medium', timeStyle: 'short' } as const

function Row({ session, user }: { session: DeviceSession; user?: string | undefined }) {
  const t = useText()
  const device = nameOf(session)
  const { data: config } = useConfig()
  const end = useMutation({
    mutationFn: () => sessions.end(session.id, user),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: sessionsKey(user) }),
    onError: error => notifyTrouble(t('sessions.endFailed'), error),
  })
  const Icon = icons[session.kind]
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line py-3 last:border-0">
      <Icon aria-hidden size={18} className="shrink-0 text-muted" />
      <div className="min-w-0 flex-1 basis-48">
        <p className="font-medium">
          <bdi>{device}</bdi>
          {session.current && !user ? (
            <span className="ms-2 text-[0.8125rem] font-normal text-good">
              {t('sessions.this')}
            </span>
          ) : null}
        </p>
        <p className="text-[0.8125rem] text-muted">
          <bdi dir="ltr">{session.address}</bdi> {wayOf(session, config?.oauth?.providers ?? {})}
        </p>
        <p className="text-[0.8125rem] text-muted">
          {t('sessions.when', {
            created: formatDate(session.created_at),
            used: formatDate(session.used_at, MOMENT),
          })}
        </p>
      </div>
      {session.current ? null : (
        <Button
          size="sm"
          busy={end.isPending}
          aria-label={t('sessions.endOne', { device })}
          onClick={() => end.mutate()}
        >
          {t('sessions.end')}
        </Button>
      )}
    </li>
  )
}

export function SessionList({ list, user }: { list: DeviceSession[]; user?: string }) {
  const t = useText()
  if (list.length === 0) return <p className="py-3 text-muted">{t('sessions.none')}</p>
  return (
    <ul>
      {list.map(session => (
        <Row key={session.id} session={session} user={user} />
      ))}
    </ul>
  )
}
