// Which models people who are not admins may use.
import { useState } from 'react'
import { Link } from 'wouter'
import { keys, queryClient, useModels } from '../../cache'
import { Empty } from '../../parts/ui/empty'
import { Input } from '../../parts/ui/field'
import { Skeleton } from '../../parts/ui/skeleton'
import { Switch } from '../../parts/ui/switch'
import { Trouble } from '../../parts/ui/trouble'
import { useText } from '../../text/index'
import type { Model } from '../../wire'
import { type Connection, ollamaList, openaiList, useOllama, useOpenai } from './connection'
import { ModelAccess, readersOf, useSetAccess } from './model-access'
import { basesOf, ModelKnowledge } from './model-knowledge'
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

/** Nobody named takes it from everyone. */
const NOBODY = { group_ids: [], user_ids: [] }

function Row({ model, open }: { model: Model; open: boolean }) {
  const t = useText()
  const save = useSetAccess(model)
  const everyone = save.isPending ? save.variables === true : open
  const id = `share-${model.id}`
  const { group_ids, user_ids } = readersOf(model)
  const some = [
    group_ids.length > 0 && t('models.groups', { count: group_ids.length }),
    user_ids.length > 0 && t('people.count', { count: user_ids.length }),
  ].filter(Boolean)
  const bases = basesOf(model)
  const named = model.info?.is_active === true && some.length > 0
  return (
    <li className="flex min-h-12 items-center gap-3 border-b border-line py-2 last:border-0">
      <div className="min-w-0 flex-1">
        <label htmlFor={id}>
          <span dir="auto" className="block truncate text-start font-medium">
            {model.name}
          </span>
          {model.name === model.id ? null : (
            <span dir="ltr" className="block truncate text-[0.8125rem] text-muted">
              {model.id}
            </span>
          )}
        </label>
        {everyone || !named ? null : (
          <p className="text-[0.8125rem] text-muted">{some.join(' · ')}</p>
        )}
        {bases.length > 0 ? (
          <p dir="auto" className="truncate text-start text-[0.8125rem] text-muted">
            {t('models.founded', { names: bases.map(({ name }) => name).join(', ') })}
          </p>
        ) : null}
      </div>
      <ModelKnowledge model={model} everyone={everyone} />
      <ModelAccess model={model} everyone={everyone} />
      <Switch id={id} checked={everyone} onCheckedChange={on => save.mutate(on ? true : NOBODY)} />
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
              className="max-w-64"
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
