// What one has used oneself in the last month, and how one's budgets stand.
import { useQuery } from '@tanstack/react-query'
import { budgets, usage } from '../../api-seeing'
import { useText } from '../../text/index'
import { daysAgo, moneyText, tokensText } from './amounts'
import { BudgetBar } from './budgets-bar'
import { Setting } from './setting'
import { UsageChart } from './usage-chart'

const MONTH = 30

const useOwn = () => {
  const query = { from: daysAgo(MONTH - 1), to: daysAgo(0), group: 'day', user: 'me' }
  return useQuery({ queryKey: ['usage', query], queryFn: () => usage.read(query), staleTime: 0 })
}

function Figures() {
  const t = useText()
  const { data } = useOwn()
  if (!data) return null
  const { prompt_tokens, completion_tokens, cost, calls } = data.total
  if (calls === 0) return <p className="text-muted">{t('own.nothing')}</p>
  const tokens = t('own.tokens', { count: tokensText(prompt_tokens + completion_tokens) })
  return (
    <>
      <p className="font-medium tabular-nums">
        {tokens}
        {cost > 0 ? ` · ${moneyText(cost, data.currency)}` : ''}
      </p>
      <div className="mt-4">
        <UsageChart usage={data} money={false} />
      </div>
    </>
  )
}

export const MY_BUDGETS = ['budgets', 'mine']

function Budgets() {
  const t = useText()
  const { data } = useQuery({ queryKey: MY_BUDGETS, queryFn: budgets.mine, staleTime: 0 })
  if (!data || data.data.length === 0) return null
  return (
    <div className="mt-6">
      <h4 className="font-medium">{t('own.budgets')}</h4>
      <ul>
        {data.data.map(budget => (
          <li key={budget.id} className="py-2.5">
            <BudgetBar budget={budget} currency={data.currency} />
          </li>
        ))}
      </ul>
    </div>
  )
}

export function OwnUsage() {
  const t = useText()
  return (
    <Setting action stacked id="usage" label={t('own.usage')} hint={t('own.usageHint')}>
      {() => (
        <>
          <Figures />
          <Budgets />
        </>
      )}
    </Setting>
  )
}
