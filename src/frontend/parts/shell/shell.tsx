// The frame of the signed-in page: sidebar, line state, the page itself, palette and sheets.
import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { useLocation } from 'wouter'
import { useText } from '../../text/index'
import { Banners } from '../banners'
import { Sheet } from '../ui/sheet'
import { SidePanel } from '../viewer/side-panel'
import { followServer } from './follow'
import { setFrame, toggleSidebar, useFrame, useWide } from './frame'
import { LineBanner } from './line-banner'
import { followReplies } from './running'
import { ShortcutSheet } from './shortcut-sheet'
import { shortcuts, useShortcut } from './shortcuts'
import { Sidebar } from './sidebar'

const Palette = lazy(async () => ({ default: (await import('./palette')).Palette }))

function SideSpace() {
  const { folded, drawer } = useFrame()
  const wide = useWide()
  const t = useText()
  if (!wide) {
    return (
      <Sheet
        open={drawer}
        onOpenChange={open => setFrame({ drawer: open })}
        title={t('sidebar.title')}
      >
        <Sidebar />
      </Sheet>
    )
  }
  if (folded) return null
  return (
    <aside
      aria-label={t('sidebar.title')}
      className="flex w-70 shrink-0 flex-col border-e border-line bg-sunken"
    >
      <Sidebar />
    </aside>
  )
}

const useKeys = () => {
  const [, go] = useLocation()
  useShortcut(shortcuts.palette.keys, () => setFrame({ palette: true }))
  useShortcut(shortcuts.newChat.keys, () => go('/'))
  useShortcut(shortcuts.sidebar.keys, toggleSidebar)
  useShortcut(shortcuts.settings.keys, () => go('/settings'))
  useShortcut(shortcuts.sheet.keys, () => setFrame({ shortcuts: true }))
}

export function Shell({ children }: { children: ReactNode }) {
  const { palette } = useFrame()
  const [path] = useLocation()
  const t = useText()
  useKeys()
  useEffect(followServer, [])
  useEffect(followReplies, [])
  useEffect(() => {
    if (path) setFrame({ drawer: false })
  }, [path])
  return (
    <div className="flex h-dvh overflow-hidden">
      <a
        href="#page"
        className="sr-only z-[80] rounded-control bg-raised px-4 py-2 font-medium shadow-float focus:not-sr-only focus:absolute focus:start-3 focus:top-3"
      >
        {t('shell.skip')}
      </a>
      <SideSpace />
      <main id="page" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
        <LineBanner />
        <Banners />
        {children}
      </main>
      <SidePanel />
      <ShortcutSheet />
      <Suspense>{palette ? <Palette /> : null}</Suspense>
    </div>
  )
}
