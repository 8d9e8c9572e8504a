// The answer to every way in: the session's token, as a cookie too, and what its owner may.
import { admit, type Way } from '../../auth/admit'
import { permissionsOf } from '../../auth/permissions'
import { resolvePrincipal } from '../../auth/principal'
import type { UserRow } from '../../auth/table'
import type { House } from '../../config/house'
import { signedIn } from './wire'

/** A whole answer: Elysia parses and rebuilds a cookie that is set on its own headers. */
export const signed = (body: object, cookie: string): Response =>
  Response.json(body, { headers: { 'set-cookie': cookie } })

/** The contract's answer to every way in. */
export async function welcome(house: House, user: UserRow, request: Request, way: Way) {
  const { token, expires_at, cookie } = await admit(house, user, request, way)
  const { groups } = await resolvePrincipal(house, token)
  const permissions = permissionsOf(house, { groups })
  return signed({ ...signedIn(user, token), expires_at, permissions }, cookie)
}
