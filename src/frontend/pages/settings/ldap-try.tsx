// Looks somebody up as the settings are saved: what would be taken over, or what is wrong.
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { directory, type Preview } from '../../api-people'
import { Avatar } from '../../parts/ui/avatar'
import { Button } from '../../parts/ui/button'
import { Field, Input } from '../../parts/ui/field'
import { explain } from '../../text/explain'
import { useText } from '../../text/index'

function Line({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-x-4 border-b border-line py-2 last:border-0 sm:flex-row">
      <dt className="w-40 shrink-0 text-muted">{term}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  )
}

/** Which of the directory's groups there are here, too. */
function Groups({ groups, joined }: { groups: string[]; joined: string[] }) {
  const t = useText()
  if (groups.length === 0) return t('ldap.noGroups')
  return (
    <ul>
      {groups.map(group => (
        <li key={group}>
          <bdi>{group}</bdi>{' '}
          <span className="text-muted">
            {t(joined.includes(group) ? 'ldap.groupHere' : 'ldap.groupNotHere')}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Found({ person }: { person: Preview }) {
  const t = useText()
  const { dn, subject, email, name, picture, groups, joined, known } = person
  return (
    <dl className="mt-4 max-w-prose">
      <Line term={t('auth.name')}>
        <span className="inline-flex items-center gap-2">
          {picture ? <Avatar name={name} src={picture} size="sm" /> : null}
          <bdi>{name || email}</bdi>
        </span>
      </Line>
      <Line term={t('auth.email')}>
        {email === null ? <span className="text-danger">{t('ldap.noMail')}</span> : email}
      </Line>
      <Line term={t('ldap.account')}>{t(known ? 'ldap.accountKnown' : 'ldap.accountNew')}</Line>
      {groups ? (
        <Line term={t('ldap.groups')}>
          <Groups groups={groups} joined={joined} />
        </Line>
      ) : null}
      <Line term={t('ldap.entry')}>
        <span dir="ltr" className="font-mono text-[0.8125rem]">
          {dn}
        </span>
      </Line>
      <Line term={t('ldap.subject')}>
        <span dir="ltr" className="font-mono text-[0.8125rem]">
          {subject}
        </span>
      </Line>
    </dl>
  )
}

export function Try() {
  const t = useText()
  const [user, setUser] = useState('')
  const attempt = useMutation({ mutationFn: directory.attempt })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (user.trim()) attempt.mutate(user.trim())
  }
  return (
    <>
      <form id="try" noValidate onSubmit={submit} className="flex max-w-lg items-end gap-2">
        <div className="min-w-0 flex-1">
          <Field label={t('ways.user')}>
            {field => (
              <Input
                {...field}
                dir="ltr"
                autoComplete="off"
                spellCheck={false}
                value={user}
                onChange={event => setUser(event.target.value)}
              />
            )}
          </Field>
        </div>
        <Button type="submit" busy={attempt.isPending}>
          {t('ldap.look')}
        </Button>
      </form>
      <div aria-live="polite">
        {attempt.error ? (
          <p className="mt-3 max-w-prose rounded-control bg-danger-wash px-3 py-2 text-danger">
            {explain(attempt.error)}
          </p>
        ) : null}
        {attempt.data && !attempt.isPending ? <Found person={attempt.data} /> : null}
      </div>
    </>
  )
}
