// The command palette: chats, pages, models and actions, a few letters away.
import { Command } from 'cmdk'
import {
  Archive,
  Bot,
  Keyboard,
  Library,
  LogOut,
  MessageSquare,
  Monitor,
  Moon,
  PanelLeft,
  Search,
  Settings,
  SquareDashed,
  SquarePen,
  Sun,
} from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import { type ReactNode, useState } from 'react'
import { useLocation } from 'wouter'
import { useMe, useModels } from '../../cache'
import { titleOf } from '../../chats'
import { settingsPages } from '../../pages/settings/index'
import { useText } from '../../text/index'
import { useDoomed } from '../../undo'
import type { ChatTitle } from '../../wire'
import { end, Scrim } from '../ui/dialog'
import { Keys } from '../ui/keys'
import { match } from '../ui/match'
import { distinct, useChatList } from './chat-list'
import { setFrame, toggleSidebar } from './frame'
import { useChatSearch } from './search-results'
import { shortcuts } from './shortcuts'
import { signOut } from './sign-out'
import { setTheme } from './theme'

const ICON = 17

interface ItemProps {
  icon: ReactNode
  keys?: readonly string[]
  /** Told apart by this, found by the words. */
  value: string
  words: string[]
  onChoose: () => void
  children: ReactNode
}

function Item({ icon, keys, value, words, onChoose, children }: ItemProps) {
  return (
    <Command.Item
      value={value}
      keywords={words}
      onSelect={() => {
        setFrame({ palette: false })
        onChoose()
      }}
      className="flex min-h-10 cursor-pointer select-none items-center gap-3 rounded-[7px] px-3 data-[selected=true]:bg-wash-strong"
    >
      <span className="shrink-0 text-muted">{icon}</span>
      <span dir="auto" className="min-w-0 flex-1 truncate text-start">
        {children}
      </span>
      {keys ? <Keys keys={[...keys]} /> : null}
    </Command.Item>
  )
}

function Actions() {
  const t = useText()
  const [, go] = useLocation()
  return (
    <Command.Group heading={t('palette.actions')}>
      <Item
        value="action new chat"
        words={[t('sidebar.newChat')]}
        icon={<SquarePen aria-hidden size={ICON} />}
        keys={shortcuts.newChat.keys}
        onChoose={() => go('/')}
      >
        {t('sidebar.newChat')}
      </Item>
      <Item
        value="action temporary"
        words={[t('palette.temporary')]}
        icon={<SquareDashed aria-hidden size={ICON} />}
        onChoose={() => go('/?temporary-chat=true')}
      >
        {t('palette.temporary')}
      </Item>
      <Item
        value="action sidebar"
        words={[t('shortcut.sidebar')]}
        icon={<PanelLeft aria-hidden size={ICON} />}
        keys={shortcuts.sidebar.keys}
        onChoose={toggleSidebar}
      >
        {t('shortcut.sidebar')}
      </Item>
      <Item
        value="action light"
        words={[t('palette.light')]}
        icon={<Sun aria-hidden size={ICON} />}
        onChoose={() => setTheme('light')}
      >
        {t('palette.light')}
      </Item>
      <Item
        value="action dark"
        words={[t('palette.dark')]}
        icon={<Moon aria-hidden size={ICON} />}
        onChoose={() => setTheme('dark')}
      >
        {t('palette.dark')}
      </Item>
      <Item
        value="action system"
        words={[t('palette.system')]}
        icon={<Monitor aria-hidden size={ICON} />}
        onChoose={() => setTheme('system')}
      >
        {t('palette.system')}
      </Item>
      <Item
        value="action shortcuts"
        words={[t('shortcut.title')]}
        icon={<Keyboard aria-hidden size={ICON} />}
        keys={shortcuts.sheet.keys}
        onChoose={() => setFrame({ shortcuts: true })}
      >
        {t('shortcut.title')}
      </Item>
      <Item
        value="action sign out"
        words={[t('person.signOut')]}
        icon={<LogOut aria-hidden size={ICON} />}
        onChoose={() => void signOut()}
      >
        {t('person.signOut')}
      </Item>
    </Command.Group>
  )
}

