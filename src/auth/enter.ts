// After any way in: a session is opened, its token signed, its cookie set.
import type { House } from '../config/house'
import { addressOf } from './address'
import { cookie } from './cookie'
import { COOKIE, credentialOf } from './credential'
import * as Sessions from './sessions'
import type { UserRow } from './table'
import { lifetime, tokens } from './token'

export interface Entrance {
  token: string
  /** Epoch seconds, or null when only idleness ends the session. */
  expires_at: number | null
  /** Value for `set-cookie`. */
  cookie: string
}

/** Opens a new session for an account that has just proved who it is; `way` is how it did. */
export async function enter(
  house: House,
  user: UserRow,
  request: Request,
  way: string,
  provider_sid: string | null = null,
): Promise<Entrance> {
  const session = await Sessions.open(house.db, user.id, span(house), {
    user_agent: request.headers.get('user-agent') ?? '',
    address: addressOf(request, house.env),
    way,
    provider_sid,
  })
  return entrance(house, user, session.id, request)
}

/**
 * A fresh token for a session that goes on. Without a lifetime nothing in it would change, so the
 * given token is handed back: no signature, no statement.
 */
export async function renew(
  house: House,
  user: UserRow,
  session: { id: string; expires_at: number | null },
  request: Request,
): Promise<Entrance> {
  const given = credentialOf(request.headers)
  if (span(house) === null && session.expires_at === null && given) {
    return {
      token: given.value,
      expires_at: null,
      cookie: crumb(house, request, given.value, null),
    }
  }
  await Sessions.renew(house.db, session.id, span(house))
  return entrance(house, user, session.id, request)
}

const span = (house: House): number | null => lifetime(house.config.get('auth.jwt_expiry')) ?? null

async function entrance(
  house: House,
  user: UserRow,
  sid: string,
  request: Request,
): Promise<Entrance> {
  const ms = span(house)
  const token = await tokens(house).sign({ id: user.id, sid }, ms)
  const expires = ms === null ? null : Date.now() + ms
  return {
    token,
    expires_at: expires === null ? null : Math.floor(expires / 1000),
    cookie: crumb(house, request, token, expires),
  }
}

/** The cookie that ends the browser's session. */
export const farewell = (house: House, request: Request): string => crumb(house, request, '', 0)

const crumb = (house: House, request: Request, value: string, expires: number | null): string =>
  cookie(house, request, { name: COOKIE, value, expires })
