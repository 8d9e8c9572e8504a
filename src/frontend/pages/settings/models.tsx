// Which models people who are not admins may use.
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { models as api } from '../../api'
import { keys, queryClient, useModels } from '../../cache'
import { Empty } from '../../parts/ui/empty'
import { Input } from '../../parts/ui/field'
import { Skeleton } from '../../parts/ui/skeleton'
import { Switch } from '../../parts/ui/switch'
import { notifyTrouble } from '../../parts/ui/toast'
import { Trouble } from '../../parts/ui/trouble'
import { useText } from '../../text/index'
import type { Model } from '../../wire'
import { type Connection, ollamaList, openaiList, useOllama, useOpenai } from './connection'
import { Section } from './setting'

/** The connections whose models are open to everyone, those to come included. */
const useOpenConnections = () => {
  const openai = useOpenai()
  const ollama = useOllama()
  const everyone = (connection: Connection) => connection.options.everyone === true
  return {
    error: openai.error ?? ollama.error,
    ready: openai.isSuccess && ollama.isSuccess,
    openai: openai.data ? openaiList(openai.data).map(everyone) : [],
    ollama: ollama.data ? ollamaList(ollama.data).map(everyone) : [],
  }
}

type Open = ReturnType<typeof useOpenConnections>

/** A row decides: without a rule it opens the model. Where there is no row, the connection does. */
const shared = (model: Model, open: Open): boolean => {
  if (model.info) return model.info.is_active === true && model.info.access_control === null
  if (model.owned_by !== 'ollama') return open.openai[model.urlIdx ?? -1] === true
  return (model.ollama?.urls ?? [model.urlIdx ?? -1]).some(idx => open.ollama[idx])
}

function Row({ model, open }: { model: Model; open: boolean }) {
  const t = useText()
  const save = useMutation({
    mutationFn: (everyone: boolean) => api.access({ model: model.id, everyone }),
    onError: error => notifyTrouble(t('settings.saveFailed'), error),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.models }),
  })
  const id = `share-${model.id}`
  return (
    <li className="flex min-h-12 items-center gap-4 border-b border-line py-2 last:border-0">
      <label htmlFor={id} className="min-w-0 flex-1">
        <span dir="auto" className="block truncate text-start font-medium">
          {model.name}
        </span>
        {model.name === model.id ? null : (
          <span dir="ltr" className="block truncate text-[0.8125rem] text-muted">
            {model.id}
          </span>
        )}
      </label>
      <Switch
        id={id}
        checked={save.isPending ? save.variables : open}
        onCheckedChange={save.mutate}
      />
    </li>
  )
}

export function ModelSettings() {
  const t = useText()
  const [words, setWords] = useState('')
  const list = useModels()
  const open = useOpenConnections()
  const error = list.error ?? open.error
  if (error) {
    const retry = () => void queryClient.invalidateQueries({ queryKey: keys.models })
    return <Trouble title={t('settings.loadFailed')} error={error} onRetry={retry} />
  }
  if (!list.data || !open.ready) return <Skeleton />
  const wanted = words.trim().toLowerCase()
  const shown = list.data.filter(model =>
    `${model.name} ${model.id}`.toLowerCase().includes(wanted),
  )
  return (
    <Section title={t('settings.models')} lead={t('models.lead')}>
      {list.data.length === 0 ? (
        <Empty
          title={t('models.emptyTitle')}
          text={t('models.emptyText')}
          action={
            <Link href="/settings/connections" className="underline underline-offset-2">
              {t('settings.connections')}
            </Link>
          }
        />
      ) : (
        <>
          <div id="access" className="flex items-center justify-between gap-4 pb-2">
            <Input
              type="search"
              aria-label={t('models.filter')}
              placeholder={t('models.filter')}
              value={words}
              onChange={event => setWords(event.target.value)}
              className="h-9! touch:h-11! max-w-64"
            />
            <span className="shrink-0 text-[0.8125rem] text-muted">{t('models.everyone')}</span>
          </div>
          <ul>
            {shown.map(model => (
              <Row key={model.id} model={model} open={shared(model, open)} />
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}
