// Who is told of sign-ups: the settings of the webhook, a test of it, and what it was told lately.
import { useMutation, useQuery } from '@tanstack/react-query'
import { type Delivery, webhook } from '../../api-house'
import { queryClient } from '../../cache'
import { Button } from '../../parts/ui/button'
import { Skeleton } from '../../parts/ui/skeleton'
import { Trouble } from '../../parts/ui/trouble'
import { explain } from '../../text/explain'
import { formatDate, t, useText } from '../../text/index'
import { AreaPage } from './house-page'
import { Section } from './setting'

const WEBHOOK = ['house', 'webhook']
/** While something waits, somebody may be watching. */
const LOOK_AGAIN_MS = 2000

const useWebhook = () =>
  useQuery({
    queryKey: WEBHOOK,
    queryFn: webhook.read,
    refetchInterval: ({ state }) =>
      state.data?.data.some(one => one.state === 'waiting') ? LOOK_AGAIN_MS : false,
  })

function Test() {
  const t = useText()
  const test = useMutation({
    mutationFn: webhook.test,
    onSettled: () => queryClient.invalidateQueries({ queryKey: WEBHOOK }),
  })
  const reason = test.error ? explain(test.error) : test.data?.error
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Button busy={test.isPending} onClick={() => test.mutate()}>
        {t('webhook.test')}
      </Button>
      <p role="status" className={reason ? 'text-danger' : 'text-muted'}>
        {reason ? t('webhook.testFailed', { reason }) : null}
        {test.data && !reason
          ? t('webhook.testDone', { status: test.data.status ?? 0, ms: test.data.ms })
          : null}
      </p>
    </div>
  )
}

const colours = { waiting: 'text-muted', sent: 'text-good', failed: 'text-danger' } as const

/** What became of it: the state, how often it was tried, and why it failed. */
const outcomeOf = ({ attempts, error }: Delivery): string =>
  [attempts > 1 ? t('webhook.attempts', { count: attempts }) : '', error ?? '']
    .filter(Boolean)
    .join(', ')

function Row({ delivery }: { delivery: Delivery }) {
  const t = useText()
  const { action, name, state, created_at } = delivery
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 border-b border-line py-2.5 last:border-0">
      <span className="min-w-0 flex-1 basis-48 [overflow-wrap:anywhere]">
        {action === 'signup' ? t('webhook.signup', { name }) : t('webhook.testOf', { name })}
        <span className="block text-[0.8125rem] text-muted">{outcomeOf(delivery)}</span>
      </span>
      <span className={colours[state]}>{t(`webhook.${state}`)}</span>
      <span className="text-[0.8125rem] text-muted">
        {formatDate(created_at, { dateStyle: 'medium', timeStyle: 'short' })}
      </span>
    </li>
  )
}

function Told() {
  const t = useText()
  const { data, error, refetch } = useWebhook()
  if (error) {
    return <Trouble title={t('settings.loadFailed')} error={error} onRetry={() => void refetch()} />
  }
  if (!data) return <Skeleton />
  return (
    <>
      <Section
        title={t('webhook.title')}
        lead={data.host ? t('webhook.lead', { host: data.host }) : t('webhook.none')}
      >
        {data.host && !data.signed ? (
          <p className="mb-3 max-w-prose text-muted">{t('webhook.unsigned')}</p>
        ) : null}
        {data.host ? <Test /> : null}
      </Section>
      <Section title={t('webhook.told')}>
        {data.data.length ? (
          <ul>
            {data.data.map(delivery => (
              <Row key={delivery.id} delivery={delivery} />
            ))}
          </ul>
        ) : (
          <p className="text-muted">{t('webhook.empty')}</p>
        )}
      </Section>
    </>
  )
}

export function WebhookSettings() {
  return (
    <>
      <AreaPage path="webhook" />
      <Told />
    </>
  )
}
