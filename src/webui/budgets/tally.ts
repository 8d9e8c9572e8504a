// How much of a budget is used: read once, then kept in step by every call that ends, running ones counted.
import type { Principal } from '../../auth/principal'
import type { House } from '../../config/house'
import { dayEnd, monthEnd, monthStart, today } from '../../utils/day'
import { perObject } from '../../utils/once'
import { Recent } from '../../utils/recent'
import { ledgerOf } from '../usage/ledger'
import * as Budgets from './store'
import type { Budget } from './table'

/** Other copies of Hearth spend too: what is known is read again after so long. */
const FRESH_MS = 15_000
const REMEMBERED = 20_000

/** Whose budgets they are. */
export type Asker = Pick<Principal, 'user'>

export interface Tally extends Budgets.Sum {
  /** What calls that go on are expected to take. */
  held: Budgets.Sum
  /** What ended since the last reading began. */
  since: Budgets.Sum
  read_at: number
}

const nothing = (): Budgets.Sum => ({ tokens: 0, money: 0 })

/** Tallies by who, model and span; budgets that count the same share one. */
export class Tallies {
  readonly #house: House
  readonly #known = new Recent<string, Tally>(REMEMBERED)
  readonly #reading = new Map<string, Promise<Tally>>()

  constructor(house: House) {
    this.#house = house
  }

  /** The tally of a budget as it is for him; from memory while that is fresh. */
  of(budget: Budget, me: Asker): Tally | Promise<Tally> {
    const key = keyOf(budget, me)
    const known = this.#known.get(key)
    if (known && known.read_at > Date.now() - FRESH_MS) return known
    const reading = this.#reading.get(key) ?? this.#read(key, budget, me, known)
    this.#reading.set(key, reading)
    return reading
  }

  async #read(key: string, budget: Budget, me: Asker, known?: Tally): Promise<Tally> {
    const tally = known ?? { ...nothing(), held: nothing(), since: nothing(), read_at: 0 }
    const read = () =>
      Budgets.used(this.#house.db, whoseOf(budget, me), budget.model, startOf(budget))
    const before = () => {
      tally.since = nothing()
    }
    try {
      const sum = await ledgerOf(this.#house).inTurn(read, before)
      tally.tokens = sum.tokens + tally.since.tokens
      tally.money = sum.money + tally.since.money
      tally.read_at = Date.now()
      this.#known.set(key, tally)
      return tally
    } finally {
      this.#reading.delete(key)
    }
  }
}

/** Adds what a call took that has ended. */
export function settle(tally: Tally, { tokens, money }: Budgets.Sum): void {
  for (const sum of [tally, tally.since]) {
    sum.tokens += tokens
    sum.money += money
  }
}

export const startOf = ({ span }: Budget): string =>
  span === 'day' ? today() : monthStart(Date.now())

/** When it begins anew, in epoch milliseconds. */
export const endOf = ({ span }: Budget): number =>
  span === 'day' ? dayEnd(Date.now()) : monthEnd(Date.now())

function whoseOf({ subject, group_id }: Budget, { user }: Asker): Budgets.Whose {
  if (subject === 'house') return 'house'
  if (subject === 'group') return { group_id: group_id ?? '' }
  return { user_id: user.id }
}

function keyOf(budget: Budget, me: Asker): string {
  const whose = whoseOf(budget, me)
  const who = whose === 'house' ? '' : Object.values(whose)[0]
  return `${budget.subject === 'group' ? 'group' : ''} ${who} ${budget.model ?? ''}\n${budget.span} ${startOf(budget)}`
}

/** The tallies of this house. */
export const talliesOf = perObject((house: House) => new Tallies(house))
