// GitHub, which speaks plain OAuth: the account by its number, the address that is primary and verified.
import { expect, test } from 'bun:test'
import { openApp } from '../../app'
import { Visitor } from '../../oidc/visitor'

interface Email {
  email: string
  primary: boolean
  verified: boolean
}

interface World {
  user: unknown
  emails: unknown
  /** Status of the API. */
  status: number
  token: object
}

const own: Email = { email: 'Octo@example.org', primary: true, verified: true }

/** GitHub as an enterprise runs it, at an address of its own. */
function gitHub() {
  const world: World = {
    user: { id: 583231, login: 'octo', name: 'Octo Cat', avatar_url: null },
    emails: [{ ...own, email: 'old@example.org', primary: false }, own],
    status: 200,
    token: { access_token: 'gho_token', token_type: 'bearer', scope: 'user:email' },
  }
  const seen: { path: string; authorization: string | null; form: string }[] = []
  const answer = async (request: Request): Promise<Response> => {
    const { pathname: path, searchParams } = new URL(request.url)
    const authorization = request.headers.get('authorization')
    seen.push({ path, authorization, form: await request.text() })
    if (path === '/login/oauth/authorize') {
      const back = new URL(searchParams.get('redirect_uri') ?? '')
      back.search = `code=abc&state=${searchParams.get('state')}`
      return Response.redirect(back.href)
    }
    if (path === '/login/oauth/access_token') return Response.json(world.token)
    const body = path === '/api/v3/user' ? world.user : world.emails
    return Response.json(body, { status: world.status })
  }
  const server = Bun.serve({ port: 0, hostname: '127.0.0.1', fetch: answer })
  return {
    world,
    seen,
    env: {
      GITHUB_CLIENT_ID: 'app',
      GITHUB_CLIENT_SECRET: 'secret',
      GITHUB_URL: `http://127.0.0.1:${server.port}/`,
      ENABLE_OAUTH_SIGNUP: 'true',
    },
    [Symbol.asyncDispose]: () => server.stop(true),
  }
}

test('somebody signs in through GitHub and stays the same when the address changes', async () => {
  await using there = gitHub()
  await using app = await openApp({ env: there.env })
  expect((await app.nobody.get('/api/config')).body.oauth.providers).toEqual({ github: 'github' })
  const visitor = new Visitor(app.url)
  const page = await visitor.open('/oauth/github/login')
  const query = new URL(page.to).searchParams
  expect(query.get('scope')).toBe('user:email')
  expect(query.get('code_challenge_method')).toBe('S256')
  await visitor.signIn('github')
  const me = await visitor.me()
  expect(me).toMatchObject({ email: 'octo@example.org', name: 'Octo Cat', role: 'admin' })
  there.world.emails = [{ ...own, email: 'new@example.org' }]
  const again = new Visitor(app.url)
  await again.signIn('github')
  expect((await again.me()).id).toBe(me.id)
  const token = there.seen.find(({ path }) => path === '/login/oauth/access_token')
  expect(token?.form).toContain('client_secret=secret')
  expect(token?.form).toContain('code_verifier=')
  const asked = there.seen.find(({ path }) => path === '/api/v3/user')
  expect(asked?.authorization).toBe('Bearer gho_token')
})

test('without an address that is primary and verified nobody comes in', async () => {
  await using there = gitHub()
  await using app = await openApp({ env: there.env })
  for (const emails of [[], [{ ...own, verified: false }], [{ ...own, primary: false }]]) {
    there.world.emails = emails
    expect((await new Visitor(app.url).signIn('github')).error).toBe('email')
  }
  expect((await app.nobody.get('/api/config')).body.onboarding).toBe(true)
})

test('an API that fails or says what it should not lets nobody in', async () => {
  await using there = gitHub()
  await using app = await openApp({ env: there.env })
  const error = async (change: Partial<World>) => {
    const before = { ...there.world }
    Object.assign(there.world, change)
    const page = await new Visitor(app.url).signIn('github')
    Object.assign(there.world, before)
    return page.error
  }
  expect(await error({ status: 401 })).toBe('refused')
  expect(await error({ status: 502 })).toBe('unreachable')
  expect(await error({ user: { login: 'octo' } })).toBe('refused')
  expect(await error({ user: { id: '%', login: 'octo' } })).toBe('refused')
  expect(await error({ emails: { message: 'no' } })).toBe('refused')
  expect(await error({ token: { error: 'bad_verification_code' } })).toBe('refused')
  expect((await app.nobody.get('/api/config')).body.onboarding).toBe(true)
})
