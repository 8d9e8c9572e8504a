// One of one's own files: opened, downloaded, read again, deleted.
import { Download, RotateCw, Trash2 } from 'lucide-react'
import { documents, type StoredFile } from '../../api-documents'
import { KindIcon } from '../../documents/kind'
import { learn, useReading } from '../../documents/reading'
import { sizeText } from '../../documents/size'
import { IconButton } from '../../parts/ui/button'
import { notifyTrouble } from '../../parts/ui/toast'
import { openPanel } from '../../parts/viewer/panel'
import { formatDate, useText } from '../../text/index'
import { ReadingState } from '../knowledge/file-row'
import { deleteFile } from './files-going'

export function OwnFile({ file }: { file: StoredFile }) {
  const t = useText()
  const reading = useReading(file.id, file) ?? file
  const { id, filename: name, meta, bases } = file
  const retry = () =>
    documents
      .retry(id)
      .then(learn)
      .catch(error => notifyTrouble(t('knowledge.retryFailed'), error))
  return (
    <li className="flex min-h-12 items-center gap-3 border-b border-line py-1.5 last:border-0">
      <KindIcon type={meta.content_type} size={18} />
      <div className="min-w-0 flex-1">
        <button
          type="button"
          onClick={() => openPanel({ kind: 'document', id, name, sight: {} })}
          dir="auto"
          className="tap block max-w-full truncate rounded text-start font-medium hover:underline"
          title={name}
        >
          {name}
        </button>
        <p className="flex flex-wrap gap-x-2 text-[0.8125rem] text-muted">
          <span>{sizeText(meta.size)}</span>
          <span>{formatDate(file.created_at)}</span>
          {bases > 0 ? <span>{t('files.bases', { count: bases })}</span> : null}
        </p>
        <ReadingState reading={reading} name={name} />
      </div>
      {reading.state === 'failed' || reading.state === 'cancelled' ? (
        <IconButton label={t('knowledge.retry', { name })} onClick={() => void retry()}>
          <RotateCw aria-hidden size={17} />
        </IconButton>
      ) : null}
      <a
        href={documents.contentUrl(id)}
        download={name}
        aria-label={t('files.download', { name })}
        className="tap inline-flex size-9 shrink-0 items-center justify-center rounded-control text-muted hover:bg-wash hover:text-text touch:size-11"
      >
        <Download aria-hidden size={17} />
      </a>
      <IconButton label={t('files.delete', { name })} onClick={() => deleteFile(file)}>
        <Trash2 aria-hidden size={17} />
      </IconButton>
    </li>
  )
}
