// What the person said: their words as they wrote them, with their images.
import { Pencil, RefreshCw, Trash2 } from 'lucide-react'
import { IconButton } from '../parts/ui/button'
import { cls } from '../parts/ui/cls'
import { notifyTrouble } from '../parts/ui/toast'
import { useText } from '../text/index'
import { Actions, CopyAction, Versions } from './actions'
import { useAgain } from './again'
import { Attached } from './attached'
import { useThisDesk } from './desk'
import { Editor } from './editor'
import { ownImage } from './markdown/links'
import { placed } from './markdown/placed'
import type { RowProps } from './messages'
import { ask, letter, remove } from './talk'

export function Question({ message, versions, editing, last, onEdit }: RowProps) {
  const again = useAgain()
  const desk = useThisDesk()
  const t = useText()
  const send = (text: string) => {
    onEdit(null)
    const { files = [], parentId } = message
    ask(desk, letter(text, files, parentId)).catch((error: unknown) =>
      notifyTrouble(t('chat.sendFailed'), error),
    )
  }
  return (
    <article className="group/row flex flex-col items-end pt-5 pb-1">
      <h2 className="sr-only">{t('chat.you')}</h2>
      <Images files={message.files ?? []} />
      <Attached files={message.files ?? []} />
      {editing ? (
        <Editor
          text={message.content}
          action={t('chat.edit.send')}
          hint={t('chat.edit.hint')}
          onSave={send}
          onCancel={() => onEdit(null)}
        />
      ) : message.content ? (
        <div
          dir="auto"
          className="max-w-[min(36rem,88%)] whitespace-pre-wrap rounded-2xl rounded-ee-md bg-wash-strong px-4 py-2.5 text-prose"
        >
          {message.content}
        </div>
      ) : null}
      {editing ? null : (
        <Actions stays={last}>
          <Versions id={message.id} versions={versions} />
          <CopyAction text={message.content} />
          <IconButton size="sm" label={t('chat.action.edit')} onClick={() => onEdit(message.id)}>
            <Pencil aria-hidden size={15} />
          </IconButton>
          {last ? (
            <IconButton size="sm" label={t('chat.action.again')} onClick={() => again(message.id)}>
              <RefreshCw aria-hidden size={15} />
            </IconButton>
          ) : null}
          <IconButton
            size="sm"
            label={t('chat.action.delete')}
            onClick={() => remove(desk, message.id)}
          >
            <Trash2 aria-hidden size={15} />
          </IconButton>
        </Actions>
      )}
    </article>
  )
}

function Images({ files }: { files: NonNullable<RowProps['message']['files']> }) {
  const t = useText()
  const images = files.filter(({ type, url }) => type === 'image' && url && ownImage(url))
  if (!images.length) return null
  return (
    <ul className="mb-2 flex max-w-[88%] flex-wrap justify-end gap-2">
      {placed(images).map(({ item: { url, name }, place }) => (
        <li key={place}>
          <a href={url} target="_blank" rel="noopener noreferrer">
            <img
              src={url}
              alt={name || t('chat.composer.image', { number: place + 1 })}
              className={cls(
                'rounded-panel border border-line',
                images.length > 1 ? 'size-32 object-cover' : 'max-h-60 max-w-full object-contain',
              )}
            />
          </a>
        </li>
      ))}
    </ul>
  )
}
