// Who may use a model that is not everyone's: groups, and people one by one.
import { useMutation, useQueries } from '@tanstack/react-query'
import { UserMinus, UserPlus, Users } from 'lucide-react'
import { useDeferredValue, useEffect, useState } from 'react'
import { models as api } from '../../api'
import { type Person, people } from '../../api-people'
import { keys, queryClient } from '../../cache'
import { Avatar } from '../../parts/ui/avatar'
import { IconButton } from '../../parts/ui/button'
import { Checkbox } from '../../parts/ui/checkbox'
import { Dialog } from '../../parts/ui/dialog'
import { Input } from '../../parts/ui/field'
import { Skeleton } from '../../parts/ui/skeleton'
import { notifyTrouble } from '../../parts/ui/toast'
import { Trouble } from '../../parts/ui/trouble'
import { useText } from '../../text/index'
import type { Model } from '../../wire'
import { personKey, useGroups, usePeople } from './people-data'

export interface Readers {
  group_ids: string[]
  user_ids: string[]
}

/** Those whom the row of a model names. */
export const readersOf = ({ info }: Model): Readers => ({
  group_ids: info?.access_control?.read?.group_ids ?? [],
  user_ids: info?.access_control?.read?.user_ids ?? [],
})

/** Opens a model to everyone, or to some; nobody named is nobody but admins. */
export const useSetAccess = ({ id }: Model) => {
  const t = useText()
  return useMutation({
    mutationFn: (access: true | Readers) =>
      api.access({
        model: id,
        ...(access === true ? { everyone: true } : { everyone: false, read: access }),
      }),
    onError: error => notifyTrouble(t('settings.saveFailed'), error),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.models }),
  })
}

export interface Choice {
  readers: Readers
  busy: boolean
  onChange: (readers: Readers) => void
}

const turned = (ids: string[], id: string, on: boolean): string[] =>
  on ? [...ids, id] : ids.filter(other => other !== id)

function Groups({ readers, busy, onChange }: Choice) {
  const t = useText()
  const { data: groups, error, refetch } = useGroups()
  if (error && !groups) {
    const retry = () => void refetch()
    return <Trouble compact title={t('settings.loadFailed')} error={error} onRetry={retry} />
  }
  if (!groups) return <Skeleton lines={2} />
  if (groups.length === 0) return <p className="text-muted">{t('groups.none')}</p>
  return (
    <ul>
      {groups.map(({ id, name }) => (
        <li key={id}>
          <Checkbox
            className="min-h-9 touch:min-h-11"
            checked={readers.group_ids.includes(id)}
            disabled={busy}
            onChange={({ target }) =>
              onChange({ ...readers, group_ids: turned(readers.group_ids, id, target.checked) })
            }
          >
            <bdi className="min-w-0 truncate">{name}</bdi>
          </Checkbox>
        </li>
      ))}
    </ul>
  )
}

function PersonLine({ person, readers, busy, onChange }: Choice & { person: Person }) {
  const t = useText()
  const inside = readers.user_ids.includes(person.id)
  const Icon = inside ? UserMinus : UserPlus
  const name = person.name || person.email
  return (
    <li className="flex min-h-11 items-center gap-3">
      <Avatar name={person.name} src={person.profile_image_url} />
      <bdi className="min-w-0 flex-1 truncate">{name}</bdi>
      <IconButton
        label={t(inside ? 'groups.takeOut' : 'groups.putIn', { name })}
        disabled={busy}
        onClick={() =>
          onChange({ ...readers, user_ids: turned(readers.user_ids, person.id, !inside) })
        }
      >
        <Icon aria-hidden size={17} />
      </IconButton>
    </li>
  )
}

/** The first few suffice: whoever is not among them types more. */
const FEW = 5

function FoundPeople({ query, ...choice }: Choice & { query: string }) {
  const t = useText()
  const { data } = usePeople({ query, sort: 'name', order: 'asc' })
  const found = data?.pages[0]?.data.filter(({ id }) => !choice.readers.user_ids.includes(id))
  if (!found) return <Skeleton lines={2} />
  if (found.length === 0) return <p className="py-2 text-muted">{t('people.noneTitle')}</p>
  return (
    <ul aria-label={t('groups.found')}>
      {found.slice(0, FEW).map(person => (
        <PersonLine key={person.id} person={person} {...choice} />
      ))}
    </ul>
  )
}

function People(choice: Choice) {
  const t = useText()
  const [words, setWords] = useState('')
  const query = useDeferredValue(words.trim())
  const named = useQueries({
    queries: choice.readers.user_ids.map(id => ({
      queryKey: personKey(id),
      queryFn: () => people.read(id),
    })),
  })
  return (
    <>
      <ul aria-label={t('settings.people')}>
        {named.map(({ data }) =>
          data ? <PersonLine key={data.id} person={data} {...choice} /> : null,
        )}
      </ul>
      <Input
        type="search"
        className="mt-1"
        aria-label={t('groups.findPeople')}
        placeholder={t('groups.findPeople')}
        value={words}
        onChange={event => setWords(event.target.value)}
      />
      <div role="status">{query ? <FoundPeople query={query} {...choice} /> : null}</div>
    </>
  )
}

const heading = 'mt-4 mb-1 text-[0.8125rem] font-semibold first:mt-0'

/** Groups, and for those who may look people up also people, one by one. */
export function ReadersChoice({ withPeople = true, ...given }: Choice & { withPeople?: boolean }) {
  const t = useText()
  const { readers, onChange } = given
  /** Shown at once; that it is being saved is told only a moment later. */
  const [chosen, setChosen] = useState<Readers>()
  // Whatever the page says next counts.
  useEffect(() => {
    if (readers) setChosen(undefined)
  }, [readers])
  const choice: Choice = {
    ...given,
    readers: chosen ?? readers,
    onChange: next => {
      setChosen(next)
      onChange(next)
    },
  }
  return (
    <>
      <h3 className={heading}>{t('settings.groups')}</h3>
      <Groups {...choice} />
      {withPeople ? (
        <>
          <h3 className={heading}>{t('settings.people')}</h3>
          <People {...choice} />
        </>
      ) : null}
    </>
  )
}

/** Opens the choice; what is chosen counts at once. */
export function ModelAccess({ model, everyone }: { model: Model; everyone: boolean }) {
  const t = useText()
  const [open, setOpen] = useState(false)
  const save = useSetAccess(model)
  const asked = save.isPending && save.variables !== true ? save.variables : undefined
  const choice = { readers: asked ?? readersOf(model), busy: save.isPending, onChange: save.mutate }
  const title = t('models.access', { name: model.name })
  return (
    <>
      <IconButton label={title} onClick={() => setOpen(true)}>
        <Users aria-hidden size={17} />
      </IconButton>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={title}
        description={t(everyone ? 'models.openToAll' : 'models.accessText')}
      >
        {everyone ? null : <ReadersChoice {...choice} />}
      </Dialog>
    </>
  )
}
