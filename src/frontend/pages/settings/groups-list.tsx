// The groups of the house, and what they are for; everybody comes first.
import { useMutation } from '@tanstack/react-query'
import { ChevronRight, Plus, Users, UsersRound } from 'lucide-react'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { groups } from '../../api-people'
import { Button } from '../../parts/ui/button'
import { Dialog } from '../../parts/ui/dialog'
import { Skeleton } from '../../parts/ui/skeleton'
import { Trouble } from '../../parts/ui/trouble'
import { explain } from '../../text/explain'
import { useText } from '../../text/index'
import { EVERYBODY } from './group-everybody'
import { GroupFields } from './group-fields'
import { reloadPeople, useGroups } from './people-data'
import { Section } from './setting'

function Row(props: { id: string; name: string; hint: string; icon: ReactNode; end?: string }) {
  return (
    <li className="border-b border-line last:border-0">
      <Link
        href={`/settings/groups?id=${encodeURIComponent(props.id)}`}
        className="flex min-h-14 items-center gap-3 rounded-control py-2 hover:bg-wash"
      >
        <span className="ps-2 text-muted">{props.icon}</span>
        <span className="min-w-0 flex-1">
          <bdi className="block truncate font-medium">{props.name}</bdi>
          <bdi className="block truncate text-[0.8125rem] text-muted">{props.hint}</bdi>
        </span>
        <span className="shrink-0 text-[0.8125rem] text-muted">{props.end}</span>
        <ChevronRight aria-hidden size={16} className="shrink-0 text-muted rtl:rotate-180" />
      </Link>
    </li>
  )
}

function Add() {
  const t = useText()
  const [, go] = useLocation()
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [description, setDescription] = useState('')
  const make = useMutation({
    mutationFn: groups.make,
    onSuccess: async group => {
      await reloadPeople()
      go(`/settings/groups?id=${encodeURIComponent(group.id)}`)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim()) make.mutate({ name: name.trim(), description: description.trim() })
  }
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Plus aria-hidden size={16} />
        {t('groups.add')}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={t('groups.add')}>
        <form noValidate onSubmit={submit} className="flex flex-col gap-4">
          <GroupFields {...{ name, description }} onName={setName} onDescription={setDescription} />
          {make.error ? (
            <p role="alert" className="text-danger">
              {explain(make.error)}
            </p>
          ) : null}
          <div>
            <Button type="submit" variant="primary" busy={make.isPending} disabled={!name.trim()}>
              {t('groups.addAction')}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}

export function GroupList() {
  const t = useText()
  const { data, error, refetch } = useGroups()
  return (
    <Section title={t('settings.groups')} lead={t('groups.lead')}>
      <div id="list" className="mb-4">
        <Add />
      </div>
      {error && !data ? (
        <Trouble title={t('settings.loadFailed')} error={error} onRetry={() => void refetch()} />
      ) : null}
      {data ? (
        <ul>
          <Row
            id={EVERYBODY}
            name={t('groups.everybody')}
            hint={t('groups.everybodyHint')}
            icon={<UsersRound aria-hidden size={18} />}
          />
          {data.map(group => (
            <Row
              key={group.id}
              id={group.id}
              name={group.name}
              hint={group.description}
              icon={<Users aria-hidden size={18} />}
              end={t('groups.members', { count: group.user_ids.length })}
            />
          ))}
        </ul>
      ) : null}
      {data || error ? null : <Skeleton />}
      {data?.length === 0 ? <p className="py-4 text-muted">{t('groups.empty')}</p> : null}
    </Section>
  )
}
