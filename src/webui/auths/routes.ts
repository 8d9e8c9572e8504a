// Signing up, in and out, the own profile, the own keys.
import { Elysia } from 'elysia'
import { credentialOf } from '../../auth/credential'
import { farewell, renew } from '../../auth/enter'
import { guard } from '../../auth/guard'
import { happened } from '../../auth/happened'
import { hashPassword, verifyPassword } from '../../auth/password'
import { permissionsOf } from '../../auth/permissions'
import { type Principal, resolvePrincipal } from '../../auth/principal'
import { SessionsEnded, UserChanged } from '../../auth/schema'
import * as Sessions from '../../auth/sessions'
import * as Accounts from '../../auth/store'
import type { UserRow } from '../../auth/table'
import { tokens } from '../../auth/token'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import { Refusal } from '../../utils/refusal'
import { keys } from './keys'
import { Add, NewPassword, Profile, SignIn, SignUp } from './schema'
import { add, checkPassword, cost, signIn, signUp } from './sign'
import { brief, signedIn } from './wire'
import { signed, welcome } from './welcome'

export const auths = (house: House) =>
  new Elysia({ prefix: '/auths' })
    .use(guard(house))
    .use(keys(house))
    .get('/', ({ me, request }) => session(house, me, request), {
      role: 'session',
    })
    .post(
      '/signin',
      async ({ body, request }) =>
        welcome(house, await signIn(house, request, body), request, 'password'),
      { role: 'any', body: SignIn },
    )
    .post(
      '/signup',
      async ({ body, request }) =>
        welcome(house, await signUp(house, request, body), request, 'password'),
      { role: 'any', body: SignUp },
    )
    .get('/signout', ({ request }) => leave(house, request), { role: 'any' })
    .post('/signout', ({ request }) => leave(house, request), { role: 'any' })
    .post('/add', async ({ body }) => addAccount(house, body), {
      role: 'admin',
      audit: { action: 'user.create', detail: ['email', 'role'] },
      body: Add,
    })
    .post(
      '/update/profile',
      async ({ me, body }) => {
        const user = await Accounts.update(house.db, me.user.id, body)
        house.bus.publish(UserChanged, { user_id: me.user.id, gone: false })
        return brief(user ?? me.user)
      },
      { role: 'verified', audit: 'profile.change', body: Profile },
    )
    .post(
      '/update/password',
      ({ me, body }) => changePassword(house, me.user, me.session?.id ?? null, body),
      { role: 'session', audit: 'password.change', body: NewPassword },
    )

/** The old client calls this on every page load: the same session, a fresh token and cookie. */
async function session(house: House, me: Principal, request: Request) {
  const permissions = permissionsOf(house, me)
  if (!me.session) {
    const key = credentialOf(request.headers)?.value ?? ''
    return { ...signedIn(me.user, key), expires_at: null, permissions }
  }
  const { token, expires_at, cookie } = await renew(house, me.user, me.session, request)
  return signed({ ...signedIn(me.user, token), expires_at, permissions }, cookie)
}

/** Ends the session that the request carries, if any: signing out twice is no error. */
async function leave(house: House, request: Request) {
  const credential = credentialOf(request.headers)
  const me = credential && (await resolvePrincipal(house, credential.value).catch(() => null))
  if (me?.session) {
    await Sessions.end(house.db, me.user.id, me.session.id)
    house.bus.publish(SessionsEnded, { user_id: me.user.id, session_ids: [me.session.id] })
    happened(house, request, { action: 'session.close', outcome: 'done', by: me.user })
  }
  return signed({ status: true }, farewell(house, request))
}

/** The token in the answer opens nothing: it names no session. */
async function addAccount(house: House, wanted: typeof Add._output) {
  const { user } = await add(house, wanted, wanted.role)
  return signedIn(user, await tokens(house).sign({ id: user.id }, 0))
}

/** Every other session of the account ends; the one that asked goes on. */
async function changePassword(
  house: House,
  user: UserRow,
  session_id: string | null,
  given: typeof NewPassword._output,
): Promise<true> {
  const hash = await Accounts.hashOf(house.db, user.id)
  if (!hash || !(await verifyPassword(given.password, hash))) {
    throw new Refusal(400, constants.INVALID_PASSWORD)
  }
  checkPassword(given.new_password)
  await Accounts.setHash(house.db, user.id, await hashPassword(given.new_password, cost(house)))
  const others = (await Sessions.byUser(house.db, user.id)).filter(({ id }) => id !== session_id)
  await Sessions.endAll(house.db, user.id, session_id)
  house.bus.publish(SessionsEnded, { user_id: user.id, session_ids: others.map(({ id }) => id) })
  return true
}
