// The way to a provider: an address to send the browser to, and the cookie that knows it again.
import type { House } from '../../config/house'
import { originOf } from '../address'
import { keep } from './attempt'
import { discovered, library } from './discover'
import type { Provider } from './providers'

export interface Departure {
  /** Where the browser goes. */
  url: string
  /** Value for `set-cookie`. */
  cookie: string
}

/** Where a provider is told to send people back to. */
export const redirectUri = (house: House, request: Request, provider: Provider): string =>
  provider.redirect_uri || `${originOf(request, house.env)}/oauth/${provider.key}/callback`

/** Sets out for a sign-in, or to link an identity to the account of a session. Throws `unreachable`. */
export async function begin(
  house: House,
  request: Request,
  provider: Provider,
  session_id: string | null = null,
): Promise<Departure> {
  const client = await library()
  const configuration = await discovered(house, provider)
  const state = client.randomState()
  const nonce = client.randomNonce()
  const verifier = client.randomPKCECodeVerifier()
  const redirect_uri = redirectUri(house, request, provider)
  const url = client.buildAuthorizationUrl(configuration, {
    redirect_uri,
    scope: provider.scope,
    state,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(provider.key !== 'github' && { nonce }),
  })
  const attempt = { provider: provider.key, state, nonce, verifier, redirect_uri, session_id }
  return { url: url.href, cookie: keep(house, request, attempt) }
}
