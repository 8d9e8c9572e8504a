// Budgets over HTTP: the own ones for everybody; making and changing them for admins.
import { Elysia } from 'elysia'
import * as Groups from '../../auth/groups'
import { guard, READS } from '../../auth/guard'
import * as Accounts from '../../auth/store'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import { Refusal } from '../../utils/refusal'
import { rulesOf } from './rules'
import { BudgetForm, BudgetsChanged, Id, toAmount } from './schema'
import { standing, standingOf } from './standing'
import * as Budgets from './store'
import type { Budget } from './table'

export const budgets = (house: House) =>
  new Elysia({ prefix: '/budgets' })
    .use(guard(house))
    .get('/mine', ({ me }) => standingOf(house, me), { role: READS })
    .get('/', () => standing(house), { role: 'admin' })
    .post('/', ({ body }) => create(house, body), {
      role: 'admin',
      audit: { action: 'budget.create', detail: DETAIL },
      body: BudgetForm,
    })
    .post('/:id', ({ params, body }) => update(house, params.id, body), {
      role: 'admin',
      audit: { action: 'budget.update', detail: DETAIL },
      params: Id,
      body: BudgetForm,
    })
    .delete('/:id', ({ params }) => remove(house, params.id), {
      role: 'admin',
      audit: 'budget.delete',
      params: Id,
    })

const DETAIL = ['subject', 'subject_id', 'model', 'amount', 'unit', 'span']

async function create(house: House, form: BudgetForm) {
  const id = crypto.randomUUID()
  const now = Date.now()
  await Budgets.add(house.db, { id, ...(await rowOf(house, form, now)), created_at: now })
  return announce(house, id)
}

async function update(house: House, id: string, form: BudgetForm) {
  const changes = await rowOf(house, form, Date.now())
  if (!(await Budgets.change(house.db, id, changes))) throw new Refusal(404, constants.NOT_FOUND)
  return announce(house, id)
}

async function remove(house: House, id: string): Promise<true> {
  if (!(await Budgets.remove(house.db, id))) throw new Refusal(404, constants.NOT_FOUND)
  await changed(house)
  return true
}

/** Counts here before the answer leaves, elsewhere a moment later. */
async function changed(house: House): Promise<void> {
  await rulesOf(house).load()
  house.bus.publish(BudgetsChanged, {})
}

/** The budget as it is now. */
async function announce(house: House, id: string) {
  await changed(house)
  const { data } = await standing(house)
  return data.find(budget => budget.id === id)
}

type Row = Omit<Budget, 'id' | 'created_at'>

async function rowOf({ db }: House, form: BudgetForm, updated_at: number): Promise<Row> {
  const { subject, subject_id, model = null, unit, span } = form
  const id = subject_id ?? null
  if (subject === 'user' && !(await Accounts.byId(db, id ?? ''))) throw unknown('person')
  const group = subject === 'group' || subject === 'member'
  if (group && !(await Groups.byId(db, id ?? ''))) throw unknown('group')
  return {
    subject,
    user_id: subject === 'user' ? id : null,
    group_id: group ? id : null,
    model,
    unit,
    span,
    amount: toAmount(form),
    updated_at,
  }
}

const unknown = (what: string) => new Refusal(400, `There is no such ${what}. Load the list again.`)
