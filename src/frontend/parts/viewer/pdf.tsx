// A PDF, page under page: only those near the eye are drawn; opens at a page, with a passage lit.
import './viewer.css'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useText } from '../../text/index'
import { Skeleton } from '../ui/skeleton'
import { Trouble } from '../ui/trouble'
import { Bar } from './bar'
import { type OpenedPdf, openPdf } from './pdf-load'
import { PdfPage } from './pdf-page'
import { Quote } from './quote'
import { placeOf, useNear, useWidth } from './window'

interface PdfProps {
  url: string
  /** From 1. */
  page: number
  passage: string | undefined
}

export function Pdf(props: PdfProps) {
  const [tries, setTries] = useState(0)
  return <Opening key={`${tries} ${props.url}`} {...props} onRetry={() => setTries(tries + 1)} />
}

function Opening({ url, page, passage, onRetry }: PdfProps & { onRetry: () => void }) {
  const [opened, setOpened] = useState<OpenedPdf>()
  const [failed, setFailed] = useState(false)
  const t = useText()
  useEffect(() => {
    const ending = new AbortController()
    openPdf(url, ending.signal).then(
      pdf => ending.signal.aborted || setOpened(pdf),
      () => ending.signal.aborted || setFailed(true),
    )
    return () => ending.abort()
  }, [url])
  if (failed) return <Trouble title={t('viewer.pdf.failed')} onRetry={onRetry} />
  if (!opened) return <Skeleton lines={6} />
  return <Pages opened={opened} page={page} passage={passage} />
}

const GAP = 32
const WIDEST = 900

interface PagesProps {
  opened: OpenedPdf
  page: number
  passage: string | undefined
}

function Pages({ opened, page, passage }: PagesProps) {
  const { numPages } = opened.document
  const [box, setBox] = useState<HTMLElement | null>(null)
  const [zoom, setZoom] = useState(1)
  const shape = useShape(opened)
  const room = useWidth(box)
  const { near, current } = useNear(box, shape !== undefined)
  const { onLit, missing } = useLit(page, numPages, passage)
  const numbers = useMemo(() => Array.from({ length: numPages }, (_, n) => n + 1), [numPages])
  const width = Math.round(Math.min(room - GAP, WIDEST) * zoom)
  const ready = width > 0 && shape !== undefined
  const go = useCallback((to: number) => placeOf(box, to)?.scrollIntoView(), [box])
  useEffect(() => {
    if (ready) go(page)
  }, [ready, page, go])
  const t = useText()
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <Bar current={current} of={numPages} zoom={zoom} onGo={go} onZoom={setZoom} />
      {missing && passage ? <Quote text={passage} /> : null}
      <section
        ref={setBox}
        {...scrolls}
        aria-label={t('viewer.pages')}
        className="min-h-0 flex-1 space-y-4 overflow-auto bg-sunken p-4"
      >
        {ready
          ? numbers.map(number => (
              <PdfPage
                key={number}
                opened={opened}
                number={number}
                width={width}
                shape={shape}
                near={near.has(number)}
                passage={number === page || number === page + 1 ? passage : undefined}
                onLit={onLit}
              />
            ))
          : null}
      </section>
    </div>
  )
}

/** What scrolls has to be reachable by keyboard. */
const scrolls = { tabIndex: 0 }

/** Height by width of the first page, which most others share. */
function useShape({ document }: OpenedPdf): number | undefined {
  const [shape, setShape] = useState<number>()
  useEffect(() => {
    let here = true
    document.getPage(1).then(
      page => {
        const { width, height } = page.getViewport({ scale: 1 })
        if (here) setShape(height / width)
      },
      () => here && setShape(Math.SQRT2),
    )
    return () => {
      here = false
    }
  }, [document])
  return shape
}

/** Leads to the passage once, and says when neither its page nor the next has it. */
function useLit(page: number, pages: number, passage: string | undefined) {
  const found = useRef(new Map<number, Element | null>())
  const led = useRef(false)
  const [missing, setMissing] = useState(false)
  const onLit = useCallback(
    (number: number, mark: Element | null) => {
      if (!passage || (number !== page && number !== page + 1)) return
      found.current.set(number, mark)
      const here = found.current.get(page)
      const both = found.current.has(page) && (page === pages || found.current.has(page + 1))
      const first = here ?? (both ? found.current.get(page + 1) : undefined)
      if (both) setMissing(!first)
      if (!first || led.current) return
      led.current = true
      first.scrollIntoView({ block: 'center' })
    },
    [page, pages, passage],
  )
  return { onLit, missing }
}
