// What can be done to a whole chat.
import {
  Archive,
  ArchiveRestore,
  Braces,
  Ellipsis,
  FileText,
  Pin,
  PinOff,
  Trash2,
} from 'lucide-react'
import { useLocation } from 'wouter'
import { archiveChat, pinChat, titleOf } from '../chats'
import { IconButton } from '../parts/ui/button'
import { Menu, MenuItem, MenuLine } from '../parts/ui/menu'
import { notifyTrouble } from '../parts/ui/toast'
import { useText } from '../text/index'
import { deleteChat } from '../undo'
import type { Chat } from '../wire'
import { exportJson, exportMarkdown } from './export'

const ICON = 17

export function ChatMenu({ chat }: { chat: Chat }) {
  const t = useText()
  const [, go] = useLocation()
  const discard = () => {
    go('/')
    deleteChat(chat.id, titleOf(chat), () => go(`/c/${chat.id}`))
  }
  const save = (work: (chat: Chat) => Promise<void>) => {
    work(chat).catch((error: unknown) => notifyTrouble(t('chat.exportFailed'), error))
  }
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={t('chat.menu')} size="lg">
          <Ellipsis aria-hidden size={18} />
        </IconButton>
      }
    >
      <MenuItem
        icon={chat.pinned ? <PinOff aria-hidden size={ICON} /> : <Pin aria-hidden size={ICON} />}
        onSelect={() => void pinChat(chat.id)}
      >
        {chat.pinned ? t('chat.unpin') : t('chat.pin')}
      </MenuItem>
      <MenuItem
        icon={
          chat.archived ? (
            <ArchiveRestore aria-hidden size={ICON} />
          ) : (
            <Archive aria-hidden size={ICON} />
          )
        }
        onSelect={() => void archiveChat(chat.id)}
      >
        {chat.archived ? t('chat.unarchive') : t('chat.archive')}
      </MenuItem>
      <MenuItem icon={<FileText aria-hidden size={ICON} />} onSelect={() => save(exportMarkdown)}>
        {t('chat.exportMarkdown')}
      </MenuItem>
      <MenuItem icon={<Braces aria-hidden size={ICON} />} onSelect={() => save(exportJson)}>
        {t('chat.exportJson')}
      </MenuItem>
      <MenuLine />
      <MenuItem danger icon={<Trash2 aria-hidden size={ICON} />} onSelect={discard}>
        {t('chat.delete')}
      </MenuItem>
    </Menu>
  )
}
