// For admins: where somebody is signed in, ending it, and taking a lost second factor away.
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { factorOf, sessions } from '../../api-security'
import { queryClient } from '../../cache'
import { Button } from '../../parts/ui/button'
import { Confirm } from '../../parts/ui/confirm'
import { Skeleton } from '../../parts/ui/skeleton'
import { notifyDone, notifyTrouble } from '../../parts/ui/toast'
import { Trouble } from '../../parts/ui/trouble'
import { useText } from '../../text/index'
import { SessionList, sessionsKey } from './sessions-list'

interface Whose {
  id: string
  name: string
}

function EndAll({ id, name }: Whose) {
  const t = useText()
  const [asking, setAsking] = useState(false)
  const end = useMutation({
    mutationFn: () => sessions.endAll(id),
    onSuccess: ({ ended }) => {
      setAsking(false)
      notifyDone(t('sessions.ended', { count: ended }))
      return queryClient.invalidateQueries({ queryKey: sessionsKey(id) })
    },
    onError: error => notifyTrouble(t('sessions.endFailed'), error),
  })
  return (
    <>
      <Button size="sm" onClick={() => setAsking(true)}>
        {t('person.endAll')}
      </Button>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t('person.endAll')}
        description={t('person.endAllText', { name })}
        action={t('person.endAll')}
        busy={end.isPending}
        onConfirm={() => end.mutate()}
      />
    </>
  )
}

function Factor({ id, name }: Whose) {
  const t = useText()
  const [asking, setAsking] = useState(false)
  const key = ['factor', id]
  const state = useQuery({ queryKey: key, queryFn: () => factorOf.state(id) })
  const reset = useMutation({
    mutationFn: () => factorOf.reset(id),
    onSuccess: () => {
      setAsking(false)
      notifyDone(t('person.factorGone'))
      return queryClient.invalidateQueries({ queryKey: key })
    },
    onError: error => notifyTrouble(t('security.changeFailed'), error),
  })
  if (!state.data) return null
  const { app, passkeys } = state.data
  return (
    <div className="flex flex-wrap items-center gap-3 py-3">
      <p className="min-w-0 flex-1 text-muted">
        {t(app ? 'person.factorOn' : 'person.factorOff')},{' '}
        {t('person.passkeys', { count: passkeys })}
      </p>
      {app || passkeys ? (
        <Button size="sm" onClick={() => setAsking(true)}>
          {t('person.resetFactor')}
        </Button>
      ) : null}
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t('person.resetFactor')}
        description={t('person.resetFactorText', { name })}
        action={t('person.resetFactor')}
        busy={reset.isPending}
        onConfirm={() => reset.mutate()}
      />
    </div>
  )
}

/** Everything about how one person signs in; stands wherever an admin looks at somebody. */
export function PersonSecurity({ id, name }: Whose) {
  const t = useText()
  const known = useQuery({
    queryKey: sessionsKey(id),
    queryFn: () => sessions.list(id),
    staleTime: 0,
  })
  if (known.isPending) return <Skeleton />
  if (known.isError) {
    return (
      <Trouble
        title={t('sessions.loadFailed')}
        error={known.error}
        onRetry={() => void known.refetch()}
      />
    )
  }
  return (
    <section aria-label={t('person.security', { name })}>
      <Factor id={id} name={name} />
      <SessionList list={known.data} user={id} />
      {known.data.length ? <EndAll id={id} name={name} /> : null}
    </section>
  )
}
