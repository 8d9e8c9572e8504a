// The first-run guide: finds model servers on this machine, or asks for one, and says what it got.
import { useMutation, useQuery } from '@tanstack/react-query'
import { CircleCheck, Cpu } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { models } from '../api'
import { keys, queryClient, useMe } from '../cache'
import { dismissGuide } from '../parts/shell/guide'
import { usePageTitle } from '../parts/shell/page'
import { SidebarToggle } from '../parts/shell/sidebar-toggle'
import { Button } from '../parts/ui/button'
import { Spinner } from '../parts/ui/spinner'
import { Switch } from '../parts/ui/switch'
import { notifyTrouble } from '../parts/ui/toast'
import { useText } from '../text/index'
import type { LocalProvider, ProviderKind } from '../wire'
import { addConnection, type Draft, shareConnection } from './settings/connection'
import { ConnectionForm } from './settings/connection-form'

interface Connected {
  kind: ProviderKind
  idx: number
  /** How many models there are in the house now. */
  count: number
}

/** Saves the connection and reads the models that came with it. */
const connect = async (draft: Draft): Promise<Connected> => {
  const idx = await addConnection(draft)
  const { data } = await models.list()
  queryClient.setQueryData(keys.models, data)
  return { kind: draft.kind, idx, count: data.length }
}

function Found({
  provider,
  onDone,
}: {
  provider: LocalProvider
  onDone: (done: Connected) => void
}) {
  const t = useText()
  const use = useMutation({
    mutationFn: () =>
      connect({
        kind: provider.kind === 'ollama' ? 'ollama' : 'openai',
        url: provider.url,
        key: '',
        options: { enable: true },
      }),
    onSuccess: onDone,
    onError: error => notifyTrouble(t('welcome.connectFailed'), error),
  })
  return (
    <li className="flex flex-wrap items-center gap-3 border-b border-line py-3 last:border-0">
      <Cpu aria-hidden size={20} className="text-muted" />
      <div className="min-w-0 flex-1 basis-48">
        <p className="font-medium">{provider.name}</p>
        <p className="truncate text-[0.8125rem] text-muted">
          {t('welcome.foundModels', { count: provider.models.length })} <bdi>{provider.url}</bdi>
        </p>
      </div>
      <Button variant="primary" busy={use.isPending} onClick={() => use.mutate()}>
        {t('connections.connect')}
      </Button>
    </li>
  )
}

function Local({ onDone }: { onDone: (done: Connected) => void }) {
  const t = useText()
  const local = useQuery({
    queryKey: keys.local,
    queryFn: async () => (await models.local()).data,
    retry: false,
  })
  return (
    <section aria-label={t('welcome.local')} className="mt-7">
      <h2 className="font-semibold">{t('welcome.local')}</h2>
      {local.isPending ? (
        <p className="flex items-center gap-2 py-3 text-muted">
          <Spinner />
          {t('welcome.looking')}
        </p>
      ) : null}
      {local.data?.length ? (
        <ul className="mt-1">
          {local.data.map(provider => (
            <Found key={provider.url} provider={provider} onDone={onDone} />
          ))}
        </ul>
      ) : null}
      {local.data?.length === 0 || local.isError ? (
        <div className="flex flex-wrap items-center gap-3 py-3 text-muted">
          <p className="flex-1 basis-64">{t('welcome.nothingLocal')}</p>
          <Button size="sm" busy={local.isFetching} onClick={() => void local.refetch()}>
            {t('welcome.lookAgain')}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

function Result({ connected }: { connected: Connected }) {
  const t = useText()
  const [, go] = useLocation()
  const [everyone, setEveryone] = useState(false)
  const share = useMutation({
    mutationFn: (on: boolean) => shareConnection(connected.kind, connected.idx, on),
    onMutate: setEveryone,
    onError: error => {
      setEveryone(false)
      notifyTrouble(t('settings.saveFailed'), error)
    },
  })
  return (
    <section aria-live="polite" className="mt-7">
      <p className="flex items-center gap-2 font-medium text-good">
        <CircleCheck aria-hidden size={18} />
        {t('welcome.connected', { count: connected.count })}
      </p>
      {connected.count === 0 ? <p className="mt-2 text-muted">{t('welcome.noModels')}</p> : null}
      <div className="mt-5 flex items-center gap-4 border-y border-line py-4">
        <label htmlFor="everyone" className="flex-1">
          <span className="font-medium">{t('connections.everyone')}</span>
          <span className="mt-0.5 block text-[0.8125rem] text-muted">
            {t('connections.everyoneHint')}
          </span>
        </label>
        <Switch id="everyone" checked={everyone} onCheckedChange={share.mutate} />
      </div>
      <Button
        variant="primary"
        size="lg"
        className="mt-6"
        onClick={() => {
          dismissGuide()
          go('/')
        }}
      >
        {t('welcome.start')}
      </Button>
    </section>
  )
}

export function WelcomePage() {
  const t = useText()
  const me = useMe()
  const [, go] = useLocation()
  const [connected, setConnected] = useState<Connected | null>(null)
  usePageTitle(t('welcome.title'))
  const skip = () => {
    dismissGuide()
    go('/')
  }
  return (
    <div className="relative min-h-0 flex-1 overflow-y-auto">
      <div className="absolute start-3 top-2.5">
        <SidebarToggle />
      </div>
      <div className="mx-auto w-full max-w-xl px-5 pt-16 pb-20">
        <h1 className="text-2xl font-semibold tracking-tight">
          {t('welcome.hello', { name: me.name })}
        </h1>
        <p className="mt-1.5 text-muted">{t(connected ? 'welcome.leadDone' : 'welcome.lead')}</p>
        {connected ? (
          <Result connected={connected} />
        ) : (
          <>
            <Local onDone={setConnected} />
            <section aria-label={t('welcome.remote')} className="mt-7">
              <h2 className="mb-4 font-semibold">{t('welcome.remote')}</h2>
              <ConnectionForm
                saveText={t('connections.connect')}
                onSave={async draft => setConnected(await connect(draft))}
              />
            </section>
            <Button variant="quiet" className="mt-8 -ms-3 text-muted" onClick={skip}>
              {t('welcome.skip')}
            </Button>
          </>
        )}
      </div>
    </div>
  )
}
