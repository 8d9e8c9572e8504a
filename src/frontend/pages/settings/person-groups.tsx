// The groups that somebody is in; each mark counts at once.
import { useState } from 'react'
import { Link } from 'wouter'
import type { Person } from '../../api-people'
import { Checkbox } from '../../parts/ui/checkbox'
import { Input } from '../../parts/ui/field'
import { Skeleton } from '../../parts/ui/skeleton'
import { Trouble } from '../../parts/ui/trouble'
import { useText } from '../../text/index'
import { useGroups, useSetGroups } from './people-data'

/** So many fit on a page without a search. */
const FEW = 8

export function PersonGroups({ person }: { person: Person }) {
  const t = useText()
  const [words, setWords] = useState('')
  const { data: groups, error, refetch } = useGroups()
  const save = useSetGroups(person)
  if (error && !groups) {
    return (
      <Trouble
        compact
        title={t('settings.loadFailed')}
        error={error}
        onRetry={() => void refetch()}
      />
    )
  }
  if (!groups) return <Skeleton lines={3} />
  if (groups.length === 0) {
    return (
      <p className="text-muted">
        {t('groups.none')}{' '}
        <Link href="/settings/groups" className="tap rounded underline underline-offset-2">
          {t('groups.toThem')}
        </Link>
      </p>
    )
  }
  const held = save.isPending ? save.variables : person.groups
  const wanted = words.trim().toLowerCase()
  const shown = groups.filter(({ name }) => name.toLowerCase().includes(wanted))
  const turn = (id: string, on: boolean) =>
    save.mutate(on ? [...held, id] : held.filter(other => other !== id))
  return (
    <>
      {groups.length > FEW ? (
        <Input
          type="search"
          aria-label={t('groups.find')}
          placeholder={t('groups.find')}
          value={words}
          onChange={event => setWords(event.target.value)}
          className="mb-2 max-w-lg"
        />
      ) : null}
      <ul className="max-w-lg">
        {shown.map(({ id, name, description }) => (
          <li key={id} className="border-b border-line last:border-0">
            <Checkbox
              className="min-h-11 py-1.5"
              checked={held.includes(id)}
              disabled={save.isPending}
              onChange={event => turn(id, event.target.checked)}
            >
              <span className="min-w-0">
                <bdi className="block truncate font-medium">{name}</bdi>
                {description ? (
                  <bdi className="block truncate text-[0.8125rem] text-muted">{description}</bdi>
                ) : null}
              </span>
            </Checkbox>
          </li>
        ))}
      </ul>
    </>
  )
}
