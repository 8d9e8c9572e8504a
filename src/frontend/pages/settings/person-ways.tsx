// What opens somebody's account, and having a provider forget him.
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { type Person, people } from '../../api-people'
import { useConfig } from '../../cache'
import { Button } from '../../parts/ui/button'
import { Confirm } from '../../parts/ui/confirm'
import { notifyTrouble } from '../../parts/ui/toast'
import { useText } from '../../text/index'
import { reloadPeople, wayName } from './people-data'

function Way({ person, way }: { person: Person; way: string }) {
  const t = useText()
  const { data: config } = useConfig()
  const [asking, setAsking] = useState(false)
  const name = wayName(way, config?.oauth?.providers)
  const forget = useMutation({
    mutationFn: () => people.unlink(person.id, way),
    onSuccess: () => {
      setAsking(false)
      return reloadPeople()
    },
    onError: error => notifyTrouble(t('people.forgetFailed'), error),
  })
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-3 border-b border-line py-2 last:border-0">
      <bdi className="min-w-0 flex-1">{name}</bdi>
      {way === 'password' ? null : (
        <Button
          size="sm"
          aria-label={t('people.forgetWay', { way: name })}
          onClick={() => setAsking(true)}
        >
          {t('people.forget')}
        </Button>
      )}
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t('people.forgetWay', { way: name })}
        description={t('people.forgetText', { name: person.name })}
        action={t('people.forget')}
        busy={forget.isPending}
        onConfirm={() => forget.mutate()}
      />
    </li>
  )
}

export function PersonWays({ person }: { person: Person }) {
  const t = useText()
  if (person.ways.length === 0) return <p className="text-muted">{t('people.noWays')}</p>
  return (
    <ul>
      {person.ways.map(way => (
        <Way key={way} person={person} way={way} />
      ))}
    </ul>
  )
}
