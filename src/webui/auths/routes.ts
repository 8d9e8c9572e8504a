// Signing up, in and out, the own profile, the own keys.
import { Elysia } from 'elysia'
import { credentialOf } from '../../auth/credential'
import { farewell, renew } from '../../auth/enter'
import { guard } from '../../auth/guard'
import { happened } from '../../auth/happened'
import { farewellAt } from '../../auth/oauth/end'
import { checkOrigin } from '../../auth/origin'
import { hashPassword } from '../../auth/password'
import { checkPassword } from '../../auth/password-rules'
import { type Principal, resolvePrincipal } from '../../auth/principal'
import { checkPasswordOf } from '../../auth/prove'
import { SessionsEnded, UserChanged } from '../../auth/schema'
import * as Sessions from '../../auth/sessions'
import * as Accounts from '../../auth/store'
import { tokens } from '../../auth/token'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import { Refusal } from '../../utils/refusal'
import { factor } from './factor'
import { keys } from './keys'
import { ldap } from './ldap'
import { identify } from './modes'
import { passkeys } from './passkeys'
import { Add, NewPassword, Profile, SignIn, SignUp } from './schema'
import { add, cost, signUp } from './sign'
import { steps } from './step'
import { sessionAnswer, sessionOf, signed, welcome } from './welcome'
import { brief, signedIn } from './wire'

export const auths = (house: House) =>
  new Elysia({ prefix: '/auths' })
    .use(guard(house))
    .use(keys(house))
    .use(steps(house))
    .use(factor(house))
    .use(passkeys(house))
    .use(ldap(house))
    .get('/', ({ me, request }) => session(house, me, request), {
      role: { is: 'session', key: 'read', early: true },
    })
    .post(
      '/signin',
      async ({ body, request }) => {
        const { user, way } = await identify(house, request, body)
        return welcome(house, user, request, way)
      },
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
    .post('/update/password', ({ me, body, request }) => changePassword(house, request, me, body), {
      role: { is: 'session', key: 'never' },
      audit: 'password.change',
      body: NewPassword,
    })

/** The old client calls this on every page load: the same session, a fresh token and cookie. */
async function session(house: House, me: Principal, request: Request) {
  if (!me.session) {
    const token = credentialOf(request.headers)?.value ?? ''
    return sessionOf(house, me, { token, expires_at: null })
  }
  return sessionAnswer(house, me, await renew(house, me.user, me.session, request))
}

/**
 * Ends the session that the request carries, if any: signing out twice is no error. `redirect_url` is
 * where a page may go on to, to sign out at the provider too.
 */
async function leave(house: House, request: Request) {
  const credential = credentialOf(request.headers)
  if (credential?.by === 'cookie') refuseForeign(house, request)
  const me = credential && (await resolvePrincipal(house, credential.value).catch(() => null))
  if (me?.session) {
    await Sessions.end(house.db, me.user.id, me.session.id)
    house.bus.publish(SessionsEnded, { user_id: me.user.id, session_ids: [me.session.id] })
    happened(house, request, { action: 'session.close', outcome: 'done', by: me.user })
  }
  const redirect_url = me?.session ? await farewellAt(house, request, me.session.way) : null
  return signed({ status: true, ...(redirect_url && { redirect_url }) }, farewell(house, request))
}

/** The contract signs out by GET too, which a link on any page could do. */
function refuseForeign({ env }: House, request: Request): void {
  checkOrigin(request, env)
  if (request.headers.get('sec-fetch-site') === 'cross-site')
    throw new Refusal(403, constants.ACCESS_PROHIBITED)
}

/** The token in the answer opens nothing: it names no session. */
async function addAccount(house: House, wanted: typeof Add._output) {
  const { user } = await add(house, wanted, wanted.role)
  return signedIn(user, await tokens(house).sign({ id: user.id }, 0))
}

/** Every other session of the account ends; the one that asked goes on. No password opens a house behind a proxy. */
async function changePassword(
  house: House,
  request: Request,
  { user, session }: Principal,
  given: typeof NewPassword._output,
): Promise<true> {
  if (house.env.WEBUI_AUTH_TRUSTED_EMAIL_HEADER) throw new Refusal(400, constants.ACTION_PROHIBITED)
  await checkPasswordOf(house, request, user, given.password)
  checkPassword(given.new_password, user)
  await Accounts.setHash(house.db, user.id, await hashPassword(given.new_password, cost(house)))
  const session_id = session?.id ?? null
  const others = (await Sessions.byUser(house.db, user.id)).filter(({ id }) => id !== session_id)
  await Sessions.endAll(house.db, user.id, session_id)
  house.bus.publish(SessionsEnded, { user_id: user.id, session_ids: others.map(({ id }) => id) })
  return true
}
