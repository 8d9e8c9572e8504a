// What the admin's pages need of people beside the contract: pages, many at once, what each one holds.
import { Elysia } from 'elysia'
import { lastActive } from '../../auth/activity'
import * as Groups from '../../auth/groups'
import { guard } from '../../auth/guard'
import * as Identities from '../../auth/identities'
import { UserChanged } from '../../auth/schema'
import * as Accounts from '../../auth/store'
import { groups } from '../../auth/table'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import { type Tx, transaction } from '../../db'
import { Refusal } from '../../utils/refusal'
import { userModel } from '../auths/wire'
import { ModelsChanged } from '../models/schema'
import { belongings } from './belongings'
import { preview, takeIn } from './import'
import { type Ask, type Listed, one, page } from './page'
import { setRoles } from './roles'
import { GroupsForm, PeoplePage, RolesForm, RosterForm } from './schema'

export const people = (house: House) =>
  new Elysia()
    .use(guard(house))
    .get('/search', ({ query }) => listed(house, query), { role: 'admin', query: PeoplePage })
    .post('/update/roles', ({ me, body }) => setRoles(house, me, body.ids, body.role), {
      role: 'admin',
      audit: { action: 'user.role', detail: ['role'] },
      body: RolesForm,
    })
    .post('/import/preview', ({ body }) => preview(house, body), {
      role: 'admin',
      audit: 'user.preview',
      body: RosterForm,
    })
    .post('/import', ({ body }) => takeIn(house, body), {
      role: 'admin',
      audit: 'user.import',
      body: RosterForm,
    })
    .get('/:id/account', ({ params }) => account(house, params.id), { role: 'admin' })
    .get('/:id/belongings', ({ params }) => belongingsOf(house, params.id), { role: 'admin' })
    .post('/:id/groups', ({ params, body }) => place(house, params.id, body.group_ids), {
      role: 'admin',
      audit: 'user.groups',
      body: GroupsForm,
    })
    .delete('/:id/identities/:provider', ({ params }) => forget(house, params), {
      role: 'admin',
      audit: 'user.unlink',
    })

async function listed(house: House, ask: Ask) {
  const { rows, next, total } = await page(house.db, ask)
  const primary = await Accounts.primary(house.db)
  return { data: rows.map(row => toWire(house, row, primary?.id)), next, total }
}

async function account(house: House, id: string) {
  const row = await one(house.db, id)
  if (!row) throw new Refusal(400, constants.NOT_FOUND)
  return toWire(house, row, (await Accounts.primary(house.db))?.id)
}

function toWire(house: House, { user, ...more }: Listed, primary?: string) {
  const { settings, info, api_key, oauth_sub, ...shown } = userModel(user, lastActive(house, user))
  return { ...shown, ...more, primary: user.id === primary }
}

async function belongingsOf({ db }: House, id: string) {
  await known(db, id)
  return belongings(db, id)
}

async function known(db: House['db'] | Tx, id: string): Promise<void> {
  if (!(await Accounts.byId(db, id))) throw new Refusal(400, constants.NOT_FOUND)
}

/** Puts an account into exactly these groups. Throws 400 for an account or a group that is not there. */
async function place(house: House, id: string, group_ids: readonly string[]) {
  const wanted = new Set(group_ids)
  await transaction(house.db, async tx => {
    await known(tx, id)
    const all = await tx.select().from(groups)
    const here = new Set(all.map(group => group.id))
    if (group_ids.some(group => !here.has(group))) {
      throw new Refusal(400, 'One of the groups is not there any more. Load the list again.')
    }
    await Groups.place(tx, id, wanted, all)
  })
  house.bus.publish(UserChanged, { user_id: id, gone: false })
  house.bus.publish(ModelsChanged, {})
  return { group_ids: [...wanted].sort() }
}

/** Lets a provider know the account no more: somebody else may have got the name there. */
async function forget({ db }: House, { id, provider }: { id: string; provider: string }) {
  await known(db, id)
  await Identities.unlink(db, id, provider)
  return true
}
