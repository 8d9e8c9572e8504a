// One group, for admins: its name, who is in it, what it allows, what is open to it, its end.
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type Group, groups } from '../../api-people'
import { Button } from '../../parts/ui/button'
import { Skeleton } from '../../parts/ui/skeleton'
import { notifyDone } from '../../parts/ui/toast'
import { Trouble } from '../../parts/ui/trouble'
import { explain } from '../../text/explain'
import { useText } from '../../text/index'
import { BackTo } from './back'
import { DeleteGroup } from './group-delete'
import { GroupFields } from './group-fields'
import { nounOf, useGranted } from './group-granted'
import { GroupMembers } from './group-members'
import { GroupPermissions } from './group-permissions'
import { reloadPeople, useGroups } from './people-data'
import { Section } from './setting'

function Naming({ group }: { group: Group }) {
  const t = useText()
  const [name, setName] = useState(group.name)
  const [description, setDescription] = useState(group.description)
  const save = useMutation({
    mutationFn: () => groups.save(group.id, { name: name.trim(), description: description.trim() }),
    onSuccess: () => {
      notifyDone(t('common.saved'))
      return reloadPeople()
    },
  })
  const changed = name.trim() !== group.name || description.trim() !== group.description
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (changed && name.trim()) save.mutate()
  }
  return (
    <form noValidate onSubmit={submit} className="flex max-w-lg flex-col gap-4">
      <GroupFields {...{ name, description }} onName={setName} onDescription={setDescription} />
      {save.error ? (
        <p role="alert" className="text-danger">
          {explain(save.error)}
        </p>
      ) : null}
      <div>
        <Button type="submit" busy={save.isPending} disabled={!changed || !name.trim()}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  )
}

function Open({ id }: { id: string }) {
  const t = useText()
  const { data } = useGranted(id)
  if (!data) return <Skeleton lines={2} />
  if (data.length === 0) return <p className="text-muted">{t('groups.nothingOpen')}</p>
  return (
    <ul>
      {data.map(({ resource, id: thing, name, verbs }) => (
        <li
          key={`${resource} ${thing}`}
          className="flex min-h-11 items-center gap-3 border-b border-line py-1.5 last:border-0"
        >
          <span className="min-w-0 flex-1">
            <bdi className="block truncate">{name}</bdi>
            <span className="block text-[0.8125rem] text-muted">{nounOf(resource)}</span>
          </span>
          <span className="shrink-0 text-[0.8125rem] text-muted">
            {t(verbs.includes('write') ? 'groups.mayChange' : 'groups.mayUse')}
          </span>
        </li>
      ))}
    </ul>
  )
}

export function GroupDetail({ id }: { id: string }) {
  const t = useText()
  const { data, error, refetch } = useGroups()
  const group = data?.find(one => one.id === id)
  return (
    <>
      <BackTo href="/settings/groups" text={t('groups.all')} />
      {error && !data ? (
        <Trouble title={t('settings.loadFailed')} error={error} onRetry={() => void refetch()} />
      ) : null}
      {data && !group ? <p className="text-muted">{t('groups.gone')}</p> : null}
      {data || error ? null : <Skeleton />}
      {group ? (
        <>
          <Section title={group.name}>
            <Naming key={group.updated_at} group={group} />
          </Section>
          <Section title={t('groups.membersTitle')}>
            <GroupMembers group={group} />
          </Section>
          <Section title={t('groups.permissions')} lead={t('groups.permissionsText')}>
            <GroupPermissions group={group} />
          </Section>
          <Section title={t('groups.open')} lead={t('groups.openText')}>
            <Open id={group.id} />
          </Section>
          <Section title={t('groups.end')}>
            <DeleteGroup group={group} />
          </Section>
        </>
      ) : null}
    </>
  )
}
