// Roles and groups that a provider decides on, at every sign-in and at once.
import { expect, test } from 'bun:test'
import { openApp } from '../../app'
import { openIssuer } from '../../oidc/issuer'
import { Visitor } from '../../oidc/visitor'
import { enter } from '../socket/visit'

const grace = { sub: 'grace-1', email: 'grace@example.org', name: 'Grace' }

const ROLES = { ENABLE_OAUTH_ROLE_MANAGEMENT: 'true' }

test('roles come as lists and as texts, from plain claims, deep ones, and ones with dots in their names', async () => {
  await using issuer = await openIssuer(grace)
  const forms: [claim: string, claims: object, role: string][] = [
    ['roles', { roles: ['other', 'user'] }, 'user'],
    ['roles', { roles: 'other, admin' }, 'admin'],
    ['roles', { roles: 'user' }, 'user'],
    ['roles', { roles: ['users'] }, 'pending'],
    ['roles', { roles: [{ name: 'admin' }, 1, null] }, 'pending'],
    ['roles', { roles: { admin: true } }, 'pending'],
    ['roles', {}, 'pending'],
    ['realm_access.roles', { realm_access: { roles: ['admin'] } }, 'admin'],
    ['https://example.org/roles', { 'https://example.org/roles': ['user'] }, 'user'],
    ['constructor.name', {}, 'pending'],
  ]
  for (const [claim, claims, role] of forms) {
    await using app = await openApp({
      env: { ...issuer.env, ...ROLES, OAUTH_ROLES_CLAIM: claim },
    })
    await app.admin()
    issuer.script.claims = { ...grace, ...claims }
    const visitor = new Visitor(app.url)
    await visitor.signIn()
    expect((await visitor.me()).role).toBe(role)
  }
})

test('other names of roles can be made to count', async () => {
  await using issuer = await openIssuer(grace)
  await using app = await openApp({
    env: {
      ...issuer.env,
      ...ROLES,
      OAUTH_ALLOWED_ROLES: 'staff,students',
      OAUTH_ADMIN_ROLES: 'operators',
    },
  })
  await app.admin()
  const roleWith = async (roles: string[]) => {
    issuer.script.claims = { ...grace, roles }
    const visitor = new Visitor(app.url)
    await visitor.signIn()
    return (await visitor.me()).role
  }
  expect(await roleWith(['students'])).toBe('user')
  expect(await roleWith(['user', 'admin'])).toBe('pending')
  expect(await roleWith(['staff', 'operators'])).toBe('admin')
})

test('CVE-2026-44553, CVE-2026-87014: a role that is taken away there ends sessions and sockets here', async () => {
  await using issuer = await openIssuer({ ...grace, roles: ['admin'] })
  await using app = await openApp({ env: { ...issuer.env, ...ROLES } })
  await app.admin()
  const visitor = new Visitor(app.url)
  await visitor.signIn()
  const before = await visitor.me()
  expect((await before.get('/api/v1/users/')).status).toBe(200)
  using page = await enter(app.url, before.token)
  issuer.script.claims = { ...grace, roles: ['user'] }
  const elsewhere = new Visitor(app.url)
  await elsewhere.signIn()
  expect(await elsewhere.me()).toMatchObject({ id: before.id, role: 'user' })
  await page.closed
  expect((await before.get('/api/v1/auths/')).status).toBe(401)
})

test('CVE-2026-109283: userinfo names roles where the ID token does not, and never instead of it', async () => {
  await using issuer = await openIssuer(grace)
  await using app = await openApp({ env: { ...issuer.env, ...ROLES } })
  await app.admin()
  issuer.script.userinfo = { ...grace, roles: ['user'] }
  const visitor = new Visitor(app.url)
  await visitor.signIn()
  expect((await visitor.me()).role).toBe('user')
  issuer.script.claims = { ...grace, roles: ['admin'] }
  await visitor.signIn()
  expect((await visitor.me()).role).toBe('admin')
})

test('the first account stays admin, whatever its provider says', async () => {
  await using issuer = await openIssuer({ ...grace, roles: [] })
  await using app = await openApp({ env: { ...issuer.env, ...ROLES } })
  const visitor = new Visitor(app.url)
  await visitor.signIn()
  await visitor.signIn()
  expect((await visitor.me()).role).toBe('admin')
})

test('roles in the claims are nothing unless the provider is to decide', async () => {
  await using issuer = await openIssuer({ ...grace, roles: ['admin'], role: 'admin' })
  await using app = await openApp({ env: issuer.env })
  await app.admin()
  const visitor = new Visitor(app.url)
  await visitor.signIn()
  expect((await visitor.me()).role).toBe('pending')
})

test('groups of the same name are filled and left as the provider says', async () => {
  await using issuer = await openIssuer({ ...grace, roles: ['user'] })
  await using app = await openApp({
    env: {
      ...issuer.env,
      ...ROLES,
      ENABLE_OAUTH_GROUP_MANAGEMENT: 'true',
      OAUTH_GROUP_CLAIM: 'teams',
    },
  })
  const ada = await app.admin()
  const ids = new Map<string, string>()
  for (const name of ['Editors', 'Readers']) {
    const { body } = await ada.post('/api/v1/groups/create', { name, description: '' })
    ids.set(name, body.id)
  }
  const groupsWith = async (teams: unknown) => {
    issuer.script.claims = { ...grace, roles: ['user'], teams }
    const visitor = new Visitor(app.url)
    await visitor.signIn()
    const { body } = await (await visitor.me()).get('/api/v1/groups/')
    return body.map(({ name }: { name: string }) => name).sort()
  }
  expect(await groupsWith(['Editors', 'Strangers'])).toEqual(['Editors'])
  expect(await groupsWith(undefined)).toEqual(['Editors'])
  expect(await groupsWith('Readers,Editors')).toEqual(['Editors', 'Readers'])
  expect(await groupsWith([])).toEqual([])
  expect((await ada.get('/api/v1/groups/')).body).toHaveLength(2)
})

test('an open session feels a change of groups at once', async () => {
  await using issuer = await openIssuer({ ...grace, roles: ['user'], groups: ['Editors'] })
  await using app = await openApp({
    env: {
      ...issuer.env,
      ...ROLES,
      ENABLE_OAUTH_GROUP_MANAGEMENT: 'true',
      USER_PERMISSIONS_CHAT_DELETE: 'false',
    },
  })
  const ada = await app.admin()
  const { body } = await ada.post('/api/v1/groups/create', { name: 'Editors', description: '' })
  const permissions = { chat: { delete: true } }
  const form = { name: 'Editors', description: '', permissions }
  await ada.post(`/api/v1/groups/id/${body.id}/update`, form)
  const visitor = new Visitor(app.url)
  await visitor.signIn()
  const me = await visitor.me()
  const deletes = async () => (await me.get('/api/v1/users/permissions')).body.chat.delete
  expect(await deletes()).toBe(true)
  issuer.script.claims = { ...grace, roles: ['user'], groups: [] }
  await new Visitor(app.url).signIn()
  expect(await deletes()).toBe(false)
})
