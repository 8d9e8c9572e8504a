// A budget and how much of it is used, as a bar with its words.
import type { Budget } from '../../api-seeing'
import { cls } from '../../parts/ui/cls'
import { t, useText } from '../../text/index'
import { amountText, momentText } from './amounts'

/** `1,000 tokens a day with gpt`. */
export const boundText = ({ amount, unit, span, model }: Budget, currency: string): string => {
  const text = amountText(amount, unit, currency)
  const bound = t(span === 'day' ? 'budgets.perDay' : 'budgets.perMonth', { amount: text })
  return model ? `${bound} ${t('budgets.with', { model })}` : bound
}

const tones = { free: 'bg-text', near: 'bg-warn', 'used-up': 'bg-danger' } as const
const words = { near: 'budgets.near', 'used-up': 'budgets.usedUp' } as const

export function BudgetBar({ budget, currency }: { budget: Budget; currency: string }) {
  const t = useText()
  const { used, amount, unit, state, subject, fresh_at } = budget
  const share = amount === 0 ? 1 : Math.min(1, used / amount)
  const many = budget.people_over !== undefined && (subject === 'each' || subject === 'member')
  const text = t(many ? 'budgets.mostUsed' : 'budgets.used', {
    used: amountText(used, unit, currency),
    amount: amountText(amount, unit, currency),
  })
  return (
    <div>
      <p className="flex flex-wrap justify-between gap-x-4">
        <span>{boundText(budget, currency)}</span>
        {state === 'free' ? null : (
          <span className={cls('font-medium', state === 'near' ? 'text-warn' : 'text-danger')}>
            {t(words[state])}
          </span>
        )}
      </p>
      <div aria-hidden className="mt-1.5 h-1.5 overflow-hidden rounded-full bg-wash-strong">
        <div
          className={cls('h-full rounded-full', tones[state])}
          style={{ width: `${share * 100}%` }}
        />
      </div>
      <p className="mt-1 flex flex-wrap justify-between gap-x-4 text-[0.8125rem] text-muted">
        <span>{text}</span>
        <span>{t('budgets.fresh', { when: momentText(fresh_at) })}</span>
      </p>
      {many && budget.people_over ? (
        <p className="text-[0.8125rem] text-muted">
          {t('budgets.over', { count: budget.people_over })}
        </p>
      ) : null}
    </div>
  )
}
