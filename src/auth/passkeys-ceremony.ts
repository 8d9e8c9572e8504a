// The two ceremonies of WebAuthn: making a passkey and signing with one. Challenges live in tickets.
import { isIP } from 'node:net'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { z } from 'zod'
import type { House } from '../config/house'
import { Refusal } from '../utils/refusal'
import { hosts } from './address'
import type { PasskeyRow } from './passkeys'
import type { UserRow } from './table'

const LONGEST_ID = 1400

/** What a browser answers; its insides are for the library, which trusts none of them. */
export const Response = z.looseObject({
  id: z.string().min(1).max(LONGEST_ID),
  response: z.looseObject({ userHandle: z.string().nullish() }),
})
export type Response = z.infer<typeof Response>

/** The library loads this polyfill before its parts, but in the executable that order is lost. */
async function library() {
  await import('reflect-metadata')
  return import('@simplewebauthn/server')
}

/** Where the page stands, as far as the browser and we agree on it. */
interface Place {
  /** The host that passkeys belong to. */
  id: string
  origin: string
}

/** Throws 400 where passkeys cannot work, saying why. */
function placeOf(house: House, request: Request): Place {
  const { env } = house
  if (!house.config.get('auth.passkeys.enable')) throw refuse('Passkeys are switched off here.')
  const said = request.headers.get('origin')
  if (!said || !URL.canParse(said)) throw refuse('Passkeys work in a browser only.')
  const page = new URL(said)
  if (env.WEBUI_URL && page.host !== new URL(env.WEBUI_URL).host) {
    throw refuse(`Passkeys work at ${env.WEBUI_URL} only.`)
  }
  if (!hosts(request, env).includes(page.host)) throw refuse('Passkeys work on our own pages only.')
  if (isIP(page.hostname.replace(/^\[|\]$/g, ''))) {
    throw refuse('Passkeys need a name for the server: they do not work with a bare address.')
  }
  return { id: page.hostname, origin: page.origin }
}

const refuse = (detail: string, reason = 'passkey-here'): Refusal =>
  new Refusal(400, detail, {}, { reason })

const NO_FIT = 'This passkey does not fit. Try another way to sign in.'

/** What the browser needs to make a passkey for an account; `held` are those it has. */
export async function creation(
  house: House,
  request: Request,
  user: UserRow,
  held: readonly PasskeyRow[],
) {
  const place = placeOf(house, request)
  const { generateRegistrationOptions } = await library()
  return generateRegistrationOptions({
    rpName: house.env.WEBUI_NAME,
    rpID: place.id,
    userName: user.email,
    userDisplayName: user.name,
    userID: Uint8Array.from(Buffer.from(user.id)),
    excludeCredentials: held.map(({ id, transports }) => ({ id, transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

/** The passkey that a browser made. Throws 400 for an answer that does not fit the challenge. */
export async function created(
  house: House,
  request: Request,
  challenge: string,
  response: Response,
): Promise<Pick<PasskeyRow, 'id' | 'public_key' | 'counter' | 'transports'>> {
  const place = placeOf(house, request)
  const { verifyRegistrationResponse } = await library()
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: response as unknown as RegistrationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: place.origin,
    expectedRPID: place.id,
  }).catch(() => ({ verified: false, registrationInfo: undefined }))
  if (!verified || !registrationInfo)
    throw refuse('The passkey could not be made. Try again.', 'passkey-made')
  const { id, publicKey, counter, transports = [] } = registrationInfo.credential
  return { id, public_key: Buffer.from(publicKey).toString('base64url'), counter, transports }
}

/** What the browser needs to sign: with any passkey of ours, or with one of an account. */
export async function signing(house: House, request: Request, among: readonly PasskeyRow[] = []) {
  const place = placeOf(house, request)
  const { generateAuthenticationOptions } = await library()
  return generateAuthenticationOptions({
    rpID: place.id,
    allowCredentials: among.map(({ id, transports }) => ({ id, transports })),
    userVerification: among.length > 0 ? 'preferred' : 'required',
  })
}

/**
 * The authenticator's count of uses, when the response is the passkey's signature under the
 * challenge. `alone`: without a password beside it, and so the person must have been verified.
 * Throws 400.
 */
export async function signed(
  house: House,
  request: Request,
  challenge: string,
  key: PasskeyRow,
  response: Response,
  alone: boolean,
): Promise<number> {
  const place = placeOf(house, request)
  checkOwner(key, response)
  const { verifyAuthenticationResponse } = await library()
  const outcome = await verifyAuthenticationResponse({
    response: response as unknown as AuthenticationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: place.origin,
    expectedRPID: place.id,
    requireUserVerification: alone,
    credential: {
      id: key.id,
      publicKey: Uint8Array.from(Buffer.from(key.public_key, 'base64url')),
      counter: key.counter,
      transports: key.transports,
    },
  }).catch(() => null)
  if (!outcome?.verified) throw misfit()
  return outcome.authenticationInfo.newCounter
}

/** The authenticator says whose the passkey is; it must be whose we think. */
function checkOwner({ account_id }: PasskeyRow, { response }: Response): void {
  if (!response.userHandle) return
  const said = Buffer.from(response.userHandle, 'base64url').toString()
  if (said !== account_id) throw misfit()
}

/** The refusal of a passkey that opens nothing. */
export const misfit = (): Refusal => refuse(NO_FIT, 'passkey')
