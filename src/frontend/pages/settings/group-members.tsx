// Who is in a group: found by name, added and taken out one by one.
import { UserMinus, UserPlus } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import type { Group, Person } from '../../api-people'
import { Avatar } from '../../parts/ui/avatar'
import { Button, IconButton } from '../../parts/ui/button'
import { Input } from '../../parts/ui/field'
import { Skeleton } from '../../parts/ui/skeleton'
import { useText } from '../../text/index'
import { usePeople, useSetGroups } from './people-data'

/** What one can do to somebody: put him in, or take him out. */
function Turn({ person, group }: { person: Person; group: Group }) {
  const t = useText()
  const save = useSetGroups(person)
  const inside = person.groups.includes(group.id)
  const values = { name: person.name || person.email }
  const turn = () =>
    save.mutate(inside ? person.groups.filter(id => id !== group.id) : [...person.groups, group.id])
  return inside ? (
    <IconButton label={t('groups.takeOut', values)} disabled={save.isPending} onClick={turn}>
      <UserMinus aria-hidden size={17} />
    </IconButton>
  ) : (
    <IconButton label={t('groups.putIn', values)} disabled={save.isPending} onClick={turn}>
      <UserPlus aria-hidden size={17} />
    </IconButton>
  )
}

function PersonLine({ person, group }: { person: Person; group: Group }) {
  return (
    <li className="flex min-h-12 items-center gap-3 border-b border-line py-1.5 last:border-0">
      <Avatar name={person.name} src={person.profile_image_url} />
      <span className="min-w-0 flex-1">
        <bdi className="block truncate">{person.name}</bdi>
        <span className="block truncate text-[0.8125rem] text-muted">{person.email}</span>
      </span>
      <Turn person={person} group={group} />
    </li>
  )
}

function Candidates({ group }: { group: Group }) {
  const t = useText()
  const [words, setWords] = useState('')
  const query = useDeferredValue(words.trim())
  return (
    <div className="mb-6 max-w-lg">
      <Input
        type="search"
        aria-label={t('groups.findPeople')}
        placeholder={t('groups.findPeople')}
        value={words}
        onChange={event => setWords(event.target.value)}
      />
      {query ? <FoundPeople group={group} query={query} /> : null}
    </div>
  )
}

/** The first few suffice: whoever is not among them types more. */
const FEW = 8

function FoundPeople({ group, query }: { group: Group; query: string }) {
  const t = useText()
  const { data } = usePeople({ query, sort: 'name', order: 'asc' })
  const people = data?.pages[0]?.data
  if (!people) return <Skeleton lines={2} />
  return (
    <div role="status">
      {people.length === 0 ? <p className="py-3 text-muted">{t('people.noneTitle')}</p> : null}
      <ul aria-label={t('groups.found')}>
        {people.slice(0, FEW).map(person => (
          <PersonLine key={person.id} person={person} group={group} />
        ))}
      </ul>
    </div>
  )
}

export function GroupMembers({ group }: { group: Group }) {
  const t = useText()
  const list = usePeople({ query: '', group: group.id, sort: 'name', order: 'asc' })
  const people = list.data?.pages.flatMap(page => page.data)
  return (
    <>
      <Candidates group={group} />
      {people ? null : <Skeleton lines={3} />}
      {people?.length === 0 ? <p className="text-muted">{t('groups.nobody')}</p> : null}
      <ul aria-label={t('groups.membersTitle')} className="max-w-lg">
        {people?.map(person => (
          <PersonLine key={person.id} person={person} group={group} />
        ))}
      </ul>
      {list.hasNextPage ? (
        <Button
          className="mt-3"
          busy={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('people.more')}
        </Button>
      ) : null}
    </>
  )
}
