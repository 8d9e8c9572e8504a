// Marks in an answer that name its sources: `[1]` becomes a button that leads to the passage.
import { createContext, type ReactNode, useContext } from 'react'
import { Tip } from '../parts/ui/tooltip'
import { useText } from '../text/index'
import { type Cited, openCited } from './founded'
import { placed } from './markdown/placed'

/** What the marks of this answer stand for. */
export const CitedContext = createContext<ReadonlyMap<number, Cited>>(new Map())

const MARKS = /(\[\d{1,3}(?:\s*[,;]\s*\d{1,3})*\])/g

/** Text with its marks; most text has none. */
export const withMarks = (text: string): ReactNode => {
  if (!text.includes('[')) return text
  const parts = text.split(MARKS)
  if (parts.length === 1) return text
  // Every second part is a mark; parts never move within their text.
  return placed(parts).map(({ item, place }) =>
    place % 2 === 1 ? <Marks key={place} text={item} /> : item,
  )
}

function Marks({ text }: { text: string }) {
  const known = useContext(CitedContext)
  const numbers = [...text.matchAll(/\d+/g)].map(Number)
  const cited = numbers.flatMap(number => known.get(number) ?? [])
  // What names no source is no mark.
  if (cited.length < numbers.length) return text
  return cited.map(one => <Mark key={one.number} cited={one} />)
}

function Mark({ cited }: { cited: Cited }) {
  const t = useText()
  const { number, name, page } = cited
  const place = page === null ? name : t('sources.at', { name, page })
  return (
    <Tip text={place}>
      <button
        type="button"
        aria-label={t('sources.mark', { number, place })}
        onClick={() => openCited(cited)}
        className="tap mx-0.5 inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-[5px] bg-wash-strong px-1 align-[0.15em] text-[0.6875rem] font-semibold text-muted tabular-nums transition-colors duration-[120ms] hover:bg-accent hover:text-accent-ink"
      >
        {number}
      </button>
    </Tip>
  )
}
