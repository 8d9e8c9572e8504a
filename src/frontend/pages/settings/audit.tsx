// The audit log, for admins: found by who, what, on what, how it ended and when; taken along as a file.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { type AuditFilter, audit } from '../../api-seeing'
import { Button } from '../../parts/ui/button'
import { Empty } from '../../parts/ui/empty'
import { Skeleton } from '../../parts/ui/skeleton'
import { Trouble } from '../../parts/ui/trouble'
import { useText } from '../../text/index'
import { AuditEntry } from './audit-entry'
import { AuditFilters, type Filled } from './audit-filters'
import { HouseRows } from './house-rows'
import { Section } from './setting'

const NOTHING: Filled = { actor: '', action: '', target: '', outcome: '', from: '', to: '' }
const DAY_SECONDS = 86_400

const startOf = (day: string): number => new Date(`${day}T00:00:00`).getTime() / 1000

/** Days of the person's own clock become moments. */
const filterOf = ({ from, to, ...rest }: Filled): AuditFilter => ({
  ...rest,
  ...(from && { from: String(startOf(from)) }),
  ...(to && { to: String(startOf(to) + DAY_SECONDS - 1) }),
})

const useEntries = (filter: AuditFilter) =>
  useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam }) => audit.page(filter, pageParam ?? undefined),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
    staleTime: 0,
  })

const Save = ({ href, text }: { href: string; text: string }) => (
  <a
    href={href}
    download
    className="tap inline-flex h-8 items-center gap-1.5 rounded-control border border-edge/60 px-2.5 text-[0.8125rem] font-medium hover:bg-wash"
  >
    <Download aria-hidden size={15} />
    {text}
  </a>
)

function Entries({ filter }: { filter: AuditFilter }) {
  const t = useText()
  const entries = useEntries(filter)
  const rows = entries.data?.pages.flatMap(page => page.data) ?? []
  if (entries.isPending) return <Skeleton />
  if (entries.isError) {
    const retry = () => void entries.refetch()
    return <Trouble title={t('audit.failed')} error={entries.error} onRetry={retry} />
  }
  if (rows.length === 0) return <Empty title={t('audit.none')} text={t('audit.noneText')} />
  return (
    <>
      <ul id="list">
        {rows.map(row => (
          <AuditEntry key={row.id} entry={row} />
        ))}
      </ul>
      {entries.hasNextPage ? (
        <Button
          className="mt-4"
          busy={entries.isFetchingNextPage}
          onClick={() => void entries.fetchNextPage()}
        >
          {t('audit.more')}
        </Button>
      ) : null}
    </>
  )
}

export function AuditSettings() {
  const t = useText()
  const [filled, setFilled] = useState(NOTHING)
  const filter = filterOf(useDeferredValue(filled))
  const actions = useQuery({ queryKey: ['audit', 'actions'], queryFn: audit.actions })
  return (
    <>
      <Section title={t('settings.audit')} lead={t('audit.lead')}>
        <AuditFilters
          filled={filled}
          actions={actions.data?.data ?? []}
          change={part => setFilled(known => ({ ...known, ...part }))}
          clear={() => setFilled(NOTHING)}
        />
        <div className="my-4 flex flex-wrap gap-2">
          <Save href={audit.file(filter, 'csv')} text={t('audit.csv')} />
          <Save href={audit.file(filter, 'jsonl')} text={t('audit.jsonl')} />
        </div>
        <Entries filter={filter} />
      </Section>
      <HouseRows keys={['audit.days']} />
    </>
  )
}
