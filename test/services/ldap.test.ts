// Signing in through a real directory: OpenLDAP's slapd, encrypted and not.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type App, openApp } from '../app'
import { settingsFor } from '../directory/house'
import { addGroup, addPerson, openSlapd, type Slapd } from '../directory/slapd'

let slapd: Slapd

beforeAll(async () => {
  slapd = await openSlapd()
}, 30_000)
afterAll(() => slapd?.[Symbol.asyncDispose]())

const open = (env: Record<string, string> = {}): Promise<App> =>
  openApp({ env: { ...settingsFor(slapd.port), LDAP_TIMEOUT: '10', ...env } })

const signIn = (app: App, user: string, password = `${user}'s own`) =>
  app.nobody.post('/api/v1/auths/ldap', { user, password })

const TLS = { LDAP_USE_TLS: 'true' }

test('people sign in in clear, with StartTLS and with TLS', async () => {
  await addPerson(slapd.admin, 'grace', { mail: 'Grace@Example.org' })
  const port = String(slapd.port)
  const secure = { ...TLS, LDAP_SERVER_PORT: String(slapd.securePort), LDAP_TLS_MODE: 'auto' }
  for (const env of [{}, { ...TLS, LDAP_TLS_MODE: 'starttls', LDAP_SERVER_PORT: port }, secure]) {
    await using app = await open(env)
    expect((await signIn(app, 'GRACE', "grace's own")).body).toMatchObject({
      email: 'grace@example.org',
      name: 'grace',
      role: 'admin',
    })
    expect((await signIn(app, 'grace', 'guessed')).status).toBe(400)
    expect((await signIn(app, 'grace', '')).status).toBe(400)
    expect((await signIn(app, 'nobody', 'guessed')).status).toBe(400)
  }
})

test('a certificate is checked for the host that was named, and for who gave it', async () => {
  const env = { ...TLS, LDAP_SERVER_PORT: String(slapd.securePort), LDAP_TLS_MODE: 'tls' }
  await using byAddress = await open({ ...env, LDAP_SERVER_HOST: '127.0.0.1' })
  expect((await signIn(byAddress, 'grace')).status).toBe(200)
  await using byStranger = await open({ ...env, LDAP_CA_CERT_FILE: '' })
  expect((await signIn(byStranger, 'grace')).status).toBe(400)
})

test('signs that mean something in a filter or in a name are part of the user name', async () => {
  const odd = ['o(b)r*', 'back\\slash', 'comma, too', 'jörg', '#hash +plus']
  for (const uid of odd) await addPerson(slapd.admin, uid, { mail: `${odd.indexOf(uid)}@x.org` })
  await using app = await open()
  for (const uid of odd) {
    expect([uid, (await signIn(app, uid)).body.email]).toEqual([uid, `${odd.indexOf(uid)}@x.org`])
  }
  for (const uid of ['o*', '*', 'o(b)r', 'jorg']) {
    expect([uid, (await signIn(app, uid, "o(b)r*'s own")).status]).toEqual([uid, 400])
  }
})

test('somebody who is renamed and moved stays the same person', async () => {
  const dn = await addPerson(slapd.admin, 'margaret')
  await using app = await open()
  const { id } = (await signIn(app, 'margaret')).body
  await slapd.admin.modifyDN(dn, 'cn=Margaret H.,ou=groups,dc=example,dc=org')
  await using gone = await open()
  expect((await signIn(gone, 'margaret')).status).toBe(400)
  await slapd.admin.modifyDN(
    'cn=Margaret H.,ou=groups,dc=example,dc=org',
    'cn=Margaret Hamilton,ou=people,dc=example,dc=org',
  )
  expect((await signIn(app, 'margaret')).body.id).toBe(id)
})

test('two people of one user name do not come in', async () => {
  await addPerson(slapd.admin, 'one', { uid: ['one', 'twin'], userPassword: 'same' })
  await addPerson(slapd.admin, 'two', { uid: ['two', 'twin'], userPassword: 'same' })
  await using app = await open()
  expect((await signIn(app, 'twin', 'same')).status).toBe(400)
  expect((await signIn(app, 'one', 'same')).status).toBe(200)
})

test('groups follow memberOf, or the members that are written in the groups', async () => {
  const linus = await addPerson(slapd.admin, 'linus')
  await addGroup(slapd.admin, 'Editors', [linus])
  await addGroup(slapd.admin, 'Sea, air', [linus])
  const GROUPS = { ENABLE_LDAP_GROUP_MANAGEMENT: 'true' }
  const SEARCH = { ...GROUPS, LDAP_GROUP_SEARCH_BASE: 'ou=groups,dc=example,dc=org' }
  for (const env of [GROUPS, SEARCH]) {
    await using app = await open(env)
    const admin = await app.admin()
    for (const name of ['Editors', 'Sea, air', 'Readers']) {
      await admin.post('/api/v1/groups/create', { name, description: '' })
    }
    const { id } = (await signIn(app, 'linus')).body
    const { body } = await admin.get('/api/v1/groups/')
    const joined = body.filter(({ user_ids }: { user_ids: string[] }) => user_ids.includes(id))
    expect(joined.map(({ name }: { name: string }) => name).sort()).toEqual(['Editors', 'Sea, air'])
  }
})

test('a referral to another directory is not followed', async () => {
  await slapd.admin.add('ou=elsewhere,ou=people,dc=example,dc=org', {
    objectClass: ['referral', 'extensibleObject'],
    ou: 'elsewhere',
    ref: 'ldap://127.0.0.1:9/ou=people,dc=example,dc=org',
  })
  await using app = await open()
  expect((await signIn(app, 'grace')).status).toBe(200)
  await using there = await open({ LDAP_SEARCH_BASE: 'ou=elsewhere,ou=people,dc=example,dc=org' })
  expect((await signIn(there, 'grace')).status).toBe(400)
})

test('an admin tries a name and reads what would be taken over', async () => {
  await using app = await open()
  const tried = await (await app.admin()).post('/api/v1/auths/admin/ldap/try', { user: 'grace' })
  expect(tried.body).toMatchObject({
    dn: 'cn=grace,ou=people,dc=example,dc=org',
    subject: expect.stringMatching(/^[0-9a-f-]{36}$/),
    email: 'Grace@Example.org',
    name: 'grace',
  })
})

test('a directory that stops is said to be away', async () => {
  await using own = await openSlapd()
  await addPerson(own.admin, 'grace')
  await using app = await open({ LDAP_SERVER_PORT: String(own.port) })
  expect((await signIn(app, 'grace')).status).toBe(200)
  await own.stop()
  const away = await signIn(app, 'grace')
  expect([away.status, away.body.detail]).toEqual([400, expect.stringContaining('does not answer')])
})
