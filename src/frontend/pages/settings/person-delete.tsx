// The end of an account: says what goes with it and what stays, and asks for the name.

import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { type Belongings, type Person, people } from '../../api-people'
import { sizeText } from '../../documents/size'
import { Button } from '../../parts/ui/button'
import { Confirm } from '../../parts/ui/confirm'
import { notifyDone, notifyTrouble } from '../../parts/ui/toast'
import { t, useText } from '../../text/index'
import { personKey, reloadPeople } from './people-data'

const going = ({ chats, files, bytes, knowledge, keys, memberships }: Belongings): string[] => [
  t('people.goes.chats', { count: chats }),
  t('people.goes.files', { count: files, size: sizeText(bytes) }),
  t('people.goes.knowledge', { count: knowledge }),
  t('people.goes.keys', { count: keys }),
  t('people.goes.memberships', { count: memberships }),
]

const staying = ({ stays: { models, groups } }: Belongings): string =>
  models + groups > 0 ? t('people.stays', { models, groups }) : ''

function Goes({ person }: { person: Person }) {
  const t = useText()
  const { data } = useQuery({
    queryKey: [...personKey(person.id), 'belongings'],
    queryFn: () => people.belongings(person.id),
    staleTime: 0,
  })
  return (
    <span className="block">
      {t('people.goesLead', { name: person.name })}
      {data ? (
        <>
          <span className="mt-2 block">
            {going(data).map(line => (
              <span key={line} className="block text-text">
                {line}
              </span>
            ))}
          </span>
          {staying(data) ? <span className="mt-2 block">{staying(data)}</span> : null}
        </>
      ) : null}
    </span>
  )
}

export function DeletePerson({ person, locked }: { person: Person; locked: boolean }) {
  const t = useText()
  const [, go] = useLocation()
  const [asking, setAsking] = useState(false)
  const name = person.name.trim() || person.email
  const remove = useMutation({
    mutationFn: () => people.remove(person.id),
    onSuccess: () => {
      go('/settings/people')
      notifyDone(t('people.deleted', { name }))
      return reloadPeople(person.id)
    },
    onError: error => notifyTrouble(t('people.deleteFailed'), error),
  })
  return (
    <>
      <p className="mb-3 max-w-prose text-muted">
        {t(locked ? 'people.deleteLocked' : 'people.deleteText')}
      </p>
      <Button variant="danger" disabled={locked} onClick={() => setAsking(true)}>
        {t('people.delete')}
      </Button>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t('people.deleteOne', { name })}
        description={asking ? <Goes person={person} /> : null}
        action={t('people.delete')}
        word={name}
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
      />
    </>
  )
}
