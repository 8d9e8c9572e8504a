// The panel beside the page, on a phone over it: its head, and whatever it shows.
import { ArrowLeft, Download, ExternalLink, X } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { documents } from '../../api-documents'
import { KindIcon } from '../../documents/kind'
import { useText } from '../../text/index'
import { useWide } from '../shell/frame'
import { IconButton } from '../ui/button'
import { Sheet } from '../ui/sheet'
import { Skeleton } from '../ui/skeleton'
import { closePanel, type PanelView, popPanel, usePanel } from './panel'

const Opened = lazy(async () => ({ default: (await import('./opened')).Opened }))
const Reasons = lazy(async () => ({ default: (await import('./reasons')).Reasons }))

/** Shows what was opened; nothing otherwise. Another page closes it. */
export function SidePanel() {
  const views = usePanel()
  const view = views.at(-1)
  const wide = useWide()
  const t = useText()
  const [path] = useLocation()
  const from = useRef(path)
  useEffect(() => {
    // A new chat that gets its address is no other page.
    if (from.current !== path && from.current !== '/') closePanel()
    from.current = path
  }, [path])
  if (!view) return null
  const title = view.kind === 'document' ? view.name : t('reasons.title')
  const inside = <Inside view={view} title={title} isOver={views.length > 1} />
  if (!wide) {
    return (
      <Sheet
        open
        side="end"
        title={title}
        onOpenChange={open => open || closePanel()}
        className="w-full! bg-surface! [--from:1]"
      >
        {inside}
      </Sheet>
    )
  }
  return (
    <Aside title={title} view={view}>
      {inside}
    </Aside>
  )
}

interface AsideProps {
  title: string
  view: PanelView
  children: ReactNode
}

function Aside({ title, view, children }: AsideProps) {
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    if (view) box.current?.focus()
  }, [view])
  return (
    <aside
      ref={box}
      tabIndex={-1}
      aria-label={title}
      onKeyDown={event => {
        if (event.key === 'Escape' && !event.defaultPrevented) closePanel()
      }}
      className="flex w-[min(40rem,46vw)] shrink-0 animate-appear flex-col border-s border-line bg-surface outline-none"
    >
      {children}
    </aside>
  )
}

interface InsideProps {
  view: PanelView
  title: string
  /** Something lies below. */
  isOver: boolean
}

function Inside({ view, title, isOver }: InsideProps) {
  const t = useText()
  return (
    <>
      <header className="flex h-13 shrink-0 items-center gap-1.5 border-b border-line ps-4 pe-2">
        {isOver ? (
          <IconButton label={t('viewer.back')} onClick={popPanel} className="-ms-2">
            <ArrowLeft aria-hidden size={18} className="rtl:rotate-180" />
          </IconButton>
        ) : null}
        {view.kind === 'document' && !isOver ? <KindIcon type="text/plain" size={18} /> : null}
        <h2 dir="auto" title={title} className="min-w-0 flex-1 truncate font-medium">
          {title}
        </h2>
        {view.kind === 'document' ? <DocumentLinks view={view} /> : null}
        <IconButton label={t('common.close')} onClick={closePanel}>
          <X aria-hidden size={18} />
        </IconButton>
      </header>
      <Suspense fallback={<Skeleton lines={6} />}>
        {view.kind === 'document' ? (
          <Opened key={view.id} view={view} />
        ) : (
          <Reasons report={view.report} sources={view.sources} />
        )}
      </Suspense>
    </>
  )
}

const LINK =
  'tap inline-flex size-8 shrink-0 items-center justify-center rounded-control text-muted hover:bg-wash hover:text-text'

function DocumentLinks({ view }: { view: PanelView & { kind: 'document' } }) {
  const t = useText()
  const label = view.url ? t('viewer.openPage') : t('viewer.download')
  return view.url ? (
    <a
      href={view.url}
      target="_blank"
      rel="noopener noreferrer nofollow"
      aria-label={label}
      title={label}
      className={LINK}
    >
      <ExternalLink aria-hidden size={17} />
    </a>
  ) : (
    <a
      href={documents.contentUrl(view.id)}
      download={view.name}
      aria-label={label}
      title={label}
      className={LINK}
    >
      <Download aria-hidden size={17} />
    </a>
  )
}
