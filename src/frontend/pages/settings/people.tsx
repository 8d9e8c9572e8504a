// Who has an account here, for admins; letting people in and setting their role.
import { useMutation, useQuery } from '@tanstack/react-query'
import { ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { house } from '../../api'
import { queryClient, useMe } from '../../cache'
import { Avatar } from '../../parts/ui/avatar'
import { Button, IconButton } from '../../parts/ui/button'
import { Dialog } from '../../parts/ui/dialog'
import { Select } from '../../parts/ui/select'
import { Skeleton } from '../../parts/ui/skeleton'
import { notifyTrouble } from '../../parts/ui/toast'
import { Trouble } from '../../parts/ui/trouble'
import { formatDate, useText } from '../../text/index'
import type { Person, Role } from '../../wire'
import { PersonSecurity } from './security-person'
import { Section } from './setting'

const PEOPLE = ['house', 'people']
const roles: Role[] = ['pending', 'user', 'admin']

const useSaveRole = () => {
  const t = useText()
  return useMutation({
    mutationFn: house.saveRole,
    onMutate: change =>
      queryClient.setQueryData<Person[]>(PEOPLE, people =>
        people?.map(person =>
          person.id === change.id ? { ...person, role: change.role as Role } : person,
        ),
      ),
    onError: error => {
      notifyTrouble(t('people.roleFailed'), error)
      void queryClient.invalidateQueries({ queryKey: PEOPLE })
    },
  })
}

/** Where somebody is signed in and with what, over the page. */
function Security({ person }: { person: Person }) {
  const t = useText()
  const [open, setOpen] = useState(false)
  const title = t('person.security', { name: person.name })
  return (
    <>
      <IconButton label={title} onClick={() => setOpen(true)}>
        <ShieldCheck aria-hidden size={17} />
      </IconButton>
      <Dialog wide open={open} onOpenChange={setOpen} title={title}>
        <PersonSecurity id={person.id} name={person.name} />
      </Dialog>
    </>
  )
}

function Row({ person }: { person: Person }) {
  const t = useText()
  const me = useMe()
  const save = useSaveRole()
  return (
    <li className="flex flex-wrap items-center gap-3 border-b border-line py-3 last:border-0">
      <Avatar name={person.name} src={person.profile_image_url} />
      <div className="min-w-0 flex-1 basis-40">
        <p className="truncate font-medium">
          <bdi>{person.name}</bdi>
        </p>
        <p className="truncate text-[0.8125rem] text-muted">
          {t('people.seen', { email: person.email, when: formatDate(person.last_active_at) })}
        </p>
      </div>
      {person.role === 'pending' ? (
        <Button
          size="sm"
          variant="primary"
          onClick={() => save.mutate({ id: person.id, role: 'user' })}
        >
          {t('people.letIn')}
        </Button>
      ) : null}
      <Select
        aria-label={t('people.roleOf', { name: person.name })}
        className="w-36"
        disabled={person.id === me.id}
        value={person.role}
        onValue={role => save.mutate({ id: person.id, role })}
        options={roles.map(role => ({ value: role, label: t(`role.${role}`) }))}
      />
      <Security person={person} />
    </li>
  )
}

export function PeopleSettings() {
  const t = useText()
  const people = useQuery({ queryKey: PEOPLE, queryFn: house.people })
  const waitingFirst = people.data?.toSorted(
    (a, b) => Number(b.role === 'pending') - Number(a.role === 'pending'),
  )
  return (
    <Section title={t('settings.people')} lead={t('people.lead')}>
      {people.isError ? (
        <Trouble
          title={t('settings.loadFailed')}
          error={people.error}
          onRetry={() => void people.refetch()}
        />
      ) : null}
      {people.isPending ? <Skeleton /> : null}
      <ul>
        {waitingFirst?.map(person => (
          <Row key={person.id} person={person} />
        ))}
      </ul>
    </Section>
  )
}
