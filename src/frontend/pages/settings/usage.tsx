// What people use of which model, for admins: totals, bars over time, tables, prices, a file.
import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { usage as api, type Figures, type UsageLine, type UsageQuery } from '../../api-seeing'
import { useModels } from '../../cache'
import { Empty } from '../../parts/ui/empty'
import { Field } from '../../parts/ui/field'
import { Select } from '../../parts/ui/select'
import { Skeleton } from '../../parts/ui/skeleton'
import { type Column, Table } from '../../parts/ui/table'
import { Trouble } from '../../parts/ui/trouble'
import { formatNumber, t, useText } from '../../text/index'
import { daysAgo, moneyText, shareText, tokensText } from './amounts'
import { HouseRows } from './house-rows'
import { Section } from './setting'
import { UsageChart } from './usage-chart'
import { Prices } from './usage-prices'

export const useUsage = (query: UsageQuery) =>
  useQuery({ queryKey: ['usage', query], queryFn: () => api.read(query), staleTime: 0 })

const RANGES = [7, 30, 90, 365]

interface Choice {
  days: number
  user: string
  model: string
}

const queryOf = ({ days, user, model }: Choice, group: string): UsageQuery => ({
  from: daysAgo(days - 1),
  to: daysAgo(0),
  group,
  ...(user && { user }),
  ...(model && { model }),
})

function Choices({ choice, change }: { choice: Choice; change: (part: Partial<Choice>) => void }) {
  const t = useText()
  const people = useUsage(queryOf({ ...choice, user: '' }, 'user'))
  const models = useModels()
  const nameOf = ({ user, user_name }: UsageLine) => ({
    value: user ?? '',
    label: user_name ?? t('usage.gone'),
  })
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      <Field label={t('usage.range')}>
        {field => (
          <Select
            {...field}
            value={String(choice.days)}
            onValue={days => change({ days: Number(days) })}
            options={RANGES.map(days => ({
              value: String(days),
              label: days === 365 ? t('usage.year') : t('usage.days', { count: days }),
            }))}
          />
        )}
      </Field>
      <Field label={t('usage.person')}>
        {field => (
          <Select
            {...field}
            value={choice.user}
            onValue={user => change({ user })}
            options={[
              { value: '', label: t('usage.everybody') },
              ...(people.data?.data ?? []).map(nameOf),
            ]}
          />
        )}
      </Field>
      <Field label={t('usage.model')}>
        {field => (
          <Select
            {...field}
            value={choice.model}
            onValue={model => change({ model })}
            options={[
              { value: '', label: t('usage.everyModel') },
              ...(models.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        )}
      </Field>
    </div>
  )
}

const Total = ({ name, value, note }: { name: string; value: string; note?: string | false }) => (
  <div className="min-w-32 flex-1">
    <dt className="text-[0.8125rem] text-muted">{name}</dt>
    <dd className="mt-0.5 text-xl font-semibold tabular-nums">{value}</dd>
    {note ? <dd className="text-[0.8125rem] text-muted">{note}</dd> : null}
  </div>
)

export function Totals({ total, currency }: { total: Figures; currency: string }) {
  const t = useText()
  const tokens = total.prompt_tokens + total.completion_tokens
  const estimated = shareText(total.estimated_tokens, tokens)
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-4" title={t('usage.estimatedHint')}>
      <Total
        name={t('usage.calls')}
        value={formatNumber(total.calls)}
        note={total.failed > 0 && t('usage.callsFailed', { count: total.failed })}
      />
      <Total
        name={t('usage.prompt')}
        value={tokensText(total.prompt_tokens)}
        note={total.estimated_tokens > 0 && t('usage.estimated', { share: estimated })}
      />
      <Total name={t('usage.completion')} value={tokensText(total.completion_tokens)} />
      {total.cost > 0 ? (
        <Total name={t('usage.cost')} value={moneyText(total.cost, currency)} />
      ) : null}
    </dl>
  )
}

type Group = 'model' | 'user' | 'kind' | 'connection'

const names: Record<Group, (line: UsageLine) => string> = {
  model: ({ model }) => model ?? '',
  user: ({ user_name }) => user_name ?? t('usage.gone'),
  kind: ({ kind }) => (kind ? t(`usage.kind.${kind}`) : ''),
  connection: ({ connection }) => connection ?? '',
}

const titles = {
  model: ['usage.byModel', 'usage.model'],
  user: ['usage.byPerson', 'usage.person'],
  kind: ['usage.byKind', 'usage.kind'],
  connection: ['usage.byConnection', 'usage.connection'],
} as const

function Breakdown({ choice, group }: { choice: Choice; group: Group }) {
  const t = useText()
  const { data } = useUsage(queryOf(choice, group))
  if (!data || data.data.length === 0) return null
  const [title, head] = titles[group]
  const tokens = (line: UsageLine) => line.prompt_tokens + line.completion_tokens
  const rows = data.data.toSorted((a, b) => b.cost - a.cost || tokens(b) - tokens(a))
  const columns: Column<UsageLine>[] = [
    { head: t(head), cell: line => <bdi>{names[group](line)}</bdi> },
    { head: t('usage.calls'), figure: true, cell: line => formatNumber(line.calls) },
    { head: t('usage.prompt'), figure: true, cell: line => tokensText(line.prompt_tokens) },
    { head: t('usage.completion'), figure: true, cell: line => tokensText(line.completion_tokens) },
  ]
  if (data.total.cost > 0) {
    const cell = (line: UsageLine) => moneyText(line.cost, data.currency)
    columns.push({ head: t('usage.cost'), figure: true, cell })
  }
  return (
    <div>
      <h3 className="font-medium">{t(title)}</h3>
      <Table
        caption={t(title)}
        rows={rows}
        columns={columns}
        keyOf={line => `${line[group]} ${line.user ?? ''}`}
      />
      {data.more ? <p className="mt-2 text-muted">{t('usage.more')}</p> : null}
    </div>
  )
}

function Overview({ choice }: { choice: Choice }) {
  const t = useText()
  const usage = useUsage(queryOf(choice, 'day'))
  if (usage.isPending) return <Skeleton />
  if (usage.isError) {
    const retry = () => void usage.refetch()
    return <Trouble title={t('usage.failed')} error={usage.error} onRetry={retry} />
  }
  if (usage.data.total.calls === 0) {
    return <Empty title={t('usage.none')} text={t('usage.noneText')} />
  }
  return (
    <div className="flex flex-col gap-8">
      <Totals total={usage.data.total} currency={usage.data.currency} />
      <UsageChart usage={usage.data} />
      {(['model', 'user', 'kind', 'connection'] as const).map(group => (
        <Breakdown key={group} choice={choice} group={group} />
      ))}
    </div>
  )
}

export function UsageSettings() {
  const t = useText()
  const [choice, setChoice] = useState<Choice>({ days: 30, user: '', model: '' })
  return (
    <>
      <Section title={t('settings.usage')} lead={t('usage.lead')}>
        <Choices choice={choice} change={part => setChoice(known => ({ ...known, ...part }))} />
        <div className="my-4">
          <a
            href={api.file(queryOf(choice, 'day,user,model,kind'))}
            download
            className="tap inline-flex h-8 items-center gap-1.5 rounded-control border border-edge/60 px-2.5 text-[0.8125rem] font-medium hover:bg-wash"
          >
            <Download aria-hidden size={15} />
            {t('usage.csv')}
          </a>
        </div>
        <Overview choice={choice} />
      </Section>
      <Prices />
      <HouseRows keys={['usage.currency', 'usage.days']} />
    </>
  )
}
