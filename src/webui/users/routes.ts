// People: who there is, what each keeps about himself, what admins do with accounts.
import { Elysia } from 'elysia'
import { lastActive } from '../../auth/activity'
import * as Groups from '../../auth/groups'
import { guard, READS } from '../../auth/guard'
import * as Identities from '../../auth/identities'
import { permissionsOf } from '../../auth/permissions'
import type { Principal } from '../../auth/principal'
import * as Accounts from '../../auth/store'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import { Refusal } from '../../utils/refusal'
import { userModel } from '../auths/wire'
import { readsAll } from '../chats/shared'
import * as Chats from '../chats/store'
import { toWire } from '../groups/wire'
import { change, remove, setRole } from './manage'
import { own } from './own'
import { people } from './people'
import { Page, PermissionsForm, RoleForm, UserForm } from './schema'

export const users = (house: House) =>
  new Elysia({ prefix: '/users' })
    .use(guard(house))
    .use(own(house))
    .use(people(house))
    .get('/', () => everybody(house), { role: 'admin', query: Page })
    .get('/groups', async ({ me }) => (await Groups.all(house.db, me.user.id)).map(toWire), {
      role: READS,
    })
    .get('/permissions', ({ me }) => permissionsOf(house, me), { role: READS })
    .get('/default/permissions', () => house.config.get('user.permissions'), { role: 'admin' })
    .post(
      '/default/permissions',
      async ({ body }) => {
        await house.config.set({ 'user.permissions': body })
        return house.config.get('user.permissions')
      },
      { role: 'admin', audit: 'permissions.change', body: PermissionsForm },
    )
    .post(
      '/update/role',
      async ({ me, body }) => Response.json(await setRole(house, me, body.id, body.role)),
      { role: 'admin', audit: { action: 'user.role', detail: ['role'] }, body: RoleForm },
    )
    .get('/:id', ({ me, params }) => brief(house, me, params.id), { role: READS })
    .post('/:id/update', ({ me, params, body }) => change(house, me, params.id, body), {
      role: 'admin',
      audit: { action: 'user.update', detail: ['email'] },
      body: UserForm,
    })
    .delete('/:id', ({ me, params }) => remove(house, me, params.id), {
      role: 'admin',
      audit: 'user.delete',
    })

async function everybody(house: House) {
  const subs = await Identities.oauthSubs(house.db)
  return (await Accounts.all(house.db)).map(user =>
    userModel(user, lastActive(house, user), subs.get(user.id)),
  )
}

/** What everybody may know of an account. */
async function brief(house: House, me: Principal, id: string) {
  const user = await Accounts.byId(house.db, await ownerOf(house, me, id))
  if (!user) throw new Refusal(400, constants.NOT_FOUND)
  return { name: user.name, profile_image_url: user.profile_image_url }
}

const SHARED = /^shared-(.+)$/

/** `shared-` and a chat's id stand for its owner, for those who may open the chat. */
async function ownerOf(house: House, me: Principal, id: string): Promise<string> {
  const chat_id = SHARED.exec(id)?.[1]
  if (!chat_id || !readsAll(house, me)) return id
  return (await Chats.byId(house.db, chat_id))?.user_id ?? id
}
