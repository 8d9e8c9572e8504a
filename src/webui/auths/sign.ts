// Signing up and in with a password.
import { addressOf } from '../../auth/address'
import { closingBehind, settledFirst } from '../../auth/first'
import { happened } from '../../auth/happened'
import { admitSignIn, admitSignUp, noteFailure, noteSuccess } from '../../auth/limits'
import {
  type HashCost,
  hashCost,
  hashPassword,
  outdated,
  verifyNobody,
  verifyPassword,
} from '../../auth/password'
import { checkPassword } from '../../auth/password-rules'
import { SignedUp, UserChanged } from '../../auth/schema'
import * as Accounts from '../../auth/store'
import type { Role, UserRow } from '../../auth/table'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import { isEmail } from '../../utils/email'
import { Refusal } from '../../utils/refusal'

interface Wanted {
  name: string
  email: string
  password: string
  profile_image_url: string
}

export const cost = ({ env }: House): HashCost => hashCost(env)

interface Given {
  email: string
  password: string
}

/** The account that e-mail and password open. Throws 400 for any wrong pair alike, 429 when too many. */
export const signIn = (house: House, request: Request, given: Given): Promise<UserRow> =>
  prove(house, request, given).catch(error => {
    if (error instanceof Refusal) {
      const detail = error.status === 429 ? 'password, too many attempts' : 'password'
      const said = {
        action: 'session.open',
        outcome: 'refused',
        actor: given.email,
        detail,
      } as const
      happened(house, request, said)
    }
    throw error
  })

async function prove(house: House, request: Request, given: Given): Promise<UserRow> {
  const email = Accounts.normal(given.email)
  const address = addressOf(request, house.env)
  admitSignIn(house, email, address)
  const user = await Accounts.byEmail(house.db, email)
  const hash = user && (await Accounts.hashOf(house.db, user.id))
  const right = hash
    ? await verifyPassword(given.password, hash)
    : await verifyNobody(given.password, cost(house))
  admitSignIn(house, email, address)
  if (!user || !hash || !right) {
    noteFailure(house, email, address)
    throw new Refusal(400, constants.INVALID_CRED)
  }
  noteSuccess(house, email, address)
  if (outdated(hash))
    await Accounts.setHash(house.db, user.id, await hashPassword(given.password, cost(house)))
  return user
}

/** A new account by its own hand: the very first is admin and closes sign-up. */
export async function signUp(house: House, request: Request, wanted: Wanted): Promise<UserRow> {
  const first = (await Accounts.count(house.db)) === 0
  if (!first) await settledFirst(house)
  const { WEBUI_AUTH, WEBUI_AUTH_TRUSTED_EMAIL_HEADER } = house.env
  const open = house.config.get('ui.enable_signup') && house.config.get('ui.ENABLE_LOGIN_FORM')
  // Whoever signed up beside the proxy would share the account of whom it names so.
  if (WEBUI_AUTH_TRUSTED_EMAIL_HEADER || (!first && !(open && WEBUI_AUTH)))
    throw new Refusal(403, constants.ACCESS_PROHIBITED)
  check(wanted)
  admitSignUp(house, addressOf(request, house.env))
  const role = house.config.get('ui.default_user_role')
  // Who finds nobody comes in for being first, or not at all: the first closes sign-up.
  const { user } = await add(house, wanted, role, first)
  house.bus.publish(SignedUp, { user_id: user.id, way: 'password' })
  const detail = user.role
  happened(house, request, {
    action: 'user.signup',
    outcome: 'done',
    by: user,
    target: user.id,
    detail,
  })
  return user
}

/** Makes an account with a password. Throws 400 for a bad or taken e-mail or a short password. */
export async function add(
  house: House,
  wanted: Wanted,
  role: Role,
  onlyFirst = false,
): Promise<{ user: UserRow; first: boolean }> {
  check(wanted)
  await refuseSecond(house)
  const hash = await hashPassword(wanted.password, cost(house))
  const created = Accounts.create(house.db, { ...wanted, role, hash }, onlyFirst)
  const made = await closingBehind(house, created).catch(error => {
    if (error instanceof Accounts.NotFirst) throw new Refusal(403, constants.ACCESS_PROHIBITED)
    throw error instanceof Accounts.EmailTaken ? new Refusal(400, constants.EMAIL_TAKEN) : error
  })
  house.bus.publish(UserChanged, { user_id: made.user.id, gone: false })
  return made
}

/** In a house without accounts a second one would lock the owner out. */
async function refuseSecond({ db, env }: House): Promise<void> {
  if (env.WEBUI_AUTH || (await Accounts.count(db)) === 0) return
  throw new Refusal(403, 'Accounts are turned off here (WEBUI_AUTH=false).')
}

function check({ email, name, password }: Wanted): void {
  if (!isEmail(Accounts.normal(email))) throw new Refusal(400, constants.INVALID_EMAIL_FORMAT)
  checkPassword(password, { email, name })
}