function Pages() {
  const t = useText()
  const me = useMe()
  const [, go] = useLocation()
  return (
    <Command.Group heading={t('palette.pages')}>
      {settingsPages
        .filter(page => !page.admin || me.role === 'admin')
        .map(page => (
          <Item
            key={page.path}
            value={`page ${page.path}`}
            words={[t('settings.title'), t(page.text)]}
            icon={<Settings aria-hidden size={ICON} />}
            onChoose={() => go(`/settings/${page.path}`)}
          >
            {t('palette.settingsPage', { page: t(page.text) })}
          </Item>
        ))}
      <Item
        value="page knowledge"
        words={[t('knowledge.title')]}
        icon={<Library aria-hidden size={ICON} />}
        onChoose={() => go('/knowledge')}
      >
        {t('knowledge.title')}
      </Item>
      <Item
        value="page archived"
        words={[t('archived.title')]}
        icon={<Archive aria-hidden size={ICON} />}
        onChoose={() => go('/archived')}
      >
        {t('archived.title')}
      </Item>
    </Command.Group>
  )
}

const RECENT = 6
const MOST = 20

/** What is found for the words; without any, the chats of late. */
const useRows = (words: string): ChatTitle[] => {
  const doomed = useDoomed()
  const list = useChatList()
  const found = useChatSearch(words)
  const rows = words.trim() ? found.data : distinct(list.data?.pages.flat() ?? [])
  const kept = (rows ?? []).filter(row => !doomed.has(row.id))
  return kept.slice(0, words.trim() ? MOST : RECENT)
}

function Chats({ words }: { words: string }) {
  const t = useText()
  const [, go] = useLocation()
  const rows = useRows(words)
  if (!rows.length) return null
  return (
    <Command.Group heading={words.trim() ? t('palette.chats') : t('palette.recent')}>
      {rows.map(chat => (
        <Item
          key={chat.id}
          value={`chat ${chat.id}`}
          // The server found it, perhaps by its messages: the palette must not drop it again.
          words={[titleOf(chat), words]}
          icon={<MessageSquare aria-hidden size={ICON} />}
          onChoose={() => go(`/c/${chat.id}`)}
        >
          {titleOf(chat)}
        </Item>
      ))}
    </Command.Group>
  )
}

function Models() {
  const t = useText()
  const [, go] = useLocation()
  const { data } = useModels()
  return (
    <Command.Group heading={t('palette.models')}>
      {data?.map(model => (
        <Item
          key={model.id}
          value={`model ${model.id}`}
          words={[model.name, model.id]}
          icon={<Bot aria-hidden size={ICON} />}
          onChoose={() => go(`/?models=${encodeURIComponent(model.id)}`)}
        >
          {t('palette.chatWith', { model: model.name })}
        </Item>
      ))}
    </Command.Group>
  )
}

export function Palette() {
  const [words, setWords] = useState('')
  const t = useText()
  return (
    <Radix.Root open onOpenChange={open => setFrame({ palette: open })}>
      <Radix.Portal>
        <Scrim />
        <Radix.Content
          aria-describedby={undefined}
          onCloseAutoFocus={end}
          className="fixed inset-x-0 top-[12dvh] z-50 mx-auto w-[calc(100vw-1.5rem)] max-w-xl animate-appear overflow-hidden rounded-panel border border-line bg-raised shadow-float"
        >
          <Radix.Title className="sr-only">{t('palette.title')}</Radix.Title>
          <Command label={t('palette.title')} filter={match} loop>
            <div className="flex items-center gap-3 border-b border-line px-4">
              <Search aria-hidden size={18} className="shrink-0 text-muted" />
              <Command.Input
                value={words}
                onValueChange={setWords}
                placeholder={t('palette.hint')}
                className="h-12 w-full bg-transparent text-base outline-none placeholder:text-muted"
              />
            </div>
            <Command.List className="max-h-[min(26rem,60dvh)] overflow-y-auto p-1.5 [&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted">
              <Command.Empty className="px-3 py-6 text-center text-muted">
                {t('palette.nothing')}
              </Command.Empty>
              <Chats words={words} />
              <Actions />
              <Pages />
              {words.trim() ? <Models /> : null}
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
