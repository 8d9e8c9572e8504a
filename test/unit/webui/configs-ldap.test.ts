// Setting up sign-in through a directory: the contract's forms, and a look at what would be taken over.
import { expect, test } from 'bun:test'
import { openApp } from '../../app'
import { APP, BASE, openLdapHouse, person } from '../../directory/house'

const SERVER = '/api/v1/auths/admin/config/ldap/server'
const TRY = '/api/v1/auths/admin/ldap/try'

const form = {
  label: 'The library',
  host: 'ldap.example.org',
  port: 636,
  attribute_for_username: 'uid',
  app_dn: APP.dn,
  app_dn_password: APP.password,
  search_base: BASE,
  search_filters: '(objectClass=inetOrgPerson)',
  use_tls: true,
  certificate_path: '/etc/ssl/certs/ca.pem',
  ciphers: 'HIGH',
}

test('the server is described in eleven fields, as it was given', async () => {
  await using app = await openApp()
  const admin = await app.admin()
  expect((await admin.get(SERVER)).body).toEqual({
    label: 'LDAP Server',
    host: 'localhost',
    port: 389,
    attribute_for_username: 'uid',
    app_dn: '',
    app_dn_password: '',
    search_base: '',
    search_filters: '',
    use_tls: true,
    certificate_path: '',
    ciphers: 'ALL',
  })
  expect((await admin.post(SERVER, form)).body).toEqual(form)
  expect((await admin.get(SERVER)).body).toEqual(form)
  const { label, host, app_dn, app_dn_password, search_base } = form
  const least = { label, host, app_dn, app_dn_password, search_base, use_tls: false }
  expect((await admin.post(SERVER, least)).body).toEqual({
    ...form,
    port: 389,
    search_filters: '',
    use_tls: false,
    certificate_path: '',
    ciphers: 'ALL',
  })
})

test('what cannot work is refused by name, and nothing changes', async () => {
  await using app = await openApp()
  const admin = await app.admin()
  await admin.post(SERVER, form)
  const bad = [
    [400, { label: ' ' }, 'label'],
    [400, { host: '' }, 'host'],
    [400, { attribute_for_username: '' }, 'attribute_for_username'],
    [400, { app_dn: '' }, 'app_dn'],
    [400, { app_dn_password: '' }, 'app_dn_password'],
    [400, { search_base: '' }, 'search_base'],
    [400, { certificate_path: null }, 'certificate_path'],
    [400, { attribute_for_username: 'uid)(x=*' }, 'attribute'],
    [400, { port: 0 }, ''],
    [400, { port: 70000 }, ''],
    [422, { port: 'many' }, ''],
    [422, { host: null }, ''],
    [422, { use_tls: 'perhaps' }, ''],
  ] as const
  for (const [status, more, name] of bad) {
    const answer = await admin.post(SERVER, {
      ...form,
      ...more,
      label: 'label' in more ? ' ' : 'x',
    })
    expect([more, answer.status]).toEqual([more, status])
    expect(JSON.stringify(answer.body)).toContain(name)
  }
  expect((await admin.get(SERVER)).body).toEqual(form)
})

test('an admin sees what would be taken over of somebody, and nobody is signed in by it', async () => {
  const entries = [
    person('grace', { mail: 'Grace@Example.org', memberOf: [`cn=Editors,dc=x`, 'cn=Other,dc=x'] }),
    person('nomail', { mail: [] }),
  ]
  const env = { ENABLE_LDAP_GROUP_MANAGEMENT: 'true' }
  await using house = await openLdapHouse({ entries }, env)
  const admin = await house.app.admin()
  await admin.post('/api/v1/groups/create', { name: 'Editors', description: '' })
  const tried = await admin.post(TRY, { user: 'GRACE' })
  expect(tried.body).toEqual({
    dn: `uid=grace,${BASE}`,
    subject: `uid=grace,${BASE}`,
    email: 'Grace@Example.org',
    name: 'Grace',
    picture: null,
    groups: ['Editors', 'Other'],
    joined: ['Editors'],
    known: false,
  })
  expect((await admin.post(TRY, { user: 'nomail' })).body.email).toBeNull()
  expect((await admin.get('/api/v1/users/')).body).toHaveLength(1)
  await house.signIn('grace')
  expect((await admin.post(TRY, { user: 'grace' })).body.known).toBe(true)
  const nobody = await admin.post(TRY, { user: '*' })
  expect([nobody.status, nobody.body.detail]).toEqual([400, expect.stringContaining('nobody')])
})

test('a directory that does not work is explained to the admin', async () => {
  const at = (env: Record<string, string>) => openLdapHouse({}, env)
  const told = async (env: Record<string, string>) => {
    await using house = await at(env)
    const { status, body } = await (await house.app.admin()).post(TRY, { user: 'grace' })
    return `${status} ${body.detail}`
  }
  expect(await told({ LDAP_APP_PASSWORD: 'wrong' })).toStartWith('400 It does not accept the name')
  expect(await told({ LDAP_SERVER_PORT: '9' })).toMatch(
    /^400 It cannot be reached: .*host and port/,
  )
  expect(await told({ LDAP_SEARCH_FILTER: '(uid=' })).toStartWith('400 The search filter')
  expect(await told({ LDAP_SERVER_HOST: 'two words' })).toStartWith('400 The host is a name')
  expect(await told({ LDAP_USE_TLS: 'true', LDAP_TLS_MODE: 'starttls' })).toContain('no encryption')
  expect(await told({ LDAP_USE_TLS: 'true', LDAP_CIPHERS: 'NONSENSE' })).toMatch(
    /cipher|encryption/i,
  )
})

test('the forms are for admins alone', async () => {
  await using app = await openApp()
  const [grace, paul] = [await app.user('Grace'), await app.pending('Paul')]
  for (const who of [app.nobody, grace, paul]) {
    const refused = [
      who.get('/api/v1/auths/admin/config/ldap'),
      who.post('/api/v1/auths/admin/config/ldap', { enable_ldap: true }),
      who.get(SERVER),
      who.post(SERVER, form),
      who.post(TRY, { user: 'grace' }),
    ]
    for (const answer of refused) expect([401, 403]).toContain((await answer).status)
  }
})
