// An OpenID provider that says whatever a test wants it to: honest unless told otherwise.
import { exportJWK, generateKeyPair, SignJWT } from 'jose'

export const CLIENT = 'hearth'
export const SECRET = 'the secret that Hearth and its provider share'

type Claims = Record<string, unknown>

/** What the provider does instead of the honest thing. All of it may be changed while it runs. */
export interface Script {
  /** Laid over the claims of the ID token; `undefined` removes one. */
  claims: Claims
  /** What userinfo says; absent is the same as the ID token. */
  userinfo?: Claims
  /** Signs the ID token in another way. */
  sign?: (claims: Claims) => string | Promise<string>
  /** Laid over the description. */
  metadata: Claims
  /** Takes a request out of the honest hands. */
  answer?: (path: string, request: Request) => Response | Promise<Response> | undefined
}

export interface Issuer extends AsyncDisposable {
  url: string
  script: Script
  /** Every path that was asked for. */
  asked: string[]
  /** Connects Hearth with it; sign-up through it is on. */
  env: Record<string, string>
  /** Signs any claims with its own key. */
  sign(claims: Claims, header?: Claims): Promise<string>
}

const keys = generateKeyPair('RS256', { extractable: true })
const KID = 'one'

export const ada: Claims = {
  sub: 'ada-1',
  email: 'ada@example.org',
  email_verified: true,
  name: 'Ada',
}

const seconds = (): number => Math.floor(Date.now() / 1000)

export async function openIssuer(person: Claims = ada): Promise<Issuer> {
  const script: Script = { claims: person, metadata: {} }
  const asked: string[] = []
  const grants = new Map<string, { nonce: string | null; challenge: string }>()
  const server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    async fetch(request) {
      const path = new URL(request.url).pathname
      asked.push(path)
      return (await script.answer?.(path, request)) ?? honest(path, request)
    },
  })
  const url = `http://127.0.0.1:${server.port}`
  const sign = async (claims: Claims, header: Claims = {}) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: KID, ...header })
      .sign((await keys).privateKey)

  const honest = async (path: string, request: Request): Promise<Response> => {
    if (path === '/.well-known/openid-configuration') return Response.json(description())
    if (path === '/jwks') return Response.json({ keys: [await publicKey()] })
    if (path === '/authorize') return authorize(new URL(request.url).searchParams)
    if (path === '/token') return token(new URLSearchParams(await request.text()), request)
    if (path === '/userinfo') return Response.json(script.userinfo ?? script.claims)
    return new Response('not here', { status: 404 })
  }
  const description = () => ({
    issuer: url,
    authorization_endpoint: `${url}/authorize`,
    token_endpoint: `${url}/token`,
    userinfo_endpoint: `${url}/userinfo`,
    jwks_uri: `${url}/jwks`,
    end_session_endpoint: `${url}/end`,
    response_types_supported: ['code'],
    id_token_signing_alg_values_supported: ['RS256'],
    ...script.metadata,
  })
  const publicKey = async () => ({
    ...(await exportJWK((await keys).publicKey)),
    kid: KID,
    alg: 'RS256',
  })
  const authorize = (query: URLSearchParams) => {
    const code = crypto.randomUUID()
    grants.set(code, {
      nonce: query.get('nonce'),
      challenge: query.get('code_challenge') ?? '',
    })
    const back = new URL(query.get('redirect_uri') ?? '')
    back.search = String(new URLSearchParams({ code, state: query.get('state') ?? '' }))
    return Response.redirect(back.href, 302)
  }
  const token = async (form: URLSearchParams, request: Request) => {
    const grant = grants.get(form.get('code') ?? '')
    const verifier = new Bun.CryptoHasher('sha256').update(form.get('code_verifier') ?? '')
    const basic = `Basic ${btoa(`${CLIENT}:${encodeURIComponent(SECRET).replaceAll('%20', '+')}`)}`
    const good =
      grant?.challenge === verifier.digest('base64url') &&
      request.headers.get('authorization') === basic
    if (!grant || !good) return Response.json({ error: 'invalid_grant' }, { status: 400 })
    grants.delete(form.get('code') ?? '')
    const claims = {
      iss: url,
      aud: CLIENT,
      iat: seconds(),
      exp: seconds() + 300,
      ...(grant.nonce && { nonce: grant.nonce }),
      ...script.claims,
    }
    const id_token = await (script.sign ?? sign)(claims)
    return Response.json({ access_token: 'of-userinfo', token_type: 'Bearer', id_token })
  }

  return {
    url,
    script,
    asked,
    sign,
    env: {
      OAUTH_CLIENT_ID: CLIENT,
      OAUTH_CLIENT_SECRET: SECRET,
      OPENID_PROVIDER_URL: `${url}/.well-known/openid-configuration`,
      ENABLE_OAUTH_SIGNUP: 'true',
      OAUTH_TIMEOUT: '2',
    },
    [Symbol.asyncDispose]: () => server.stop(true),
  }
}
