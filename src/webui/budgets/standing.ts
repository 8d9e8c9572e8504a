// How budgets stand: what is used of each, and when it begins anew.
import * as Groups from '../../auth/groups'
import type { Principal } from '../../auth/principal'
import * as Accounts from '../../auth/store'
import type { House } from '../../config/house'
import { seconds } from '../../utils/time'
import { ledgerOf } from '../usage/ledger'
import { NEAR } from './check'
import { rulesOf } from './rules'
import { fromAmount } from './schema'
import * as Budgets from './store'
import type { Budget } from './table'
import { endOf, startOf, talliesOf } from './tally'

/**
 * Those that hold for him, with what is used of each. One for a model that he has never used would
 * tell of a model that he may know nothing of.
 */
export async function standingOf(house: House, me: Principal) {
  await ledgerOf(house).flush()
  const known = await Budgets.modelsOf(house.db, me.user.id)
  const data = []
  for (const budget of rulesOf(house).for(me)) {
    if (budget.model !== null && !known.has(budget.model)) continue
    const tally = await talliesOf(house).of(budget, me)
    data.push({ ...toWire(budget), ...used(budget, tally[budget.unit]) })
  }
  return { currency: house.config.get('usage.currency'), data }
}

/**
 * All of them. What a person's own budget counts differs from one to the next: of those that are
 * for many, what the one who used most has used.
 */
export async function standing(house: House) {
  await ledgerOf(house).flush()
  const names = await namesOf(house)
  const data = []
  for (const budget of await Budgets.all(house.db)) {
    const sum = await Budgets.mostUsed(house.db, budget, startOf(budget))
    const name = names.get(budget.user_id ?? budget.group_id ?? '') ?? null
    data.push({
      ...toWire(budget),
      name,
      ...used(budget, sum[budget.unit]),
      people_over: sum.people_over,
    })
  }
  return { currency: house.config.get('usage.currency'), data }
}

async function namesOf({ db }: House): Promise<Map<string, string>> {
  const people = await Accounts.all(db)
  const groups = await Groups.all(db)
  return new Map([...people, ...groups].map(({ id, name }) => [id, name]))
}

const toWire = ({ id, subject, user_id, group_id, model, unit, span, amount }: Budget) => ({
  id,
  subject,
  subject_id: user_id ?? group_id,
  model,
  unit,
  span,
  amount: fromAmount(unit, amount),
})

const used = (budget: Budget, amount: number) => ({
  used: fromAmount(budget.unit, amount),
  state: stateOf(amount, budget.amount),
  fresh_at: seconds(endOf(budget)),
})

function stateOf(used: number, amount: number): 'free' | 'near' | 'used-up' {
  if (used >= amount) return 'used-up'
  return used >= amount * NEAR ? 'near' : 'free'
}
