// Against a real OpenID provider: in, out, and what it says there.
import { expect, test } from 'bun:test'
import { openStage } from '../oidc/real'
import { Visitor } from '../oidc/visitor'

/** Signs in at the provider's own pages, agrees, and comes back as far as our answer. */
async function signInAs(visitor: Visitor, login: string) {
  let page = await visitor.open('/oauth/oidc/login')
  for (let steps = 0; steps < 12; steps++) {
    const form = /action="([^"]+)"[\s\S]*?name="prompt" value="(\w+)"/.exec(page.body)
    if (form)
      page = await visitor.send(form[1] ?? '', { prompt: form[2] ?? '', login, password: 'x' })
    else if (page.to.startsWith(`${visitor.url}/oauth/`)) return visitor.open(page.to)
    else page = await visitor.open(page.to)
  }
  throw new Error(`The provider does not come to an end: ${page.status} ${page.body}`)
}

test('somebody signs up through a real provider and is known again', async () => {
  await using stage = await openStage()
  const visitor = new Visitor(stage.app.url)
  const page = await signInAs(visitor, 'ada')
  expect(page.to).toStartWith(`${stage.app.url}/auth#token=`)
  const me = await visitor.me()
  expect(me).toMatchObject({ email: 'ada@example.org', name: 'Ada Lovelace', role: 'admin' })
  const elsewhere = new Visitor(stage.app.url)
  await signInAs(elsewhere, 'ada')
  expect((await elsewhere.me()).id).toBe(me.id)
})

test('roles and groups that change there act here at the next sign-in', async () => {
  await using stage = await openStage({
    env: { ENABLE_OAUTH_ROLE_MANAGEMENT: 'true', ENABLE_OAUTH_GROUP_MANAGEMENT: 'true' },
  })
  const admin = await stage.app.admin()
  await admin.post('/api/v1/groups/create', { name: 'Editors', description: '' })
  const grace = { name: 'Grace', email: 'grace@example.org', email_verified: true }
  const comesIn = async (more: object) => {
    stage.people.set('grace', { ...grace, ...more })
    const visitor = new Visitor(stage.app.url)
    await signInAs(visitor, 'grace')
    const me = await visitor.me()
    const { body } = await me.get('/api/v1/groups/')
    return { me, role: me.role, groups: me.role === 'pending' ? [] : body.map(nameOf) }
  }
  const nameOf = ({ name }: { name: string }) => name
  const first = await comesIn({ roles: ['admin'], groups: ['Editors'] })
  expect(first).toMatchObject({ role: 'admin', groups: ['Editors'] })
  expect(await comesIn({ roles: ['user'], groups: [] })).toMatchObject({ role: 'user', groups: [] })
  expect((await first.me.get('/api/v1/auths/')).status).toBe(401)
  expect((await comesIn({})).role).toBe('pending')
})

test('signing out at the provider ends the session here at once', async () => {
  await using stage = await openStage()
  const visitor = new Visitor(stage.app.url)
  await signInAs(visitor, 'ada')
  const elsewhere = new Visitor(stage.app.url)
  await signInAs(elsewhere, 'ada')
  const [me, other] = [await visitor.me(), await elsewhere.me()]
  const page = await visitor.open(`${stage.url}/session/end`)
  const [, address = ''] = /action="([^"]+)"/.exec(page.body) ?? []
  const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(page.body) ?? []
  await visitor.send(address, { xsrf, logout: 'yes' })
  expect((await me.get('/api/v1/auths/')).status).toBe(401)
  expect((await other.get('/api/v1/auths/')).status).toBe(200)
})

test('whoever changes his mind at the provider is told so, and has no account', async () => {
  await using stage = await openStage()
  const visitor = new Visitor(stage.app.url)
  let page = await visitor.open('/oauth/oidc/login')
  page = await visitor.open((await visitor.open(page.to)).to)
  const [, abort = ''] = /href="([^"]+\/abort)"/.exec(page.body) ?? []
  page = await visitor.open((await visitor.open((await visitor.open(abort)).to)).to)
  expect(page.to).toBe(`${stage.app.url}/auth?error=denied`)
  expect((await stage.app.nobody.get('/api/config')).body.onboarding).toBe(true)
})
