// The models of one Ollama server: what it has, pulling another with its real progress, deleting one.
import { useMutation, useQuery } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { providers } from '../../api'
import { keys, queryClient } from '../../cache'
import { Button, IconButton } from '../../parts/ui/button'
import { Confirm } from '../../parts/ui/confirm'
import { Field, Input } from '../../parts/ui/field'
import { Progress } from '../../parts/ui/progress'
import { Skeleton } from '../../parts/ui/skeleton'
import { notifyDone, notifyTrouble } from '../../parts/ui/toast'
import { Trouble } from '../../parts/ui/trouble'
import { explain } from '../../text/explain'
import { formatNumber, useText } from '../../text/index'
import type { OllamaModel, PullProgress } from '../../wire'

const tagsKey = (idx: number) => ['providers', 'ollama', 'tags', idx]

const reload = (idx: number) => {
  void queryClient.invalidateQueries({ queryKey: tagsKey(idx) })
  void queryClient.invalidateQueries({ queryKey: keys.models })
  void queryClient.invalidateQueries({ queryKey: keys.connections })
}

const gigabytes = (bytes: number): string =>
  formatNumber(bytes / 1e9, { style: 'unit', unit: 'gigabyte', maximumFractionDigits: 1 })

const shareOf = (progress: PullProgress): number | null =>
  progress.total && progress.completed !== undefined ? progress.completed / progress.total : null

/** One pull at a time; the page says how far it is and can stop it. */
const usePull = (idx: number) => {
  const t = useText()
  const [progress, setProgress] = useState<PullProgress | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const stop = useRef<AbortController | null>(null)
  useEffect(() => () => stop.current?.abort(), [])
  const run = async (name: string, signal: AbortSignal) => {
    for await (const step of providers.pull(idx, name, signal)) {
      if (step.error) throw new Error(step.error)
      setProgress(step)
    }
    notifyDone(t('connections.pulled', { name }))
    reload(idx)
  }
  const start = async (name: string) => {
    stop.current = new AbortController()
    const { signal } = stop.current
    setFault(null)
    setProgress({})
    try {
      await run(name, signal)
    } catch (error) {
      const own = error instanceof Error && error.name === 'Error' ? error.message : explain(error)
      if (!signal.aborted) setFault(own)
    } finally {
      setProgress(null)
    }
  }
  return { progress, fault, start, cancel: () => stop.current?.abort() }
}

function Pull({ idx }: { idx: number }) {
  const t = useText()
  const [name, setName] = useState('')
  const { progress, fault, start, cancel } = usePull(idx)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim()) void start(name.trim())
  }
  if (progress) {
    const status = progress.status ?? t('connections.pullStarting')
    return (
      <div className="flex items-end gap-4">
        <div className="min-w-0 flex-1">
          <p className="truncate pb-1.5 text-[0.8125rem] text-muted">
            {progress.total && progress.completed !== undefined
              ? t('connections.pulling', {
                  done: gigabytes(progress.completed),
                  total: gigabytes(progress.total),
                })
              : status}
          </p>
          <Progress value={shareOf(progress)} label={t('connections.pullOf', { name })} />
        </div>
        <Button size="sm" onClick={cancel}>
          {t('common.cancel')}
        </Button>
      </div>
    )
  }
  return (
    <form onSubmit={submit}>
      <Field label={t('connections.pull')} hint={t('connections.pullHint')} error={fault}>
        {field => (
          <div className="flex gap-2">
            <Input
              {...field}
              dir="ltr"
              placeholder={t('connections.pullExample')}
              value={name}
              onChange={event => setName(event.target.value)}
            />
            <Button type="submit" variant="primary" disabled={!name.trim()}>
              {t('connections.pullAction')}
            </Button>
          </div>
        )}
      </Field>
    </form>
  )
}

function Models({ idx, list }: { idx: number; list: OllamaModel[] }) {
  const t = useText()
  const [doomed, setDoomed] = useState<OllamaModel | null>(null)
  const remove = useMutation({
    mutationFn: (model: OllamaModel) => providers.removeModel(idx, model.name),
    onSuccess: () => {
      setDoomed(null)
      reload(idx)
    },
    onError: error => notifyTrouble(t('connections.modelDeleteFailed'), error),
  })
  return (
    <>
      <ul>
        {list.map(model => (
          <li
            key={model.name}
            className="flex min-h-11 items-center gap-3 border-b border-line last:border-0"
          >
            <span dir="ltr" className="min-w-0 flex-1 truncate rtl:text-end">
              {model.name}
            </span>
            <span className="text-[0.8125rem] text-muted">
              {model.size ? gigabytes(model.size) : null}
            </span>
            <IconButton
              label={t('connections.deleteModel', { name: model.name })}
              onClick={() => setDoomed(model)}
            >
              <Trash2 aria-hidden size={16} />
            </IconButton>
          </li>
        ))}
      </ul>
      <Confirm
        open={doomed !== null}
        onOpenChange={open => !open && setDoomed(null)}
        title={t('connections.deleteModel', { name: doomed?.name ?? '' })}
        description={t('connections.deleteModelText')}
        action={t('common.delete')}
        busy={remove.isPending}
        onConfirm={() => doomed && remove.mutate(doomed)}
      />
    </>
  )
}

export function OllamaModels({ idx }: { idx: number }) {
  const t = useText()
  const tags = useQuery({ queryKey: tagsKey(idx), queryFn: () => providers.ollamaTags(idx) })
  return (
    <div className="flex flex-col gap-5">
      <Pull idx={idx} />
      {tags.isPending ? <Skeleton lines={3} /> : null}
      {tags.isError ? (
        <Trouble
          compact
          title={t('connections.tagsFailed')}
          error={tags.error}
          onRetry={() => void tags.refetch()}
        />
      ) : null}
      {tags.data?.models.length === 0 ? (
        <p className="text-muted">{t('connections.noModelsYet')}</p>
      ) : null}
      {tags.data ? <Models idx={idx} list={tags.data.models} /> : null}
    </div>
  )
}
