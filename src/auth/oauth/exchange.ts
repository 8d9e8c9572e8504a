// What came back from a provider, turned into what it proves.
import type { Configuration, IDToken } from 'openid-client'
import type { House } from '../../config/house'
import type { Attempt } from './attempt'
import { type Claims, isShort, type Names, type Proof, proofOf } from './claims'
import { discovered, library, TOLERANCE } from './discover'
import { fail } from './failure'
import { gitHubProof } from './github'
import type { Provider } from './providers'

/** Trades the code in a callback's query for a proof. Throws what the way there throws. */
export async function exchange(
  house: House,
  provider: Provider,
  attempt: Attempt,
  query: string,
): Promise<Proof> {
  const client = await library()
  const configuration = await discovered(house, provider)
  const url = new URL(attempt.redirect_uri)
  url.search = query
  const checks = { expectedState: attempt.state, pkceCodeVerifier: attempt.verifier }
  if (provider.key === 'github') {
    const { access_token } = await client.authorizationCodeGrant(configuration, url, checks)
    return gitHubProof(house, provider, access_token)
  }
  const tokens = await client.authorizationCodeGrant(configuration, url, {
    ...checks,
    expectedNonce: attempt.nonce,
    idTokenExpected: true,
  })
  const claims = tokens.claims()
  if (!claims) throw fail('refused')
  checkAge(claims)
  const names = namesOf(house)
  const more = isShort(claims, names)
    ? await userInfo(configuration, tokens.access_token, claims.sub)
    : {}
  return proofOf({ provider: provider.key, issuer: claims.iss }, claims, more, names)
}

/** The library leaves a token from the future alone as long as it has not expired. */
function checkAge({ iat }: IDToken): void {
  if (iat * 1000 > Date.now() + TOLERANCE * 1000) throw fail('refused')
}

function namesOf({ config }: House): Names {
  const get = config.get.bind(config)
  return {
    name: get('oauth.oidc.username_claim'),
    email: get('oauth.oidc.email_claim'),
    picture: get('oauth.oidc.avatar_claim'),
    ...(get('oauth.merge_accounts_by_email') && { verified: 'email_verified' }),
    ...(get('oauth.enable_role_mapping') && { roles: get('oauth.roles_claim') }),
    ...(get('oauth.enable_group_mapping') && { groups: get('oauth.oidc.group_claim') }),
  }
}

/** Where there is none, the ID token has to do. */
async function userInfo(
  configuration: Configuration,
  access_token: string,
  subject: string,
): Promise<Claims> {
  if (!configuration.serverMetadata().userinfo_endpoint) return {}
  const client = await library()
  return client.fetchUserInfo(configuration, access_token, subject)
}
