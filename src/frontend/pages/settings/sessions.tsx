// One's own devices: where one is signed in, and ending any of it.
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { sessions } from '../../api-security'
import { queryClient } from '../../cache'
import { Button } from '../../parts/ui/button'
import { Confirm } from '../../parts/ui/confirm'
import { Skeleton } from '../../parts/ui/skeleton'
import { notifyDone, notifyTrouble } from '../../parts/ui/toast'
import { Trouble } from '../../parts/ui/trouble'
import { useText } from '../../text/index'
import { SessionList, sessionsKey } from './sessions-list'
import { Section } from './setting'

function EndOthers() {
  const t = useText()
  const [asking, setAsking] = useState(false)
  const end = useMutation({
    mutationFn: () => sessions.endAll(),
    onSuccess: ({ ended }) => {
      setAsking(false)
      notifyDone(t('sessions.ended', { count: ended }))
      return queryClient.invalidateQueries({ queryKey: sessionsKey() })
    },
    onError: error => notifyTrouble(t('sessions.endFailed'), error),
  })
  return (
    <>
      <Button className="mt-4" onClick={() => setAsking(true)}>
        {t('sessions.endOthers')}
      </Button>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t('sessions.endOthersTitle')}
        description={t('sessions.endOthersText')}
        action={t('sessions.endOthers')}
        busy={end.isPending}
        onConfirm={() => end.mutate()}
      />
    </>
  )
}

export function SessionSettings() {
  const t = useText()
  const known = useQuery({
    queryKey: sessionsKey(),
    queryFn: () => sessions.list(),
    staleTime: 0,
  })
  return (
    <Section title={t('settings.sessions')} lead={t('sessions.lead')}>
      {known.isPending ? <Skeleton /> : null}
      {known.isError ? (
        <Trouble
          title={t('sessions.loadFailed')}
          error={known.error}
          onRetry={() => void known.refetch()}
        />
      ) : null}
      {known.data ? (
        <div id="list">
          <SessionList list={known.data} />
          {known.data.length > 1 ? <EndOthers /> : null}
        </div>
      ) : null}
    </Section>
  )
}
