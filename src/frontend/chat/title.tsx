// The chat's title; pressing it makes it a field.
import { useRef, useState } from 'react'
import { renameChat, titleOf } from '../chats'
import { useText } from '../text/index'
import type { Chat } from '../wire'

export function Title({ chat }: { chat: Chat }) {
  const [editing, setEditing] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const t = useText()
  const end = (title: string | null) => {
    setEditing(false)
    requestAnimationFrame(() => button.current?.focus())
    const next = title?.trim()
    if (next && next !== titleOf(chat)) void renameChat(chat.id, next)
  }
  return (
    <h1 className="min-w-0 flex-1 text-[0.9375rem] font-medium">
      {editing ? (
        <TitleField title={titleOf(chat)} onEnd={end} />
      ) : (
        <button
          ref={button}
          type="button"
          title={t('chat.title.edit')}
          onClick={() => setEditing(true)}
          className="tap block max-w-full rounded-control px-2 py-1 text-start hover:bg-wash"
        >
          <span dir="auto" className="block truncate">
            {titleOf(chat)}
          </span>
        </button>
      )}
    </h1>
  )
}

function TitleField({ title, onEnd }: { title: string; onEnd: (title: string | null) => void }) {
  const t = useText()
  const ended = useRef(false)
  const end = (value: string | null) => {
    if (ended.current) return
    ended.current = true
    onEnd(value)
  }
  return (
    <input
      ref={field => field?.select()}
      defaultValue={title}
      aria-label={t('chat.title.label')}
      dir="auto"
      maxLength={200}
      onBlur={event => end(event.target.value)}
      onKeyDown={event => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Enter') end(event.currentTarget.value)
        if (event.key === 'Escape') {
          event.preventDefault()
          end(null)
        }
      }}
      className="w-full rounded-control border border-edge bg-surface px-2 py-1 max-sm:text-base"
    />
  )
}
