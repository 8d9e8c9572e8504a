// The last step of every way in: whoever proved who he is gets his session here and nowhere else.
import type { House } from '../config/house'
import { Refusal } from '../utils/refusal'
import { type Entrance, enter } from './enter'
import * as Factors from './factors'
import { happened } from './happened'
import * as Passkeys from './passkeys'
import type { UserRow } from './table'
import * as Tickets from './tickets'

/** How somebody came: `password`, `oidc`, `google`, `ldap`, `header`, `passkey`, `none`. */
export type Way = string

/** Ways that prove two factors by themselves, or that no person takes. */
const ENOUGH: readonly Way[] = ['passkey', 'none']

/**
 * Thrown where a second step is needed. As an answer it is 401 with `second_factor` beside `detail`
 * and the cookie that binds the ticket to this browser; a way in that ends with a page redirects to
 * `/auth#<fragment>` and sets the cookie itself.
 */
export class SecondStep extends Refusal {
  readonly fragment: string
  /** Value for `set-cookie`. */
  readonly cookie: string

  constructor(ticket: string, methods: Factors.Method[], cookie: string) {
    super(
      401,
      'A second step is needed: sign in on the page of this server, with a code of your app.',
      { 'set-cookie': cookie },
      { second_factor: { ticket, methods } },
    )
    this.fragment = new URLSearchParams({
      'second-factor': ticket,
      methods: methods.join(','),
    }).toString()
    this.cookie = cookie
  }
}

/**
 * Opens the session of an account that has just proved who it is; `provider_sid` is what its
 * provider calls the session there. Throws `SecondStep`.
 */
export async function admit(
  house: House,
  user: UserRow,
  request: Request,
  way: Way,
  provider_sid: string | null = null,
): Promise<Entrance> {
  if (!ENOUGH.includes(way) && (await Factors.held(house.db, user.id))) {
    throw await secondStep(house, user, request, { way, provider_sid })
  }
  return welcomed(house, user, request, way, undefined, provider_sid)
}

/** Opens the session of an account that has taken its second step, or needs none. */
export async function welcomed(
  house: House,
  user: UserRow,
  request: Request,
  way: Way,
  second?: Factors.Method,
  provider_sid: string | null = null,
): Promise<Entrance> {
  const entrance = await enter(house, user, request, way, provider_sid)
  const detail = second ? `${way}, ${second}` : way
  happened(house, request, { action: 'session.open', outcome: 'done', by: user, detail })
  return entrance
}

async function secondStep(
  house: House,
  user: UserRow,
  request: Request,
  data: { way: Way; provider_sid: string | null },
): Promise<SecondStep> {
  const { bound, cookie } = Tickets.browserOf(house, request)
  const ticket = await Tickets.issue(house.db, {
    kind: 'step',
    account_id: user.id,
    bound,
    data,
  })
  const keys = house.config.get('auth.passkeys.enable')
    ? await Passkeys.byUser(house.db, user.id)
    : []
  const methods: Factors.Method[] = [
    'app',
    'recovery',
    ...(keys.length ? (['passkey'] as const) : []),
  ]
  return new SecondStep(ticket, methods, cookie)
}
