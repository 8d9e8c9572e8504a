// The question before every call: is there enough left for it in every budget that holds?
import type { Principal } from '../../auth/principal'
import type { House } from '../../config/house'
import { perObject } from '../../utils/once'
import { pricesOf } from '../usage/prices'
import { usedUp } from './refuse'
import { rulesOf } from './rules'
import { BudgetNears } from './schema'
import type { Budget } from './table'
import { endOf, settle, type Tally, talliesOf } from './tally'

/** What a call is expected to take: of its answer nothing is known but the bound it gives itself. */
export interface Expected {
  prompt: number
  completion: number
}

/** What a call holds of its budgets until it ends. */
export interface Hold {
  /** Gives back what was held and takes what was used; `money` in billionths. */
  settle(tokens: number, money: number): void
}

/** The share of a budget at which people are warned. */
export const NEAR = 0.8

interface Account {
  budget: Budget
  tally: Tally
}

/** Throws 429 where a budget has too little left; nothing to wait for, and no hold, where none holds. */
export function hold(
  house: House,
  me: Principal,
  model: string,
  expected: Expected,
): Promise<Hold> | undefined {
  const budgets = rulesOf(house).for(me, model)
  return budgets.length === 0 ? undefined : holdAll(house, me, model, expected, budgets)
}

/** Throws 429 as `hold` does, for a call that is to come. */
export async function checkBudgets(
  house: House,
  me: Principal,
  model: string,
  prompt: number,
): Promise<void> {
  const held = await hold(house, me, model, { prompt, completion: 0 })
  held?.settle(0, 0)
}

async function holdAll(
  house: House,
  me: Principal,
  model: string,
  expected: Expected,
  budgets: Budget[],
): Promise<Hold> {
  const accounts: Account[] = []
  for (const budget of budgets) {
    accounts.push({ budget, tally: await talliesOf(house).of(budget, me) })
  }
  // From here on nothing is awaited: of calls that come at once each sees what those before hold.
  const needed = inUnits(house, model, expected.prompt, 0)
  for (const { budget, tally } of accounts) {
    const spoken = tally[budget.unit] + tally.held[budget.unit]
    if (spoken + needed[budget.unit] > budget.amount || spoken >= budget.amount) {
      throw usedUp(house, budget, spoken, needed[budget.unit], endOf(budget))
    }
  }
  const held = inUnits(house, model, expected.prompt, expected.completion)
  // Budgets that count the same share a tally.
  const tallies = [...new Set(accounts.map(({ tally }) => tally))]
  for (const tally of tallies) change(tally.held, held, 1)
  let open = true
  return {
    settle(tokens, money) {
      if (!open) return
      open = false
      const before = accounts.map(({ budget, tally }) => tally[budget.unit])
      for (const tally of tallies) {
        change(tally.held, held, -1)
        settle(tally, { tokens, money })
      }
      for (const [n, { budget, tally }] of accounts.entries()) {
        warn(house, me, budget, before[n] ?? 0, tally)
      }
    },
  }
}

interface Units {
  tokens: number
  money: number
}

const inUnits = (house: House, model: string, prompt: number, completion: number): Units => ({
  tokens: prompt + completion,
  money: pricesOf(house).cost(model, prompt, completion),
})

function change(held: Units, by: Units, sign: 1 | -1): void {
  held.tokens += sign * by.tokens
  held.money += sign * by.money
}

/** Tells once that most of a budget is gone: when a call takes it over the line. */
function warn(
  house: House,
  { user }: Principal,
  budget: Budget,
  before: number,
  tally: Tally,
): void {
  const line = budget.amount * NEAR
  const now = tally[budget.unit]
  if (before >= line || now < line || budget.amount === 0) return
  const said = warned(house)
  const key = `${user.id} ${budget.id} ${endOf(budget)}`
  if (said.has(key)) return
  if (said.size >= MOST) said.clear()
  said.add(key)
  const share = now / budget.amount
  house.bus.publish(BudgetNears, { user_id: user.id, budget_id: budget.id, share })
}

const MOST = 50_000
const warned = perObject((_house: House) => new Set<string>())
