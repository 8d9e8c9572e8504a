// The answer to every way in: the session's token, as a cookie too, and what its owner may.
import { admit, type Way } from '../../auth/admit'
import { owesFactor } from '../../auth/bounds'
import type { Entrance } from '../../auth/enter'
import { permissionsOf } from '../../auth/permissions'
import { type Principal, resolvePrincipal } from '../../auth/principal'
import type { UserRow } from '../../auth/table'
import type { House } from '../../config/house'
import { signedIn } from './wire'

/** A whole answer: Elysia parses and rebuilds a cookie that is set on its own headers. */
export const signed = (body: object, cookie: string): Response =>
  Response.json(body, { headers: { 'set-cookie': cookie } })

/** The contract's answer to every way in. Throws `SecondStep`. */
export const welcome = async (house: House, user: UserRow, request: Request, way: Way) =>
  entered(house, await admit(house, user, request, way))

/** The contract's answer for a session that has just been opened. */
export async function entered(house: House, entrance: Entrance): Promise<Response> {
  return sessionAnswer(house, await resolvePrincipal(house, entrance.token), entrance)
}

/** `Session` of the contract; `second_factor` beside it tells who owes one. */
export const sessionAnswer = (house: House, me: Principal, entrance: Entrance): Response =>
  signed(sessionOf(house, me, entrance), entrance.cookie)

export const sessionOf = (
  house: House,
  me: Principal,
  { token, expires_at }: Pick<Entrance, 'token' | 'expires_at'>,
) => ({
  ...signedIn(me.user, token),
  expires_at,
  permissions: permissionsOf(house, me),
  ...(owesFactor(house, me) && { second_factor: 'owed' }),
})
