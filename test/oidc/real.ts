// A real OpenID provider (`oidc-provider`), run in the test, with Hearth before it and people who sign in there.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair } from 'jose'
import { type App, type Options, openApp } from '../app'

type Claims = Record<string, unknown>

export interface Stage extends AsyncDisposable {
  app: App
  /** The provider's address. */
  url: string
  /** What it says of everybody, by the name that they sign in with there. */
  people: Map<string, Claims>
}

export const CLIENT = {
  client_id: 'hearth',
  client_secret: 'the-secret-of-hearth+and/its=provider',
}

export const ada: Claims = {
  name: 'Ada Lovelace',
  email: 'ada@example.org',
  email_verified: true,
  roles: ['admin'],
}

const grace: Claims = { name: 'Grace Hopper', email: 'grace@example.org', email_verified: true }

/** Opens both. Each has to know the other's address, so the provider is made last. */
export async function openStage(options: Options = {}): Promise<Stage> {
  await using stack = new AsyncDisposableStack()
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  stack.defer(() => close(server))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const env = {
    OAUTH_CLIENT_ID: CLIENT.client_id,
    OAUTH_CLIENT_SECRET: CLIENT.client_secret,
    OPENID_PROVIDER_URL: `${url}/.well-known/openid-configuration`,
    OAUTH_PROVIDER_NAME: 'The library',
    ENABLE_OAUTH_SIGNUP: 'true',
  }
  const app = stack.use(await openApp({ ...options, env: { ...env, ...options.env } }))
  const people = new Map([
    ['ada', ada],
    ['grace', grace],
  ])
  server.on('request', await provider(url, app.url, people))
  const all = stack.move()
  return { app, url, people, [Symbol.asyncDispose]: () => all.disposeAsync() }
}

async function provider(url: string, home: string, people: Map<string, Claims>) {
  const { Provider } = await import('oidc-provider')
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const made = new Provider(url, {
    clients: [
      {
        ...CLIENT,
        redirect_uris: [`${home}/oauth/oidc/callback`],
        post_logout_redirect_uris: [`${home}/auth`],
        backchannel_logout_uri: `${home}/oauth/backchannel-logout`,
        backchannel_logout_session_required: true,
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: 'one', alg: 'RS256', use: 'sig' }] },
    cookies: { keys: ['a key for the cookies of a test'] },
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      profile: ['name', 'picture', 'roles', 'groups'],
    },
    features: { backchannelLogout: { enabled: true } },
    findAccount: (_, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, ...people.get(id) }),
    }),
  })
  return made.callback()
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise(resolve => server.close(resolve))
}
