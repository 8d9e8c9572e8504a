// Who embeds the documents; when that changes, how far the reading of all of them has come.
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { type EmbedderName, type IndexStanding, index } from '../../api-retrieval'
import { queryClient } from '../../cache'
import { onLive } from '../../live'
import { Button } from '../../parts/ui/button'
import { Progress } from '../../parts/ui/progress'
import { Skeleton } from '../../parts/ui/skeleton'
import { notifyTrouble } from '../../parts/ui/toast'
import { Trouble } from '../../parts/ui/trouble'
import { formatNumber, t as say, useText } from '../../text/index'
import { Setting } from './setting'

const KEY = ['index']

const useStanding = () => {
  useEffect(
    () =>
      onLive(event => {
        if (event.type === 'index') void queryClient.invalidateQueries({ queryKey: KEY })
      }),
    [],
  )
  return useQuery({ queryKey: KEY, queryFn: index.read })
}

const nameOf = ({ engine, model, url }: EmbedderName): string =>
  engine === '' ? say('index.own') : say('index.at', { model, url })

export function Standing() {
  const t = useText()
  const { data, error, refetch } = useStanding()
  const change = useMutation({
    mutationFn: (work: 'begin' | 'stop') => index[work](),
    onSuccess: next => queryClient.setQueryData(KEY, next),
    onError: reason => notifyTrouble(t('index.changeFailed'), reason),
  })
  if (error) {
    return (
      <Trouble
        compact
        title={t('settings.loadFailed')}
        error={error}
        onRetry={() => void refetch()}
      />
    )
  }
  if (!data) return <Skeleton lines={2} />
  const { live, building } = data
  return (
    <>
      <Setting
        action
        id="index"
        label={t('index.title')}
        hint={live ? t('index.by', { name: nameOf(live) }) : t('index.none')}
      >
        {() =>
          building ? null : (
            <Button busy={change.isPending} onClick={() => change.mutate('begin')}>
              {t('index.begin')}
            </Button>
          )
        }
      </Setting>
      {building ? (
        <Building
          standing={data}
          busy={change.isPending}
          onStop={() => change.mutate('stop')}
          onRetry={() => change.mutate('begin')}
        />
      ) : null}
    </>
  )
}

interface BuildingProps {
  standing: IndexStanding
  busy: boolean
  onStop: () => void
  onRetry: () => void
}

function Building({ standing, busy, onStop, onRetry }: BuildingProps) {
  const t = useText()
  const { building, job } = standing
  if (!building) return null
  const { done = 0, total = 0, error, state } = job ?? {}
  const failed = state === 'failed' || state === 'cancelled'
  return (
    <div role="status" className="my-3 rounded-panel border border-line p-4">
      <p className="font-medium">{t('index.building', { name: nameOf(building) })}</p>
      <p className="mt-0.5 max-w-prose text-[0.8125rem] text-muted">{t('index.buildingText')}</p>
      {failed ? null : (
        <div className="mt-3">
          <Progress value={total > 0 ? done / total : null} label={t('index.progress')} />
          <p className="mt-1 text-[0.8125rem] text-muted">
            {t('index.done', { done: formatNumber(done), total: formatNumber(total) })}
          </p>
        </div>
      )}
      {error ? (
        <p className="mt-2 rounded-control bg-danger-wash px-3 py-2 text-[0.8125rem] text-danger">
          {error}
        </p>
      ) : null}
      <div className="mt-3 flex gap-2">
        {failed || error ? (
          <Button size="sm" busy={busy} onClick={onRetry}>
            {t('common.retry')}
          </Button>
        ) : null}
        <Button size="sm" busy={busy} onClick={onStop}>
          {t('index.stop')}
        </Button>
      </div>
    </div>
  )
}
