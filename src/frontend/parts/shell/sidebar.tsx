// The sidebar: new chat, search, the chats, and the person at the foot.
import { Library, PanelLeft, Search, SquarePen, X } from 'lucide-react'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { useConfig } from '../../cache'
import { useText } from '../../text/index'
import { IconButton } from '../ui/button'
import { cls } from '../ui/cls'
import { Keys } from '../ui/keys'
import { ChatList } from './chat-list'
import { setFrame, toggleSidebar } from './frame'
import { Mark } from './mark'
import { PersonMenu } from './person-menu'
import { SearchResults } from './search-results'
import { shortcuts } from './shortcuts'

function Head() {
  const { data } = useConfig()
  const t = useText()
  return (
    <div className="flex h-14 shrink-0 items-center gap-2 ps-4 pe-2.5">
      <Link
        href="/"
        aria-label={t('sidebar.home', { name: data?.name ?? 'Hearth' })}
        className="tap flex min-w-0 flex-1 items-center gap-2.5 rounded-control font-semibold"
      >
        <Mark />
        <span className="truncate">{data?.name ?? 'Hearth'}</span>
      </Link>
      <IconButton
        label={t('sidebar.close')}
        keys={[...shortcuts.sidebar.keys]}
        size="lg"
        onClick={toggleSidebar}
      >
        <PanelLeft aria-hidden size={18} className="rtl:-scale-x-100" />
      </IconButton>
    </div>
  )
}

function SearchField({ words, onWords }: { words: string; onWords: (words: string) => void }) {
  const t = useText()
  return (
    <div className="relative">
      <Search
        aria-hidden
        size={18}
        className="pointer-events-none absolute start-2.5 top-1/2 -translate-y-1/2 text-muted"
      />
      <input
        type="search"
        aria-label={t('sidebar.search')}
        placeholder={t('sidebar.search')}
        value={words}
        onChange={event => onWords(event.target.value)}
        onKeyDown={event => event.key === 'Escape' && onWords('')}
        className="h-9 w-full appearance-none rounded-control bg-transparent ps-9.5 pe-8 outline-offset-[-2px] placeholder:text-text hover:bg-wash focus:bg-wash focus:placeholder:text-muted touch:h-11 max-sm:text-base"
      />
      {words ? (
        <IconButton
          label={t('sidebar.clearSearch')}
          size="sm"
          tip={false}
          onClick={() => onWords('')}
          className="absolute! end-1 top-1/2 -translate-y-1/2"
        >
          <X aria-hidden size={16} />
        </IconButton>
      ) : null}
    </div>
  )
}

export function Sidebar() {
  const [words, setWords] = useState('')
  const [path] = useLocation()
  const t = useText()
  return (
    <>
      <Head />
      <div className="flex flex-col gap-0.5 px-2 pb-2">
        <Link
          href="/"
          onClick={() => setFrame({ drawer: false })}
          className="group flex h-9 items-center gap-2.5 rounded-control px-2.5 outline-offset-[-2px] hover:bg-wash touch:h-11 max-sm:text-base"
        >
          <SquarePen aria-hidden size={18} className="text-muted" />
          <span className="flex-1">{t('sidebar.newChat')}</span>
          <span className="hidden group-hover:inline group-focus-visible:inline touch:hidden">
            <Keys keys={[...shortcuts.newChat.keys]} />
          </span>
        </Link>
        <SearchField words={words} onWords={setWords} />
        <Link
          href="/knowledge"
          aria-current={path === '/knowledge' ? 'page' : undefined}
          onClick={() => setFrame({ drawer: false })}
          className={cls(
            'flex h-9 items-center gap-2.5 rounded-control px-2.5 outline-offset-[-2px] hover:bg-wash touch:h-11 max-sm:text-base',
            path.startsWith('/knowledge') && 'bg-wash-strong font-medium',
          )}
        >
          <Library aria-hidden size={18} className="text-muted" />
          {t('knowledge.title')}
        </Link>
      </div>
      <nav aria-label={t('sidebar.chats')} className="min-h-0 flex-1 overflow-y-auto px-2 pt-1">
        {words.trim() ? <SearchResults words={words} /> : <ChatList />}
      </nav>
      <div className="border-t border-line p-2">
        <PersonMenu />
      </div>
    </>
  )
}
