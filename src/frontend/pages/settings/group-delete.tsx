// The end of a group: says who loses what by it, and asks for the name.
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { type Granted, type Group, groups } from '../../api-people'
import { Button } from '../../parts/ui/button'
import { Confirm } from '../../parts/ui/confirm'
import { notifyDone, notifyTrouble } from '../../parts/ui/toast'
import { useText } from '../../text/index'
import { nounOf, useGranted } from './group-granted'
import { reloadPeople } from './people-data'

/** More than these are counted, not named. */
const NAMED = 10

function Loses({ group, granted }: { group: Group; granted: Granted[] | undefined }) {
  const t = useText()
  const rest = (granted?.length ?? 0) - NAMED
  return (
    <span className="block">
      {t('groups.loses', { count: group.user_ids.length, name: group.name })}
      {granted?.length ? (
        <>
          <span className="mt-2 block">{t('groups.closes')}</span>
          {granted.slice(0, NAMED).map(({ resource, id, name }) => (
            <span key={`${resource} ${id}`} className="block text-text">
              {nounOf(resource)}: <bdi>{name}</bdi>
            </span>
          ))}
          {rest > 0 ? (
            <span className="block">{t('groups.closesMore', { count: rest })}</span>
          ) : null}
        </>
      ) : null}
    </span>
  )
}

export function DeleteGroup({ group }: { group: Group }) {
  const t = useText()
  const [, go] = useLocation()
  const [asking, setAsking] = useState(false)
  const { data: granted } = useGranted(group.id)
  const { name } = group
  const remove = useMutation({
    mutationFn: () => groups.remove(group.id),
    onSuccess: () => {
      go('/settings/groups')
      notifyDone(t('groups.deleted', { name }))
      return reloadPeople(group.id)
    },
    onError: error => notifyTrouble(t('groups.deleteFailed'), error),
  })
  return (
    <>
      <Button variant="danger" onClick={() => setAsking(true)}>
        {t('groups.delete')}
      </Button>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t('groups.deleteOne', { name })}
        description={<Loses group={group} granted={granted} />}
        action={t('groups.delete')}
        word={name}
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
      />
    </>
  )
}
