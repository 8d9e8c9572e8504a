// One page of a PDF: its picture, its text over it for selecting and reading aloud, and the passage lit.
import { memo, useEffect, useRef, useState } from 'react'
import { useText } from '../../text/index'
import { findPassage, type Stretch } from './passage'
import type { OpenedPdf, PDFPageProxy } from './pdf-load'

export interface PdfPageProps {
  opened: OpenedPdf
  /** From 1. */
  number: number
  /** In CSS pixels. */
  width: number
  /** Height by width, until the page itself says. */
  shape: number
  /** Near enough to be drawn. */
  near: boolean
  passage: string | undefined
  /** The passage has been found and lit, or is not on this page. */
  onLit: (number: number, mark: Element | null) => void
}

export const PdfPage = memo(function PdfPage(props: PdfPageProps) {
  const { number, width, shape, near, opened } = props
  const [own, setOwn] = useState<number>()
  const t = useText()
  const height = Math.round(width * (own ?? shape))
  return (
    <section
      aria-label={t('viewer.page', { number })}
      data-page={number}
      className="relative mx-auto overflow-hidden bg-white shadow-[0_1px_4px_var(--shadow)]"
      style={{ width, height }}
    >
      {near ? (
        <Drawn key={`${opened.document.fingerprints[0]}-${width}`} {...props} onShape={setOwn} />
      ) : null}
    </section>
  )
})

function Drawn(props: PdfPageProps & { onShape: (shape: number) => void }) {
  const { opened, number, width, passage, onLit, onShape } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  const layer = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const ending = new AbortController()
    draw({
      opened,
      number,
      width,
      signal: ending.signal,
      canvas: canvas.current,
      layer: layer.current,
      onShape,
    })
      .then(texts => {
        if (!ending.signal.aborted) onLit(number, passage ? light(texts, passage) : null)
      })
      .catch(() => {
        if (!ending.signal.aborted) onLit(number, null)
      })
    return () => ending.abort()
  }, [opened, number, width, passage, onLit, onShape])
  return (
    <>
      {/* A canvas sets words by the direction it stands in, and the page has its own. */}
      <canvas ref={canvas} dir="ltr" className="absolute inset-0 size-full" aria-hidden />
      <div ref={layer} className="pdf-text" dir="ltr" />
    </>
  )
}

interface Drawing {
  opened: OpenedPdf
  number: number
  width: number
  signal: AbortSignal
  canvas: HTMLCanvasElement | null
  layer: HTMLElement | null
  onShape: (shape: number) => void
}

/** Draws picture and text; gives the elements that hold the text. */
async function draw({ opened, number, width, signal, ...into }: Drawing): Promise<HTMLElement[]> {
  const page = await opened.document.getPage(number)
  if (signal.aborted) return []
  const plain = page.getViewport({ scale: 1 })
  into.onShape(plain.height / plain.width)
  const viewport = page.getViewport({ scale: width / plain.width })
  const [texts] = await Promise.all([
    writeText(opened, page, viewport, into.layer, signal),
    paint(page, viewport, into.canvas, signal),
  ])
  return texts
}

/** Beyond this many pixels a canvas takes more memory than a phone has to give. */
const MOST_PIXELS = 12_000_000

async function paint(
  page: PDFPageProxy,
  viewport: ReturnType<PDFPageProxy['getViewport']>,
  canvas: HTMLCanvasElement | null,
  signal: AbortSignal,
): Promise<void> {
  if (!canvas) return
  const { width, height } = viewport
  const ratio = Math.min(devicePixelRatio || 1, Math.sqrt(MOST_PIXELS / (width * height)))
  canvas.width = Math.floor(width * ratio)
  canvas.height = Math.floor(height * ratio)
  const task = page.render({ canvas, viewport, transform: [ratio, 0, 0, ratio, 0, 0] })
  const stop = () => task.cancel()
  signal.addEventListener('abort', stop, { once: true })
  await task.promise
}

async function writeText(
  { pdf }: OpenedPdf,
  page: PDFPageProxy,
  viewport: ReturnType<PDFPageProxy['getViewport']>,
  container: HTMLElement | null,
  signal: AbortSignal,
): Promise<HTMLElement[]> {
  if (!container) return []
  container.replaceChildren()
  container.style.setProperty('--total-scale-factor', String(viewport.scale))
  const layer = new pdf.TextLayer({
    textContentSource: page.streamTextContent(),
    container,
    viewport,
  })
  signal.addEventListener('abort', () => layer.cancel(), { once: true })
  await layer.render()
  return layer.textDivs
}

/** Lights the passage where it stands; gives the first mark. */
function light(texts: HTMLElement[], passage: string): Element | null {
  const found = findPassage(
    texts.map(text => text.textContent ?? ''),
    passage,
  )
  return found.map(stretch => mark(texts[stretch.piece], stretch))[0] ?? null
}

function mark(text: HTMLElement | undefined, { from, to }: Stretch): Element | null {
  if (!text) return null
  const words = text.textContent ?? ''
  const lit = document.createElement('mark')
  lit.textContent = words.slice(from, to)
  text.replaceChildren(words.slice(0, from), lit, words.slice(to))
  return lit
}
