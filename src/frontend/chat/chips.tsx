// Documents and knowledge bases of a message before it is sent: how far each has come, and a way to take it out.
import { RotateCw, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { KindIcon } from '../documents/kind'
import { stepOf } from '../documents/progress-text'
import { sizeText } from '../documents/size'
import { IconButton } from '../parts/ui/button'
import { cls } from '../parts/ui/cls'
import { Progress } from '../parts/ui/progress'
import { explain } from '../text/explain'
import { type TextId, useText } from '../text/index'
import { told } from '../text/told'
import type { Attachments, Link } from './attachments'
import type { FileDraft } from './file-drafts'
import { nameOfPage } from './knowledge-choices'

export function Chips({ attachments }: { attachments: Attachments }) {
  const { files, links, pages, remove, retry } = attachments
  const t = useText()
  if (files.length + links.length + pages.length === 0) return null
  return (
    <ul
      aria-label={t('documents.attached')}
      className="flex max-h-44 flex-wrap gap-2 overflow-y-auto px-3 pt-3"
    >
      {files.map(draft => (
        <FileChip
          key={draft.id}
          draft={draft}
          onRemove={() => remove(draft.id)}
          onRetry={() => retry(draft.id)}
        />
      ))}
      {links.map(link => (
        <LinkChip key={link.id} link={link} onRemove={() => remove(link.id)} />
      ))}
      {pages.map(url => (
        <Chip key={url} type="text/html" name={nameOfPage(url)} note={t('documents.reading')}>
          <div className="mt-1 pe-1.5">
            <Progress value={null} label={t('documents.progressOf', { name: url })} />
          </div>
        </Chip>
      ))}
    </ul>
  )
}

interface ChipProps {
  type: string
  name: string
  note: string
  failed?: boolean
  onRemove?: () => void
  children?: ReactNode
}

function Chip({ type, name, note, failed = false, onRemove, children }: ChipProps) {
  const t = useText()
  return (
    <li
      className={cls(
        'flex w-60 max-w-full items-center max-sm:w-full gap-2 rounded-control border ps-2.5 pe-1 py-1.5',
        failed ? 'border-danger/50 bg-danger-wash' : 'border-line bg-sunken',
      )}
    >
      <KindIcon type={type} size={18} />
      <div className="min-w-0 flex-1">
        <p dir="auto" className="truncate text-[0.8125rem] font-medium" title={name}>
          {name}
        </p>
        <p
          className={cls('text-xs', failed ? 'line-clamp-2 text-danger' : 'truncate text-muted')}
          title={failed ? note : undefined}
        >
          {note}
        </p>
        {children}
      </div>
      {onRemove ? (
        <IconButton
          size="sm"
          tip={false}
          label={t('chat.composer.remove', { name })}
          onClick={onRemove}
        >
          <X aria-hidden size={15} />
        </IconButton>
      ) : null}
    </li>
  )
}

interface FileChipProps {
  draft: FileDraft
  onRemove: () => void
  onRetry: () => void
}

function FileChip({ draft, onRemove, onRetry }: FileChipProps) {
  const t = useText()
  const { name, size, sent, stored, trouble } = draft
  const reading = draft.reading ?? stored
  const failed = trouble !== undefined || reading?.state === 'failed'
  const step = stored
    ? reading && stepOf(reading)
    : { text: t('documents.sending'), value: size > 0 ? sent / size : null }
  const why = trouble !== undefined ? explain(trouble) : told(reading?.error ?? '')
  const note = failed ? why : (step?.text ?? sizeText(size))
  return (
    <Chip
      type={stored?.meta.content_type ?? draft.file.type}
      name={name}
      note={note}
      failed={failed}
      onRemove={onRemove}
    >
      {failed ? (
        <button
          type="button"
          onClick={onRetry}
          className="tap mt-0.5 inline-flex items-center gap-1 text-xs font-medium underline-offset-2 hover:underline"
        >
          <RotateCw aria-hidden size={12} />
          {t('common.retry')}
        </button>
      ) : step ? (
        <div className="mt-1 pe-1.5">
          <Progress value={step.value} label={t('documents.progressOf', { name })} />
        </div>
      ) : null}
    </Chip>
  )
}

const NOTES: Record<Link['type'], TextId> = {
  collection: 'documents.base',
  file: 'documents.file',
  doc: 'documents.page',
}

const typeOf = ({ type, content_type }: Link): string =>
  content_type ?? (type === 'doc' ? 'text/html' : type)

function LinkChip({ link, onRemove }: { link: Link; onRemove: () => void }) {
  const t = useText()
  return (
    <Chip type={typeOf(link)} name={link.name} note={t(NOTES[link.type])} onRemove={onRemove} />
  )
}
