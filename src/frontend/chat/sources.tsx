// Under an answer: where it comes from; before it: how the looking goes.
import { Globe, Search, TriangleAlert } from 'lucide-react'
import { useMemo } from 'react'
import { KindIcon } from '../documents/kind'
import { cls } from '../parts/ui/cls'
import { Spinner } from '../parts/ui/spinner'
import { openPanel } from '../parts/viewer/panel'
import { useText } from '../text/index'
import type { Founded, Status } from '../wire'
import { type Cited, citedIn, openCited } from './founded'

/** The passages by their marks. */
export const useCited = (sources: Founded['sources']): ReadonlyMap<number, Cited> =>
  useMemo(() => new Map(citedIn(sources ?? []).map(cited => [cited.number, cited])), [sources])

const EMPTY = 'nothing'

/** The last word on how the looking goes. */
export function Looking({ history = [] }: { history: Status[] | undefined }) {
  const status = history.at(-1)
  if (!status) return null
  const { done, error, action, description, queries, query } = status
  const asked = queries?.join(' · ') || query
  const Icon = error ? TriangleAlert : action === 'web_search' ? Globe : Search
  return (
    <p
      role="status"
      className={cls(
        'mb-2 flex min-w-0 items-center gap-2 text-[0.8125rem]',
        error ? 'text-warn' : 'text-muted',
      )}
    >
      {done ? <Icon aria-hidden size={15} className="shrink-0" /> : <Spinner />}
      <span className="min-w-0 truncate" title={asked}>
        {description}
      </span>
    </p>
  )
}

/** One entry for each document, with the marks that lead into it. */
export function Sources({ sources, retrieval }: Founded) {
  const t = useText()
  const groups = useMemo(() => grouped(citedIn(sources ?? [])), [sources])
  if (groups.length === 0 && !retrieval) return null
  return (
    <section aria-label={t('sources.title')} className="mt-3">
      {groups.length > 0 ? (
        <ul className="flex flex-wrap gap-1.5">
          {groups.map(group => (
            <li key={group.key} className="max-w-full">
              <SourceChip group={group} />
            </li>
          ))}
        </ul>
      ) : null}
      {retrieval ? (
        <button
          type="button"
          onClick={() => openPanel({ kind: 'reasons', report: retrieval, sources: sources ?? [] })}
          className="tap mt-1.5 text-xs text-muted underline-offset-2 hover:text-text hover:underline"
        >
          {t(groups.length > 0 ? 'sources.why' : 'sources.whyNone')}
        </button>
      ) : null}
    </section>
  )
}

interface Group {
  key: string
  name: string
  url: string | undefined
  cited: Cited[]
}

function grouped(cited: Cited[]): Group[] {
  const groups = Map.groupBy(cited, ({ file_id, url, name }) => file_id ?? url ?? name ?? EMPTY)
  return [...groups].map(([key, inside]) => ({
    key,
    name: inside[0]?.name ?? '',
    url: inside[0]?.url,
    cited: inside,
  }))
}

function SourceChip({ group }: { group: Group }) {
  const t = useText()
  const { name, url, cited } = group
  const [first] = cited
  return (
    <span className="flex max-w-full items-center rounded-control border border-line text-[0.8125rem]">
      <button
        type="button"
        onClick={() => first && openCited(first)}
        aria-label={t('sources.open', { name })}
        className="tap flex min-w-0 items-center gap-1.5 rounded-s-control py-1 ps-2 pe-1.5 hover:bg-wash"
      >
        <KindIcon type={url ? 'text/html' : 'text/plain'} size={14} />
        <span dir="auto" className="max-w-56 truncate" title={name}>
          {name}
        </span>
      </button>
      {cited.slice(0, MOST_MARKS).map(one => (
        <button
          key={one.number}
          type="button"
          aria-label={t('sources.mark', {
            number: one.number,
            place: one.page === null ? name : t('sources.at', { name, page: one.page }),
          })}
          onClick={() => openCited(one)}
          className="tap min-w-6 self-stretch border-s border-line px-1.5 text-xs text-muted tabular-nums last:rounded-e-control hover:bg-wash hover:text-text"
        >
          {one.number}
        </button>
      ))}
    </span>
  )
}

const MOST_MARKS = 12
