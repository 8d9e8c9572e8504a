// A file of a knowledge base: how far it has been read, and what can be done with it.
import { RotateCw, Trash2 } from 'lucide-react'
import { documents, type KnowledgeFiles } from '../../api-documents'
import { KindIcon } from '../../documents/kind'
import { stepOf } from '../../documents/progress-text'
import { learn, useReading } from '../../documents/reading'
import { sizeText } from '../../documents/size'
import { IconButton } from '../../parts/ui/button'
import { Progress } from '../../parts/ui/progress'
import { notifyTrouble } from '../../parts/ui/toast'
import { openPanel } from '../../parts/viewer/panel'
import { useText } from '../../text/index'
import { told } from '../../text/told'

export type Placed = KnowledgeFiles['data'][number]

interface RowProps {
  file: Placed
  writes: boolean
  onRemove: (file: Placed) => void
}

const folderOf = (path = ''): string => path.split('/').slice(0, -1).join('/')

export function FileRow({ file, writes, onRemove }: RowProps) {
  const t = useText()
  const reading = useReading(file.id, file) ?? file
  const name = file.filename
  const folder = folderOf(file.path)
  const open = () => openPanel({ kind: 'document', id: file.id, name, sight: {} })
  const retry = () =>
    documents
      .retry(file.id)
      .then(learn)
      .catch(error => notifyTrouble(t('knowledge.retryFailed'), error))
  const failed = reading.state === 'failed'
  return (
    <li className="flex min-h-12 items-center gap-3 border-b border-line py-1.5">
      <KindIcon type={file.meta.content_type} size={18} />
      <div className="min-w-0 flex-1">
        <button
          type="button"
          onClick={open}
          dir="auto"
          className="tap block max-w-full truncate rounded text-start font-medium hover:underline"
          title={name}
        >
          {name}
        </button>
        <p className="flex min-w-0 flex-wrap gap-x-2 text-[0.8125rem] text-muted">
          {folder ? (
            <bdi className="min-w-0 truncate" title={folder}>
              {folder}
            </bdi>
          ) : null}
          <span>{sizeText(file.meta.size)}</span>
        </p>
        <ReadingState reading={reading} name={name} />
      </div>
      {failed && writes ? (
        <IconButton label={t('knowledge.retry', { name })} onClick={() => void retry()}>
          <RotateCw aria-hidden size={17} />
        </IconButton>
      ) : null}
      {writes ? (
        <IconButton label={t('knowledge.takeOut', { name })} onClick={() => onRemove(file)}>
          <Trash2 aria-hidden size={17} />
        </IconButton>
      ) : null}
    </li>
  )
}

/** How far a file has been read, or why it could not be. */
export function ReadingState({
  reading,
  name,
}: {
  reading: Pick<Placed, 'state' | 'stage' | 'done' | 'total' | 'error'>
  name: string
}) {
  const t = useText()
  const step = stepOf(reading)
  if (step) {
    return (
      <div className="mt-1 flex max-w-72 items-center gap-2 text-xs text-muted">
        <span className="shrink-0">{step.text}</span>
        <Progress value={step.value} label={t('documents.progressOf', { name })} />
      </div>
    )
  }
  if (reading.state === 'failed') {
    return (
      <p dir="auto" className="mt-0.5 text-start text-[0.8125rem] text-danger">
        {told(reading.error ?? '')}
      </p>
    )
  }
  if (reading.state === 'cancelled') {
    return <p className="mt-0.5 text-[0.8125rem] text-muted">{t('knowledge.stopped')}</p>
  }
  return null
}
