// The menu of the settings: beside the page, or on a phone in its place while it is open.
import { ChevronDown } from 'lucide-react'
import { Link } from 'wouter'
import { cls } from '../../parts/ui/cls'
import { useText } from '../../text/index'
import type { SettingsEntry } from './index'

/** The menu scrolls by itself; the page that is open must be seen in it. */
const intoView = (tab: HTMLElement | null) => tab?.scrollIntoView({ block: 'nearest' })

interface TabsProps {
  pages: SettingsEntry[]
  current: string
  onGo?: () => void
}

function Tab({ page, current, onGo }: { page: SettingsEntry } & Omit<TabsProps, 'pages'>) {
  const t = useText()
  return (
    <Link
      ref={page.path === current ? intoView : undefined}
      href={`/settings/${page.path}`}
      aria-current={page.path === current ? 'page' : undefined}
      {...(onGo ? { onClick: onGo } : {})}
      className="tap flex min-h-9 shrink-0 items-center rounded-control px-3 py-1.5 text-muted outline-offset-[-2px] hover:bg-wash aria-[current=page]:bg-wash-strong aria-[current=page]:font-medium aria-[current=page]:text-text touch:min-h-11"
    >
      {t(page.text)}
    </Link>
  )
}

/** The own pages, then those of the house. */
export function Tabs({ pages, current, onGo }: TabsProps) {
  const t = useText()
  const house = pages.filter(page => page.admin)
  const rest = { current, ...(onGo ? { onGo } : {}) }
  return (
    <nav
      id="settings-pages"
      aria-label={t('settings.pages')}
      className="flex flex-col gap-1 md:max-h-[calc(100dvh-4.5rem)] md:w-44 md:shrink-0 md:overflow-y-auto"
    >
      {pages
        .filter(page => !page.admin)
        .map(page => (
          <Tab key={page.path} page={page} {...rest} />
        ))}
      {house.length ? (
        <p className="mt-4 px-3 pb-1 text-[0.8125rem] text-muted">{t('settings.house')}</p>
      ) : null}
      {house.map(page => (
        <Tab key={page.path} page={page} {...rest} />
      ))}
    </nav>
  )
}

interface PageMenuProps {
  current: SettingsEntry
  open: boolean
  onOpen: (open: boolean) => void
}

/** Where one is, and the way to the other pages. */
export function PageMenu({ current, open, onOpen }: PageMenuProps) {
  const t = useText()
  return (
    <div className="px-4 pb-3">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => onOpen(!open)}
        className="flex h-11 w-full items-center gap-2 rounded-control border border-edge/60 px-3 font-medium hover:bg-wash"
      >
        <span className="sr-only">{t('settings.pages')}: </span>
        <span className="min-w-0 flex-1 truncate text-start">{t(current.text)}</span>
        <ChevronDown aria-hidden size={16} className={cls('text-muted', open && 'rotate-180')} />
      </button>
    </div>
  )
}
