// Tokens: HS256, naming an account and a session; checked signatures are remembered.
import { jwt } from '@elysiajs/jwt'
import { z } from 'zod'
import type { House } from '../config/house'
import { secretKey } from '../config/secret'
import { perObject } from '../utils/once'
import { Recent } from '../utils/recent'

/** `exp` and `iat` in epoch seconds. A token without `sid` opens nothing. */
const claimsShape = z.object({
  id: z.string(),
  sid: z.string().optional(),
  iat: z.number().optional(),
  exp: z.number().optional(),
})
export type Claims = z.infer<typeof claimsShape>

const REMEMBERED = 10_000

export interface Tokens {
  /** Signs; `lifetime` in milliseconds, null for no `exp`. Without `sid` the token is inert. */
  sign(claims: { id: string; sid?: string }, lifetime: number | null): Promise<string>
  /** The claims of a token whose signature holds and that has not expired, or null. */
  verify(token: string): Promise<Claims | null>
}

/** The tokens of one running Hearth. */
export const tokens = perObject((house: House): Tokens => {
  const { sign, verify } = jwt({ name: 'jwt', secret: secretKey(house.env), alg: 'HS256' })
    .decorator.jwt
  // A signature costs 50 µs to check and never changes its mind; keyed by the whole token.
  const checked = new Recent<string, Claims>(REMEMBERED)
  const check = async (token: string): Promise<Claims | null> => {
    const claims = claimsShape.safeParse(await verify(token, { algorithms: ['HS256'] }))
    if (!claims.success) return null
    checked.set(token, claims.data)
    return claims.data
  }
  return {
    sign: ({ id, sid }, lifetime) =>
      sign({
        id,
        ...(sid && { sid }),
        iat: true,
        ...(lifetime !== null && { exp: Math.floor((Date.now() + lifetime) / 1000) }),
      }),
    async verify(token) {
      const claims = checked.get(token) ?? (await check(token))
      if (!claims) return null
      return claims.exp !== undefined && claims.exp * 1000 <= Date.now() ? null : claims
    },
  }
})

const UNITS: Record<string, number> = { ms: 1, s: 1e3, m: 6e4, h: 36e5, d: 864e5, w: 6048e5 }

/**
 * `JWT_EXPIRES_IN` in milliseconds: `-1`, `0` and whatever else is not above zero never expire
 * (null), for such sessions would be over before they began, those of admins too; else numbers with
 * a unit, summed (`1h30m`). Undefined when the text is none of these.
 */
export function lifetime(text: string): number | null | undefined {
  if (text === '-1' || text === '0') return null
  if (!/^(-?\d+(\.\d+)?(ms|s|m|h|d|w))+$/.test(text)) return undefined
  let sum = 0
  for (const [, number, unit] of text.matchAll(/(-?\d+(?:\.\d+)?)(ms|s|m|h|d|w)/g)) {
    sum += Number(number) * (UNITS[unit ?? ''] ?? 0)
  }
  return sum > 0 ? sum : null
}
