// One person of the list: who it is, in which groups, with which role.
import { ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import type { Person } from '../../api-people'
import { Avatar } from '../../parts/ui/avatar'
import { Button, IconButton } from '../../parts/ui/button'
import { LoneCheckbox } from '../../parts/ui/checkbox'
import { Dialog } from '../../parts/ui/dialog'
import { Select } from '../../parts/ui/select'
import { formatDate, useText } from '../../text/index'
import type { Role } from '../../wire'
import { ROLES, useGroups, useSetRoles } from './people-data'
import { PersonSecurity } from './security-person'

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

function Groups({ ids }: { ids: string[] }) {
  const { data: groups = [] } = useGroups()
  const mine = groups.filter(({ id }) => ids.includes(id))
  if (mine.length === 0) return null
  return (
    <p className="mt-1 flex flex-wrap gap-1">
      {mine.map(({ id, name }) => (
        <bdi
          key={id}
          title={name}
          className="max-w-full truncate rounded-full bg-wash-strong px-2 text-xs leading-5"
        >
          {name}
        </bdi>
      ))}
    </p>
  )
}

/** The role shown at once; the list says what the server made of it. */
export function RoleChoice({ person, locked }: { person: Person; locked: boolean }) {
  const t = useText()
  const save = useSetRoles()
  const give = (role: Role) => save.mutate({ ids: [person.id], role })
  const role = save.isPending ? save.variables.role : person.role
  return (
    <>
      {person.role === 'pending' ? (
        <Button size="sm" variant="primary" onClick={() => give('user')}>
          {t('people.letIn')}
        </Button>
      ) : null}
      <Select
        aria-label={t('people.roleOf', { name: person.name })}
        className="w-36"
        disabled={locked}
        value={role}
        onValue={value => give(value as Role)}
        options={ROLES.map(value => ({ value, label: t(`role.${value}`) }))}
      />
    </>
  )
}

interface PersonRowProps {
  person: Person
  chosen: boolean
  /** Null for those whose role nobody changes. */
  onChosen: ((on: boolean) => void) | null
}

export function PersonRow({ person, chosen, onChosen }: PersonRowProps) {
  const t = useText()
  const { name, email, profile_image_url, last_active_at } = person
  return (
    <li className="flex flex-wrap items-center gap-x-2 gap-y-2 border-b border-line py-3 last:border-0">
      <LoneCheckbox
        label={t('people.choose', { name })}
        checked={chosen}
        disabled={!onChosen}
        onChange={event => onChosen?.(event.target.checked)}
      />
      <Avatar name={name} src={profile_image_url} />
      <div className="min-w-0 flex-1 basis-40">
        <Link
          href={`/settings/people?id=${encodeURIComponent(person.id)}`}
          className="tap block truncate rounded font-medium underline-offset-2 hover:underline"
        >
          <bdi>{name || email}</bdi>
        </Link>
        <p className="truncate text-[0.8125rem] text-muted">
          {t('people.seen', { email, when: formatDate(last_active_at) })}
        </p>
        <Groups ids={person.groups} />
      </div>
      <div className="flex items-center gap-2 max-sm:w-full max-sm:justify-end">
        <RoleChoice person={person} locked={!onChosen} />
        <Security person={person} />
      </div>
    </li>
  )
}
