// Why these passages: what was asked, how each was found and weighed, and what was left out.
import type { ReactNode } from 'react'
import { formatNumber, type TextId, useText } from '../../text/index'
import type { Report, Source } from '../../wire'
import { pushPanel } from './panel'

type Weighed = Report['passages'][number]
type Left = Report['left'][number]

interface ReasonsProps {
  report: Report
  sources: Source[]
}

export function Reasons({ report, sources }: ReasonsProps) {
  const t = useText()
  const { queries, passages, left, whole, trouble } = report
  const texts = textsOf(sources)
  return (
    <div className="min-h-0 flex-1 space-y-6 overflow-y-auto px-4 py-4">
      {trouble.length > 0 ? (
        <ul className="space-y-1 rounded-control bg-warn-wash px-3 py-2 text-[0.8125rem]">
          {trouble.map(words => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      ) : null}
      <Part title={t('reasons.asked')} shows={queries.length > 0}>
        <ul className="space-y-1">
          {queries.map(query => (
            <li key={query} dir="auto" className="rounded-control bg-sunken px-3 py-1.5">
              {query}
            </li>
          ))}
        </ul>
      </Part>
      <Part title={t('reasons.whole')} shows={whole.length > 0}>
        <p className="mb-1 text-muted">{t('reasons.wholeText')}</p>
        <ul className="list-disc ps-5">
          {whole.map(name => (
            <li key={name} dir="auto">
              {name}
            </li>
          ))}
        </ul>
      </Part>
      <Part title={t('reasons.given')} shows={passages.length > 0}>
        <ol className="space-y-3">
          {passages.map(passage => (
            <Card
              key={keyOf(passage)}
              passage={passage}
              text={texts.get(passage.number ?? -1) ?? ''}
              of={passages.length + left.length}
            />
          ))}
        </ol>
      </Part>
      <Part title={t('reasons.left')} shows={left.length > 0}>
        <ol className="space-y-3">
          {left.map(passage => (
            <Card
              key={keyOf(passage)}
              passage={passage}
              text={passage.text}
              why={passage.why}
              of={passages.length + left.length}
            />
          ))}
        </ol>
      </Part>
      {report.nothing ? <p className="text-muted">{t('reasons.nothing')}</p> : null}
      <p className="text-xs text-muted">{timesOf(report)}</p>
    </div>
  )
}

const timesOf = ({ ms }: Report): string =>
  Object.entries(ms)
    .map(([step, time]) => `${step} ${formatNumber(Math.round(time))} ms`)
    .join(' · ')

const keyOf = ({ file_id, start_index, name, page }: Weighed): string =>
  `${file_id} ${start_index} ${name} ${page}`

const textsOf = (sources: Source[]): Map<number, string> =>
  new Map(
    sources.flatMap(({ document, metadata }) =>
      metadata.map((cited, place) => [cited.number, document[place] ?? ''] as const),
    ),
  )

interface PartProps {
  title: string
  shows: boolean
  children: ReactNode
}

const Part = ({ title, shows, children }: PartProps) =>
  shows ? (
    <section className="text-[0.8125rem]">
      <h3 className="mb-2 text-sm font-semibold">{title}</h3>
      {children}
    </section>
  ) : null

const WHY: Record<string, TextId> = {
  rank: 'reasons.why.rank',
  threshold: 'reasons.why.threshold',
  duplicate: 'reasons.why.duplicate',
}

interface CardProps {
  passage: Weighed | Left
  text: string
  why?: string
  /** How many passages there are to compare. */
  of: number
}

function Card({ passage, text, why, of }: CardProps) {
  const t = useText()
  const { number, name, page, file_id, start_index, score } = passage
  const place = page === undefined ? '' : t('viewer.page', { number: page + 1 })
  const open = () => {
    if (!file_id) return
    const lit = start_index === undefined ? {} : litOf(start_index, text)
    const sight = { page: page === undefined ? null : page + 1, passage: text, ...lit }
    pushPanel({ kind: 'document', id: file_id, name, sight })
  }
  return (
    <li className="rounded-panel border border-line p-3">
      <div className="flex items-baseline gap-2">
        {number ? <span className="font-semibold text-accent">{number}</span> : null}
        <span dir="auto" className="min-w-0 flex-1 truncate font-medium" title={name}>
          {name}
        </span>
        <span className="shrink-0 text-xs text-muted">{place}</span>
      </div>
      {why ? <p className="mt-1 text-xs text-warn">{t(WHY[why] ?? 'reasons.why.rank')}</p> : null}
      <p dir="auto" className="mt-1.5 line-clamp-3 text-muted">
        {text}
      </p>
      <dl className="mt-2 grid grid-cols-[auto_1fr_auto] items-center gap-x-3 gap-y-1 text-xs">
        <Bar label={t('reasons.score')} value={score} note="" />
        <HalfBar label={t('reasons.vector')} half={passage.vector} of={of} />
        <HalfBar label={t('reasons.words')} half={passage.words} of={of} />
        {passage.rerank ? (
          <HalfBar label={t('reasons.rerank')} half={passage.rerank} of={of} />
        ) : null}
      </dl>
      {file_id ? (
        <button
          type="button"
          onClick={open}
          className="tap mt-2 text-xs font-medium underline-offset-2 hover:underline"
        >
          {t('reasons.open')}
        </button>
      ) : null}
    </li>
  )
}

const litOf = (start: number, text: string) => ({ lit: { start, stop: start + text.length } })

interface HalfBarProps {
  label: string
  half: Weighed['vector']
  of: number
}

/** The bar is the place among all, for the figures of the halves cannot be compared. */
function HalfBar({ label, half, of }: HalfBarProps) {
  const t = useText()
  if (!half) return <Bar label={label} value={null} note={t('reasons.notFound')} />
  const value = 1 - (half.rank - 1) / Math.max(of, half.rank)
  const score = formatNumber(half.score, { maximumFractionDigits: 2 })
  return <Bar label={label} value={value} note={t('reasons.rank', { rank: half.rank, score })} />
}

interface BarProps {
  label: string
  value: number | null
  note: string
}

const Bar = ({ label, value, note }: BarProps) => (
  <div className="col-span-3 grid grid-cols-subgrid items-center">
    <dt className="text-muted">{label}</dt>
    <dd className="contents">
      <span aria-hidden className="h-1.5 overflow-hidden rounded-full bg-wash-strong">
        <span
          className="block h-full rounded-full bg-text/60"
          style={{ width: `${Math.round(Math.min(1, Math.max(0, value ?? 0)) * 100)}%` }}
        />
      </span>
      <span className="text-end tabular-nums">
        {note ||
          (value === null
            ? ''
            : formatNumber(value, { style: 'percent', maximumFractionDigits: 0 }))}
      </span>
    </dd>
  </div>
)
