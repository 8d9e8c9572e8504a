// What a model answers from, whoever asks it: knowledge bases that are chosen for good.
import { useMutation } from '@tanstack/react-query'
import { Library } from 'lucide-react'
import { useState } from 'react'
import { models as api } from '../../api'
import { keys, queryClient } from '../../cache'
import { IconButton } from '../../parts/ui/button'
import { Checkbox } from '../../parts/ui/checkbox'
import { Dialog } from '../../parts/ui/dialog'
import { Input } from '../../parts/ui/field'
import { Skeleton } from '../../parts/ui/skeleton'
import { notifyTrouble } from '../../parts/ui/toast'
import { Trouble } from '../../parts/ui/trouble'
import { useText } from '../../text/index'
import type { MessageFile, Model } from '../../wire'
import { useBases } from '../knowledge/data'

interface Chosen {
  type: 'collection'
  id: string
  name: string
}

const isBase = (entry: MessageFile): boolean => entry.type === 'collection' && Boolean(entry.id)

/** The knowledge bases that the row of a model names. */
export const basesOf = ({ info }: Model): Chosen[] =>
  (info?.meta?.knowledge ?? [])
    .filter(isBase)
    .map(({ id = '', name = '' }) => ({ type: 'collection', id, name }))

/** Writes the row; one that is new says about access what holds without it. */
const save = async (model: Model, everyone: boolean, bases: Chosen[]): Promise<void> => {
  const { id, name } = model
  if (!model.info) {
    const access_control = everyone ? null : {}
    await api.makeRow({ id, name, meta: { knowledge: bases }, params: {}, access_control })
    return
  }
  const { meta, ...row } = await api.row(id)
  const { knowledge, ...rest } = meta as { knowledge?: MessageFile[] | null }
  // Files that other clients attached stay.
  const all = [...(knowledge ?? []).filter(entry => !isBase(entry)), ...bases]
  await api.saveRow({ ...row, meta: { ...rest, ...(all.length > 0 && { knowledge: all }) } })
}

interface KnowledgeProps {
  model: Model
  everyone: boolean
}

/** Opens the choice; what is chosen counts at once. */
export function ModelKnowledge({ model, everyone }: KnowledgeProps) {
  const t = useText()
  const [open, setOpen] = useState(false)
  const title = t('models.knowledge', { name: model.name })
  return (
    <>
      <IconButton label={title} onClick={() => setOpen(true)}>
        <Library aria-hidden size={17} />
      </IconButton>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={title}
        description={t('models.knowledgeText')}
      >
        <Choice model={model} everyone={everyone} />
      </Dialog>
    </>
  )
}

function Choice({ model, everyone }: KnowledgeProps) {
  const t = useText()
  const [words, setWords] = useState('')
  const bases = useBases(words.trim())
  const change = useMutation({
    mutationFn: (next: Chosen[]) => save(model, everyone, next),
    onError: error => notifyTrouble(t('models.knowledgeFailed'), error),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.models }),
  })
  const chosen = change.isPending ? change.variables : basesOf(model)
  if (bases.error) {
    const retry = () => void bases.refetch()
    return <Trouble compact title={t('knowledge.loadFailed')} error={bases.error} onRetry={retry} />
  }
  const found = bases.data?.pages.flatMap(page => page.data) ?? []
  const others = found.filter(({ id }) => !chosen.some(one => one.id === id))
  const turn = ({ id, name }: { id: string; name: string }, on: boolean) =>
    change.mutate([
      ...chosen.filter(one => one.id !== id),
      ...(on ? [{ type: 'collection' as const, id, name }] : []),
    ])
  return (
    <>
      <Input
        type="search"
        aria-label={t('knowledge.find')}
        placeholder={t('knowledge.find')}
        value={words}
        onChange={event => setWords(event.target.value)}
      />
      {bases.isPending ? <Skeleton lines={2} /> : null}
      <ul aria-label={t('knowledge.title')} className="mt-2">
        {[...chosen, ...others].map(base => (
          <li key={base.id}>
            <Checkbox
              className="min-h-9 touch:min-h-11"
              checked={chosen.some(({ id }) => id === base.id)}
              disabled={change.isPending}
              onChange={({ target }) => turn(base, target.checked)}
            >
              <bdi className="min-w-0 truncate">{base.name}</bdi>
            </Checkbox>
          </li>
        ))}
      </ul>
      {bases.isPending || chosen.length + found.length > 0 ? null : (
        <p role="status" className="py-4 text-muted">
          {t(words ? 'knowledge.foundNothing' : 'knowledge.emptyText')}
        </p>
      )}
    </>
  )
}
