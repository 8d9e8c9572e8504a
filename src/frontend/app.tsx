// Which page a person gets: by who they are, then by the address.
import { lazy, Suspense } from 'react'
import { Redirect, useLocation, useSearchParams } from 'wouter'
import { MeContext, useConfig, useModels, useSession } from './cache'
import { ChatPage } from './chat/page'
import { AuthPage } from './pages/auth'
import { PendingPage } from './pages/pending'
import { useGuide } from './parts/shell/guide'
import { Shell } from './parts/shell/shell'
import { Skeleton } from './parts/ui/skeleton'
import { Trouble } from './parts/ui/trouble'
import { useText } from './text/index'
import type { Session } from './wire'

const SettingsPage = lazy(async () => ({
  default: (await import('./pages/settings/page')).SettingsPage,
}))
const ArchivedPage = lazy(async () => ({
  default: (await import('./pages/archived')).ArchivedPage,
}))
const KnowledgePage = lazy(async () => ({
  default: (await import('./pages/knowledge/list')).KnowledgePage,
}))
const BasePage = lazy(async () => ({
  default: (await import('./pages/knowledge/base')).BasePage,
}))
const SharedPage = lazy(async () => ({ default: (await import('./pages/shared')).SharedPage }))
const WelcomePage = lazy(async () => ({ default: (await import('./pages/welcome')).WelcomePage }))
const OwedPage = lazy(async () => ({
  default: (await import('./pages/auth-factor-owed')).OwedPage,
}))
const MissingPage = lazy(async () => ({ default: (await import('./pages/missing')).MissingPage }))

/** An admin of a house without a single model is shown how to connect one. */
const useNeedsGuide = (me: Session): boolean => {
  const { data } = useModels()
  const { dismissed } = useGuide()
  return me.role === 'admin' && data?.length === 0 && !dismissed
}

function Route({ me }: { me: Session }) {
  const [path] = useLocation()
  const [search] = useSearchParams()
  const guide = useNeedsGuide(me)
  const chatId = /^\/c\/([^/]+)$/.exec(path)?.[1]
  if (path === '/welcome') return <WelcomePage />
  if (path === '/' && guide) return <Redirect to="/welcome" replace />
  // One element for a new chat and a kept one, so that the first message does not remount the page.
  if (path === '/' || chatId) {
    const temporary = !chatId && search.get('temporary-chat') === 'true'
    return <ChatPage {...(chatId ? { chatId } : {})} temporary={temporary} />
  }
  const shared = /^\/s\/([^/]+)$/.exec(path)?.[1]
  if (shared) return <SharedPage key={shared} id={shared} />
  if (path === '/archived') return <ArchivedPage />
  if (path === '/knowledge') return <KnowledgePage />
  const base = /^\/knowledge\/([^/]+)$/.exec(path)?.[1]
  if (base) return <BasePage key={base} id={decodeURIComponent(base)} />
  if (/^\/settings(\/|$)/.test(path)) return <SettingsPage />
  if (path === '/auth') return <Redirect to="/" replace />
  return <MissingPage />
}

function Waiting() {
  return (
    <div className="mx-auto w-full max-w-(--container-reading) px-4 pt-16">
      <Skeleton />
    </div>
  )
}

function Inside({ me }: { me: Session }) {
  if (me.role === 'pending') return <PendingPage />
  if (me.second_factor === 'owed') {
    return (
      <Suspense fallback={<Waiting />}>
        <OwedPage />
      </Suspense>
    )
  }
  return (
    <Shell>
      <Suspense fallback={<Waiting />}>
        <Route me={me} />
      </Suspense>
    </Shell>
  )
}

export function App() {
  const t = useText()
  const session = useSession()
  const config = useConfig()
  const failed = session.error ?? config.error
  if (failed && (session.data === undefined || !config.data)) {
    return (
      <main className="px-5">
        <h1 className="sr-only">{t('app.unreachable')}</h1>
        <Trouble
          title={t('app.unreachable')}
          error={failed}
          onRetry={() => {
            void session.refetch()
            void config.refetch()
          }}
        />
      </main>
    )
  }
  if (session.data === undefined || !config.data) return <Waiting />
  if (!session.data) return <AuthPage />
  return (
    <MeContext value={session.data}>
      <Inside me={session.data} />
    </MeContext>
  )
}
