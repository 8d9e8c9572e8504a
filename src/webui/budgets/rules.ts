// Which budgets hold for whom, from memory: asked before every call.
import type { Principal } from '../../auth/principal'
import { UserChanged } from '../../auth/schema'
import type { House } from '../../config/house'
import { perObject } from '../../utils/once'
import { ModelsChanged } from '../models/schema'
import { BudgetsChanged } from './schema'
import * as Budgets from './store'
import type { Budget } from './table'

export class Rules {
  readonly #house: House
  all: readonly Budget[] = []

  constructor(house: House) {
    this.#house = house
  }

  /** Reads them, and again when they change or somebody they are for is gone. Gives the function that stops that. */
  async open(): Promise<() => void> {
    await this.load()
    const { bus, log } = this.#house
    const again = () =>
      void this.load().catch(err =>
        log.component('main').error({ err }, 'budgets could not be read'),
      )
    const offs = [
      bus.subscribe(BudgetsChanged, again),
      bus.subscribe(UserChanged, ({ gone }) => gone && again()),
      // What goes with a group is told so.
      bus.subscribe(ModelsChanged, again),
    ]
    return () => {
      for (const off of offs) off()
    }
  }

  async load(): Promise<void> {
    this.all = await Budgets.all(this.#house.db)
  }

  /** Those that hold for a call of his with that model, or with any where none is named. */
  for(me: Principal, model?: string): Budget[] {
    if (this.all.length === 0 || exempt(this.#house, me)) return []
    const fitting = this.all.filter(
      budget => isFor(budget, me) && (model === undefined || (budget.model ?? model) === model),
    )
    return withoutOutdone(fitting)
  }
}

const exempt = ({ config }: House, { user }: Principal): boolean =>
  user.role === 'admin' && config.get('budget.exempt_admins')

function isFor({ subject, user_id, group_id }: Budget, { user, groups }: Principal): boolean {
  if (subject === 'each' || subject === 'house') return true
  if (subject === 'user') return user_id === user.id
  return groups.some(({ id }) => id === group_id)
}

const RANK = { each: 0, member: 1, user: 2, group: 3, house: 3 } as const

/**
 * Of the budgets that are a person's own, the one for him alone counts before that of a group's
 * member, and that before everybody's; of several groups the largest. Pools hold beside them.
 */
function withoutOutdone(fitting: Budget[]): Budget[] {
  const isPool = ({ subject }: Budget) => RANK[subject] === 3
  const alike = Map.groupBy(
    fitting.filter(budget => !isPool(budget)),
    ({ model, unit, span }) => `${unit} ${span} ${model ?? ''}`,
  )
  const own = [...alike.values()].map(several =>
    several.reduce((best, next) => (outdoes(next, best) ? next : best)),
  )
  return [...own, ...fitting.filter(isPool)]
}

const outdoes = (a: Budget, b: Budget): boolean =>
  RANK[a.subject] === RANK[b.subject] ? a.amount > b.amount : RANK[a.subject] > RANK[b.subject]

/** The budgets of this house. */
export const rulesOf = perObject((house: House) => new Rules(house))
