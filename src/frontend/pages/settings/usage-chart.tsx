// Usage over time as bars: tokens in and out, or money.
import type { Usage, UsageLine } from '../../api-seeing'
import { Chart } from '../../parts/ui/chart'
import { useText } from '../../text/index'
import { dayText, moneyText, monthText, tokensText } from './amounts'

const MOST_DAYS = 92

/** Every day of a range, those without usage too. */
function* daysOf(from: string, to: string): Generator<string> {
  const at = new Date(`${from}T12:00:00Z`)
  for (let day = from; day <= to; ) {
    yield day
    at.setUTCDate(at.getUTCDate() + 1)
    day = at.toISOString().slice(0, 10)
  }
}

interface Point {
  label: string
  prompt_tokens: number
  completion_tokens: number
  cost: number
}

const add = (label: string, lines: UsageLine[]): Point => ({
  label,
  prompt_tokens: lines.reduce((sum, line) => sum + line.prompt_tokens, 0),
  completion_tokens: lines.reduce((sum, line) => sum + line.completion_tokens, 0),
  cost: lines.reduce((sum, line) => sum + line.cost, 0),
})

/** By day, or by month where there are too many days to tell apart. */
function pointsOf({ from, to, data }: Usage): { points: Point[]; monthly: boolean } {
  const days = [...daysOf(from, to)]
  const monthly = days.length > MOST_DAYS
  const keyOf = (day: string): string => (monthly ? day.slice(0, 7) : day)
  const lines = Map.groupBy(data, line => keyOf(line.day ?? ''))
  const name = monthly ? monthText : dayText
  const points = [...new Set(days.map(keyOf))].map(key => add(name(key), lines.get(key) ?? []))
  return { points, monthly }
}

/** `usage` is told apart by day; money is left out where tokens say enough. */
export function UsageChart({ usage, money = true }: { usage: Usage; money?: boolean }) {
  const t = useText()
  const { points, monthly } = pointsOf(usage)
  const unit = t(monthly ? 'usage.month' : 'usage.day')
  return (
    <div className="flex flex-col gap-8">
      <Chart
        title={t(monthly ? 'usage.byMonth' : 'usage.byDay')}
        unit={unit}
        series={[t('usage.prompt'), t('usage.completion')]}
        bars={points.map(({ label, prompt_tokens, completion_tokens }) => ({
          label,
          parts: [prompt_tokens, completion_tokens],
        }))}
        format={tokensText}
      />
      {money && usage.total.cost > 0 ? (
        <Chart
          title={t(monthly ? 'usage.costByMonth' : 'usage.costByDay')}
          unit={unit}
          series={[t('usage.cost')]}
          bars={points.map(({ label, cost }) => ({ label, parts: [cost] }))}
          format={amount => moneyText(amount, usage.currency)}
        />
      ) : null}
    </div>
  )
}
