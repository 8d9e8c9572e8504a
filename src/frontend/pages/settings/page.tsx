// The settings: a menu of pages beside the one that is open, with a search over all of them.
import { Search } from 'lucide-react'
import { type ComponentType, lazy, Suspense, useLayoutEffect, useRef, useState } from 'react'
import { Redirect, useLocation } from 'wouter'
import { useMe } from '../../cache'
import { useWide } from '../../parts/shell/frame'
import { usePageTitle } from '../../parts/shell/page'
import { SidebarToggle } from '../../parts/shell/sidebar-toggle'
import { Input } from '../../parts/ui/field'
import { Skeleton } from '../../parts/ui/skeleton'
import { useText } from '../../text/index'
import { AccountSettings } from './account'
import { AppearanceSettings } from './appearance'
import { DataSettings } from './data'
import { Found } from './found'
import { type SettingsPath, settingsPages } from './index'
import { PageMenu, Tabs } from './tabs'

/** What only admins open is loaded when they do. */
const contents: Record<SettingsPath, ComponentType> = {
  account: AccountSettings,
  security: lazy(async () => ({ default: (await import('./security')).SecuritySettings })),
  sessions: lazy(async () => ({ default: (await import('./sessions')).SessionSettings })),
  'api-keys': lazy(async () => ({ default: (await import('./api-keys')).KeySettings })),
  appearance: AppearanceSettings,
  data: DataSettings,
  files: lazy(async () => ({ default: (await import('./files')).FileSettings })),
  connections: lazy(async () => ({ default: (await import('./connections')).ConnectionSettings })),
  models: lazy(async () => ({ default: (await import('./models')).ModelSettings })),
  people: lazy(async () => ({ default: (await import('./people')).PeopleSettings })),
  groups: lazy(async () => ({ default: (await import('./groups')).GroupSettings })),
  oauth: lazy(async () => ({ default: (await import('./oauth')).OAuthSettings })),
  ldap: lazy(async () => ({ default: (await import('./ldap')).LdapSettings })),
  'default-models': lazy(async () => ({
    default: (await import('./default-models')).DefaultModelSettings,
  })),
  suggestions: lazy(async () => ({ default: (await import('./suggestions')).SuggestionSettings })),
  banners: lazy(async () => ({ default: (await import('./banners')).BannerSettings })),
  general: lazy(async () => ({ default: (await import('./house-page')).GeneralSettings })),
  tasks: lazy(async () => ({ default: (await import('./house-page')).TaskSettings })),
  documents: lazy(async () => ({ default: (await import('./documents')).DocumentSettings })),
  web: lazy(async () => ({ default: (await import('./web')).WebSettings })),
  webhook: lazy(async () => ({ default: (await import('./house-webhook')).WebhookSettings })),
  configuration: lazy(async () => ({
    default: (await import('./house-configuration')).ConfigurationSettings,
  })),
  audit: lazy(async () => ({ default: (await import('./audit')).AuditSettings })),
  usage: lazy(async () => ({ default: (await import('./usage')).UsageSettings })),
  budgets: lazy(async () => ({ default: (await import('./budgets')).BudgetSettings })),
  retention: lazy(async () => ({ default: (await import('./retention')).RetentionSettings })),
  system: lazy(async () => ({ default: (await import('./system')).SystemSettings })),
}

function SearchBox({ words, onWords }: { words: string; onWords: (words: string) => void }) {
  const t = useText()
  return (
    <div className="relative w-40 sm:w-60">
      <Search
        aria-hidden
        size={16}
        className="pointer-events-none absolute start-3 top-1/2 -translate-y-1/2 text-muted"
      />
      <Input
        type="search"
        aria-label={t('settings.search')}
        placeholder={t('settings.search')}
        value={words}
        onChange={event => onWords(event.target.value)}
        className="ps-9!"
      />
    </div>
  )
}

/** Another page begins at its top, before a setting on it asks to be seen. */
const useFromTop = (path: string) => {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (path) box.current?.scrollTo(0, 0)
  }, [path])
  return box
}

export function SettingsPage() {
  const t = useText()
  const me = useMe()
  const wide = useWide()
  const [path] = useLocation()
  const [words, setWords] = useState('')
  const [menu, setMenu] = useState(false)
  const box = useFromTop(path)
  const pages = settingsPages.filter(page => !page.admin || me.role === 'admin')
  const current = pages.find(page => path === `/settings/${page.path}`)
  usePageTitle(current ? t(current.text) : t('settings.title'))
  if (!current) return <Redirect to="/settings/account" replace />
  const Content = contents[current.path]
  return (
    <>
      <header className="flex h-14 shrink-0 items-center gap-2 px-3 sm:px-4">
        <SidebarToggle />
        <h1 className="min-w-0 flex-1 truncate text-base font-semibold">{t('settings.title')}</h1>
        <SearchBox words={words} onWords={setWords} />
      </header>
      {wide ? null : <PageMenu current={current} open={menu} onOpen={setMenu} />}
      <div ref={box} className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex w-full max-w-4xl gap-10 px-4 pt-2 pb-20 sm:px-8">
          {wide ? (
            <div className="sticky top-2 self-start">
              <Tabs pages={pages} current={current.path} />
            </div>
          ) : null}
          <div className="min-w-0 flex-1">
            {words.trim() ? (
              <Found words={words} pages={pages} onGo={() => setWords('')} />
            ) : menu && !wide ? (
              <Tabs pages={pages} current={current.path} onGo={() => setMenu(false)} />
            ) : (
              <Suspense fallback={<Skeleton />}>
                <Content key={current.path} />
              </Suspense>
            )}
          </div>
        </div>
      </div>
    </>
  )
}
