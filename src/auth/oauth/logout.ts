// A provider's word that somebody signed out there (OpenID Connect Back-Channel Logout 1.0): his sessions here end at once.
import type { JWTPayload, JWTVerifyGetKey } from 'jose'
import { z } from 'zod'
import type { House } from '../../config/house'
import { readBytes } from '../../utils/body'
import { perObject } from '../../utils/once'
import { Recent } from '../../utils/recent'
import { Refusal } from '../../utils/refusal'
import { MINUTE } from '../../utils/time'
import { happened } from '../happened'
import * as Identities from '../identities'
import { SessionsEnded } from '../schema'
import * as Sessions from '../sessions'
import { spend } from '../spent'
import type { SessionRow } from '../table'
import { discovered, TOLERANCE } from './discover'
import { providerFetch } from './fetch'
import { issuerOf, type Provider, providers } from './providers'

const MOST_BYTES = 32_768
/** How old a word may be. */
const OLDEST = 5 * MINUTE
const EVENT = 'http://schemas.openid.net/event/backchannel-logout'
const ALGORITHMS = 'RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA Ed25519'.split(' ')

/** What a token of this kind says; one with a nonce is an ID token in disguise. */
const Said = z.object({
  iss: z.string(),
  iat: z.number(),
  jti: z.string().min(1).max(512),
  events: z.object({ [EVENT]: z.looseObject({}) }),
  nonce: z.undefined().optional(),
  sub: z.string().max(255).optional(),
  sid: z.string().max(512).optional(),
})
type Said = z.infer<typeof Said>

/**
 * Ends the sessions a `logout_token` is about. Throws 400 for a token that does not hold; what can
 * be seen from its text alone is looked at before the provider is asked for anything.
 */
export async function signedOutThere(house: House, request: Request): Promise<Response> {
  const token = await tokenIn(request)
  const provider = await claimedBy(house, token)
  const said = await verified(house, provider, token)
  const name = `logout ${said.iss} ${said.jti}`
  const until = said.iat * 1000 + OLDEST + TOLERANCE * 1000
  if (!(await spend(house.db, name, until))) throw refused('was used before')
  const ended = await end(house, provider, said)
  tell(house, request, provider, ended)
  return new Response(null, { headers: { 'cache-control': 'no-store' } })
}

const refused = (why: string): Refusal =>
  new Refusal(400, `The logout token ${why}.`, { 'cache-control': 'no-store' })

async function tokenIn(request: Request): Promise<string> {
  const type = request.headers.get('content-type') ?? ''
  const form = /^application\/x-www-form-urlencoded\b/i.test(type)
  const text = form ? new TextDecoder().decode(await readBytes(request, MOST_BYTES)) : ''
  const token = new URLSearchParams(text).get('logout_token') ?? ''
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return token
  throw refused('is missing or is none')
}

/** The provider in whose name the token comes, unproven; from its text and our settings alone. */
async function claimedBy(house: House, token: string): Promise<Provider> {
  const { decodeJwt, decodeProtectedHeader } = await import('jose')
  const parse = () => ({ header: decodeProtectedHeader(token), claims: decodeJwt(token) })
  const { header, claims } = await Promise.try(parse).catch(() => {
    throw refused('cannot be read')
  })
  if (header.typ !== 'logout+jwt' || !ALGORITHMS.includes(header.alg ?? '')) {
    throw refused('is of another kind')
  }
  const provider = providers(house).find(one => isFrom(one, claims))
  if (!provider) throw refused('is of nobody known, or for somebody else')
  return provider
}

const isFrom = (provider: Provider, { iss, aud }: JWTPayload): boolean =>
  issuerOf(provider) === iss?.replace(/\/+$/, '') && [aud].flat().includes(provider.client_id)

async function verified(house: House, provider: Provider, token: string): Promise<Said> {
  const { jwtVerify } = await import('jose')
  const configuration = await discovered(house, provider).catch(away)
  const { issuer, jwks_uri } = configuration.serverMetadata()
  if (!jwks_uri) throw refused('cannot be checked, for its provider publishes no keys')
  const key = await keysAt(house)(jwks_uri)
  const { payload } = await jwtVerify(token, key, {
    algorithms: ALGORITHMS,
    typ: 'logout+jwt',
    issuer,
    audience: provider.client_id,
    clockTolerance: TOLERANCE,
    maxTokenAge: OLDEST / 1000,
  }).catch(error => {
    throw error instanceof Refusal ? error : refused('does not hold')
  })
  const said = Said.safeParse(payload)
  if (!said.success || (!said.data.sub && !said.data.sid)) throw refused('says nothing of a logout')
  return said.data
}

/** The provider may say it again. */
function away(): never {
  throw new Refusal(503, 'The provider does not answer.', { 'retry-after': '5' })
}

const REMEMBERED = 20

/** Keys are remembered, and asked for again at most twice a minute, whatever key a token names. */
const keysAt = perObject((house: House) => {
  const known = new Recent<string, JWTVerifyGetKey>(REMEMBERED)
  return async (url: string): Promise<JWTVerifyGetKey> => {
    const { createRemoteJWKSet, customFetch } = await import('jose')
    const held = known.get(url)
    if (held) return held
    const call = providerFetch(house)
    const keys = createRemoteJWKSet(new URL(url), {
      timeoutDuration: house.config.get('oauth.timeout') * 1000,
      [customFetch]: async (address: string, options: RequestInit) => {
        const answer = await call(address, options).catch(away)
        return answer.ok ? answer : away()
      },
    })
    known.set(url, keys)
    return keys
  }
})

/** A session the provider names, else all that came from it for that person. */
async function end({ db }: House, { key }: Provider, said: Said): Promise<SessionRow[]> {
  if (said.sid) return Sessions.endFrom(db, key, { sid: said.sid })
  const who = { provider: key, issuer: said.iss, subject: said.sub ?? '' }
  const identity = await Identities.find(db, who)
  return identity ? Sessions.endFrom(db, key, { account_id: identity.account_id }) : []
}

function tell(house: House, request: Request, { key }: Provider, ended: SessionRow[]): void {
  for (const [user_id, sessions] of Map.groupBy(ended, ({ account_id }) => account_id)) {
    const session_ids = sessions.map(({ id }) => id)
    house.bus.publish(SessionsEnded, { user_id, session_ids })
    const what = { action: 'session.close', outcome: 'done', target: user_id } as const
    happened(house, request, { ...what, detail: `${key}, signed out there` })
  }
}
