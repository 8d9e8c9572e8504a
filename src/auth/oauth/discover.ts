// What a provider says of itself: asked once, remembered for an hour, asked by one at a time.
import type { ClientAuth, Configuration, CustomFetch } from 'openid-client'
import type { House } from '../../config/house'
import { perObject } from '../../utils/once'
import { Recent } from '../../utils/recent'
import { HOUR } from '../../utils/time'
import { providerFetch } from './fetch'
import { documentOf, issuerOf, type Provider } from './providers'

/** Loaded on use: many houses never sign in so. */
export const library = () => import('openid-client')
type Library = Awaited<ReturnType<typeof library>>

/** Seconds that clocks may differ. */
export const TOLERANCE = 60

const REMEMBERED = 20
/** Seconds that the library waits longer than our own way out, which knows better what went wrong. */
const SLACK = 5
/** After a failure nobody asks again for this long: a crowd at the door must not knock it down. */
const PAUSE_MS = 2000

interface Known {
  configuration: Promise<Configuration>
  until: number
}

const known = perObject((_house: House) => new Recent<string, Known>(REMEMBERED))

/** The provider with all that is needed to speak with it. Throws what the way there throws. */
export function discovered(house: House, provider: Provider): Promise<Configuration> {
  const key = JSON.stringify([provider, house.config.get('oauth.timeout')])
  const held = known(house).get(key)
  if (held && held.until > Date.now()) return held.configuration
  const entry = { configuration: discover(house, provider), until: Date.now() + HOUR }
  known(house).set(key, entry)
  entry.configuration.catch(() => {
    entry.until = Date.now() + PAUSE_MS
  })
  return entry.configuration
}

/** Asks now, whatever is remembered. Throws `WrongIssuer`, or what the way there throws. */
export async function discover(house: House, provider: Provider): Promise<Configuration> {
  const client = await library()
  const timeout = house.config.get('oauth.timeout') + SLACK
  const fetched = fetchFor(house)
  if (provider.key === 'github') {
    const configuration = gitHub(client, provider)
    configuration.timeout = timeout
    configuration[client.customFetch] = fetched
    return configuration
  }
  const address = new URL(provider.address)
  const configuration = await client.discovery(
    // The library knows that Microsoft's description names no single issuer.
    provider.key === 'microsoft' ? address : documentOf(provider),
    provider.client_id,
    { [client.clockTolerance]: TOLERANCE },
    secretIn(client, provider.client_secret),
    { timeout, [client.customFetch]: fetched, execute: extensions(client, address) },
  )
  if (provider.key !== 'microsoft') checkIssuer(provider, configuration.serverMetadata().issuer)
  return configuration
}

/** The library sends forms, or nothing. */
function fetchFor(house: House): CustomFetch {
  const call = providerFetch(house)
  return (url, { method, headers, body, signal }) =>
    call(url, {
      method,
      headers,
      body: body instanceof URLSearchParams ? body : null,
      signal: signal ?? null,
    })
}

/**
 * Signatures of ID tokens are checked although they come over TLS, so that none is accepted that
 * anybody but the provider could make. Without TLS only where the admin's own address has none.
 */
const extensions = (client: Library, address: URL) =>
  address.protocol === 'http:'
    ? [client.enableNonRepudiationChecks, client.allowInsecureRequests]
    : [client.enableNonRepudiationChecks]

/** A description that stands at one issuer's address and speaks for another. */
export class WrongIssuer extends Error {
  override name = 'WrongIssuer'
  readonly issuer: string

  constructor(issuer: string) {
    super('The description is that of another issuer')
    this.issuer = issuer
  }
}

function checkIssuer(provider: Provider, issuer: string): void {
  const good =
    URL.canParse(issuer) && new URL(issuer).href.replace(/\/+$/, '') === issuerOf(provider)
  if (!good) throw new WrongIssuer(issuer)
}

/** In the header unless the provider takes it in the body alone. */
const secretIn =
  (client: Library, secret: string): ClientAuth =>
  (server, me, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported
    const inHeader = !methods || methods.includes('client_secret_basic')
    const put = inHeader ? client.ClientSecretBasic(secret) : client.ClientSecretPost(secret)
    return put(server, me, body, headers)
  }

/** GitHub speaks OAuth without a description of itself. */
function gitHub(client: Library, { address, client_id, client_secret }: Provider): Configuration {
  const configuration = new client.Configuration(
    {
      issuer: address,
      authorization_endpoint: `${address}/login/oauth/authorize`,
      token_endpoint: `${address}/login/oauth/access_token`,
    },
    client_id,
    {},
    client.ClientSecretPost(client_secret),
  )
  if (address.startsWith('http:')) client.allowInsecureRequests(configuration)
  return configuration
}
