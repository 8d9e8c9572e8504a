// One chat in the sidebar: opens it, renames in place, and holds its menu.
import { Archive, Copy, Ellipsis, PenLine, Pin, PinOff, Trash2 } from 'lucide-react'
import { memo, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { archiveChat, cloneChat, pinChat, renameChat, titleOf } from '../../chats'
import { useText } from '../../text/index'
import { deleteChat } from '../../undo'
import type { ChatTitle } from '../../wire'
import { IconButton } from '../ui/button'
import { Menu, MenuItem, MenuLine } from '../ui/menu'
import { Spinner } from '../ui/spinner'
import { RenameField } from './rename-field'
import { useRunning } from './running'

interface ChatRowProps {
  chat: ChatTitle
  pinned: boolean
  current: boolean
}

const ICON = 16

function ChatMenu({ chat, pinned, current, onRename }: ChatRowProps & { onRename: () => void }) {
  const t = useText()
  const [, go] = useLocation()
  const leave = () => current && go('/')
  const remove = () => {
    leave()
    deleteChat(chat.id, titleOf(chat), () => current && go(`/c/${chat.id}`))
  }
  return (
    <Menu
      trigger={
        <IconButton label={t('chats.menuFor', { title: titleOf(chat) })} size="sm" tip={false}>
          <Ellipsis aria-hidden size={ICON} />
        </IconButton>
      }
    >
      <MenuItem icon={<PenLine aria-hidden size={ICON} />} onSelect={onRename}>
        {t('chats.rename')}
      </MenuItem>
      <MenuItem
        icon={pinned ? <PinOff aria-hidden size={ICON} /> : <Pin aria-hidden size={ICON} />}
        onSelect={() => void pinChat(chat.id)}
      >
        {pinned ? t('chats.unpin') : t('chats.pin')}
      </MenuItem>
      <MenuItem
        icon={<Copy aria-hidden size={ICON} />}
        onSelect={() => void cloneChat(chat.id).then(id => id && go(`/c/${id}`))}
      >
        {t('chats.clone')}
      </MenuItem>
      <MenuItem
        icon={<Archive aria-hidden size={ICON} />}
        onSelect={() => {
          leave()
          void archiveChat(chat.id)
        }}
      >
        {t('chats.archive')}
      </MenuItem>
      <MenuLine />
      <MenuItem danger icon={<Trash2 aria-hidden size={ICON} />} onSelect={remove}>
        {t('common.delete')}
      </MenuItem>
    </Menu>
  )
}

export const ChatRow = memo(function ChatRow({ chat, pinned, current }: ChatRowProps) {
  const [renaming, setRenaming] = useState(false)
  const running = useRunning(chat.id)
  const t = useText()
  if (renaming) {
    return (
      <li>
        <RenameField
          title={titleOf(chat)}
          onDone={title => {
            setRenaming(false)
            if (title && title !== titleOf(chat)) void renameChat(chat.id, title)
          }}
        />
      </li>
    )
  }
  return (
    <li className="group relative [contain-intrinsic-size:auto_36px] [content-visibility:auto]">
      <Link
        href={`/c/${chat.id}`}
        aria-current={current ? 'page' : undefined}
        className="flex h-9 items-center gap-2 rounded-control px-2.5 outline-offset-[-2px] hover:bg-wash group-focus-within:pe-9 group-hover:pe-9 aria-[current=page]:bg-wash-strong touch:h-11 touch:pe-10"
      >
        <span dir="auto" className="min-w-0 flex-1 truncate text-start">
          {titleOf(chat)}
        </span>
        {running ? (
          <span role="img" aria-label={t('chats.answering')} className="text-muted">
            <Spinner size={14} />
          </span>
        ) : null}
      </Link>
      <span className="absolute end-1 top-1/2 -translate-y-1/2 opacity-0 focus-within:opacity-100 group-hover:opacity-100 has-aria-expanded:opacity-100 touch:opacity-100">
        <ChatMenu
          chat={chat}
          pinned={pinned}
          current={current}
          onRename={() => setRenaming(true)}
        />
      </span>
    </li>
  )
})
