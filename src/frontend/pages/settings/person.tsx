// One person, for admins: data, password, ways in, groups, sessions, chats, and the end of the account.
import type { Person } from '../../api-people'
import { useConfig, useMe } from '../../cache'
import { Avatar } from '../../parts/ui/avatar'
import { Skeleton } from '../../parts/ui/skeleton'
import { Trouble } from '../../parts/ui/trouble'
import { formatDate, useText } from '../../text/index'
import { BackTo } from './back'
import { usePerson } from './people-data'
import { RoleChoice } from './people-row'
import { PersonChats } from './person-chats'
import { DeletePerson } from './person-delete'
import { PersonGroups } from './person-groups'
import { PersonPassword, PersonProfile } from './person-profile'
import { PersonWays } from './person-ways'
import { PersonSecurity } from './security-person'
import { Section } from './setting'

function Head({ person }: { person: Person }) {
  const t = useText()
  const me = useMe()
  const { name, email, profile_image_url, created_at, last_active_at, primary, id } = person
  return (
    <header className="mb-6 flex flex-wrap items-center gap-x-4 gap-y-3">
      <Avatar name={name} src={profile_image_url} size="lg" />
      <div className="min-w-0 flex-1 basis-48">
        <h2 className="truncate text-xl font-semibold tracking-tight">
          <bdi>{name || email}</bdi>
        </h2>
        <p className="text-muted">
          {t('people.since', { created: formatDate(created_at), seen: formatDate(last_active_at) })}
        </p>
        {primary ? <p className="text-[0.8125rem] text-muted">{t('people.primary')}</p> : null}
      </div>
      <div className="flex items-center gap-2">
        <RoleChoice person={person} locked={primary || id === me.id} />
      </div>
    </header>
  )
}

function Sections({ person }: { person: Person }) {
  const t = useText()
  const me = useMe()
  const { data: config } = useConfig()
  const { id, name, primary } = person
  return (
    <>
      <Head person={person} />
      <Section title={t('people.profile')}>
        <PersonProfile key={`${person.name} ${person.email}`} person={person} />
      </Section>
      <Section title={t('people.newPassword')} lead={t('people.newPasswordText')}>
        <PersonPassword person={person} />
      </Section>
      <Section title={t('people.ways')} lead={t('people.waysText')}>
        <PersonWays person={person} />
      </Section>
      <Section title={t('settings.groups')} lead={t('people.groupsText')}>
        <PersonGroups person={person} />
      </Section>
      <Section title={t('people.security')}>
        <PersonSecurity id={id} name={name} />
      </Section>
      {config?.features.enable_admin_chat_access ? (
        <Section title={t('people.chats')} lead={t('people.chatsText')}>
          <PersonChats id={id} />
        </Section>
      ) : null}
      <Section title={t('people.end')}>
        <DeletePerson person={person} locked={primary || id === me.id} />
      </Section>
    </>
  )
}

export function PersonDetail({ id }: { id: string }) {
  const t = useText()
  const { data, error, refetch } = usePerson(id)
  return (
    <>
      <BackTo href="/settings/people" text={t('people.all')} />
      {error && !data ? (
        <Trouble title={t('people.gone')} error={error} onRetry={() => void refetch()} />
      ) : null}
      {data ? <Sections person={data} /> : null}
      {data || error ? null : <Skeleton />}
    </>
  )
}
