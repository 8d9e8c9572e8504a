// The ways in that ask for nothing: a proxy that vouches for people, and a house without accounts.
import type { Way } from '../../auth/admit'
import { arrive } from '../../auth/arrive'
import { checkOrigin } from '../../auth/origin'
import { isOccupied, OWNER } from '../../auth/owner'
import * as Accounts from '../../auth/store'
import type { UserRow } from '../../auth/table'
import { Unwelcome } from '../../auth/unwelcome'
import { vouched } from '../../auth/vouched'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import { Refusal } from '../../utils/refusal'
import { signIn } from './sign'

/** Why nobody comes in, for the page to say in the person's language. */
type Trouble = 'nobody' | 'accounts'

interface Given {
  email: string
  password: string
}

/** The account that a sign-in opens, by the way that this house has. */
export async function identify(
  house: House,
  request: Request,
  given: Given,
): Promise<{ user: UserRow; way: Way }> {
  const { WEBUI_AUTH, WEBUI_AUTH_TRUSTED_EMAIL_HEADER } = house.env
  if (!WEBUI_AUTH) return { user: await signInAsOwner(house, request), way: 'none' }
  if (!WEBUI_AUTH_TRUSTED_EMAIL_HEADER) {
    return { user: await signIn(house, request, given), way: 'password' }
  }
  return { user: await signInByHeader(house, request), way: 'header' }
}

/** The account of whom the proxy says is calling. Throws 400 when it says nobody, 403 when he may not. */
async function signInByHeader(house: House, request: Request): Promise<UserRow> {
  checkOrigin(request, house.env)
  const said = vouched(request, house.env)
  if (!said) throw new Unwelcome<Trouble>('nobody', 400, constants.INVALID_TRUSTED_HEADER)
  const { email, name, groups } = said
  const identity = { provider: 'header', subject: email, email, email_verified: true, name }
  return arrive(
    house,
    { ...identity, ...(groups && { groups }) },
    {
      signup: house.config.get('ui.enable_signup'),
      merge: true,
      domains: [],
      groups: groups !== undefined,
    },
  )
}

/** The owner's account. Throws 400 when there is any other. */
async function signInAsOwner(house: House, request: Request): Promise<UserRow> {
  checkOrigin(request, house.env)
  checkHost(request, house.env.WEBUI_URL)
  if (isOccupied(await Accounts.some(house.db, 2))) {
    throw new Unwelcome<Trouble>('accounts', 400, constants.EXISTING_USERS)
  }
  return arrive(house, OWNER, { signup: true, merge: true, domains: [], groups: false })
}

const NEAR = /^(\[[0-9a-f:.]+\]|\d+(\.\d+){3}|[^.]+|.+\.(localhost|local))(:\d+)?$/i

/**
 * A page anywhere can have its own name answered with this machine's address; the browser would take
 * Hearth for a part of that page. Such a name has dots, and is not one that we go by.
 */
function checkHost(request: Request, url: string | null): void {
  const host = request.headers.get('host') ?? ''
  if (NEAR.test(host) || (url !== null && new URL(url).host === host)) return
  throw new Refusal(403, `Hearth does not go by the name ${host}. Set WEBUI_URL if it should.`)
}
