// The words of a document, block under block, with its pages marked and a passage lit.
import './viewer.css'
import { memo, useEffect, useMemo, useRef } from 'react'
import type { FileWords } from '../../api-documents'
import { type TextId, useText } from '../../text/index'
import { type Block, blocksOf } from './blocks'

export interface Lit {
  start: number
  stop: number
}

interface WordsProps {
  words: FileWords
  lit: Lit | undefined
}

export function Words({ words, lit }: WordsProps) {
  const t = useText()
  const box = useRef<HTMLElement>(null)
  const blocks = useMemo(() => blocksOf(words), [words])
  useEffect(() => {
    box.current?.querySelector('mark')?.scrollIntoView({ block: 'center' })
  })
  return (
    <section
      ref={box}
      {...scrolls}
      aria-label={t('viewer.words')}
      className="min-h-0 flex-1 overflow-auto px-5 py-4 text-[0.9375rem] leading-relaxed"
    >
      {blocks.map(block => (
        <BlockView key={block.start} block={block} unit={words.unit} {...within(block, lit)} />
      ))}
    </section>
  )
}

const scrolls = { tabIndex: 0 }

/** The part of the passage that lies in a block, from the block's start. */
function within({ start, text }: Block, lit: Lit | undefined): { from: number; to: number } {
  if (!lit) return { from: 0, to: 0 }
  const clamp = (place: number) => Math.min(Math.max(place - start, 0), text.length)
  return { from: clamp(lit.start), to: clamp(lit.stop) }
}

const UNITS: Record<NonNullable<FileWords['unit']>, TextId> = {
  page: 'viewer.page',
  slide: 'viewer.slide',
  sheet: 'viewer.sheet',
  chapter: 'viewer.chapter',
}

interface BlockProps {
  block: Block
  unit: FileWords['unit']
  from: number
  to: number
}

const BlockView = memo(function BlockView({ block, unit, from, to }: BlockProps) {
  const t = useText()
  const { text, page } = block
  return (
    // The browser lays out only what is near the eye.
    <div className="[content-visibility:auto] [contain-intrinsic-size:auto_20rem]">
      {page && unit ? (
        <h3 className="mt-6 mb-2 border-b border-line pb-1 text-xs font-medium text-muted first:mt-0">
          {t(UNITS[unit], { number: page })}
        </h3>
      ) : null}
      <p dir="auto" className="whitespace-pre-wrap wrap-anywhere">
        {to > from ? (
          <>
            {text.slice(0, from)}
            <mark className="lit">{text.slice(from, to)}</mark>
            {text.slice(to)}
          </>
        ) : (
          text
        )}
      </p>
    </div>
  )
})
