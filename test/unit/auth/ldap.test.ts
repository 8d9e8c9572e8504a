// Signing in through a directory: who comes in as whom, and who does not.
import { expect, test } from 'bun:test'
import { PASSWORD } from '../../app'
import { APP, as, BASE, openLdapHouse, person } from '../../directory/house'

const UUID = '916fc522-7b0a-1041-8915-1def650287ec'

test('name and password of the directory open an account, made at the first sign-in', async () => {
  const entries = [person('grace', { mail: 'Grace@Example.ORG', cn: 'Grace Höpper' })]
  await using house = await openLdapHouse({ entries })
  const { app, directory } = house
  const admin = await app.admin()
  const answer = await house.signIn('Grace', "grace's own")
  expect(answer.status).toBe(200)
  expect(answer.body).toMatchObject({
    email: 'grace@example.org',
    name: 'Grace Höpper',
    role: 'pending',
    profile_image_url: '/user.png',
    token_type: 'Bearer',
  })
  expect(answer.headers.get('set-cookie')).toMatch(/^token=\S+; Path=\/; HttpOnly; SameSite=Lax/)
  expect((await as(app, answer).get('/api/v1/auths/')).body.id).toBe(answer.body.id)
  expect((await house.signIn('grace')).body.id).toBe(answer.body.id)
  expect((await admin.get('/api/v1/users/')).body).toHaveLength(2)
  expect(directory.asked.slice(0, 3)).toEqual([
    { op: 'bind', dn: APP.dn, password: APP.password, secure: false },
    expect.objectContaining({
      op: 'search',
      dn: BASE,
      filter: '(&(uid=grace)(objectclass=inetorgperson))',
    }),
    { op: 'bind', dn: `uid=grace,${BASE}`, password: "grace's own", secure: false },
  ])
})

test('the first to come is the admin, of two at once only one, and sign-up closes (CVE-2026-45675)', async () => {
  await using house = await openLdapHouse({ entries: [person('grace'), person('linus')] })
  const answers = await Promise.all([house.signIn('grace'), house.signIn('linus')])
  expect(answers.map(({ body }) => body.role).sort()).toEqual(['admin', 'pending'])
  const { features } = (await house.app.nobody.get('/api/config')).body
  expect(features).toMatchObject({ enable_ldap: true, enable_signup: false })
})

test('without a password nobody is asked anything (CVE-2026-44551)', async () => {
  await using house = await openLdapHouse({
    entries: [person('grace')],
    passwords: { [APP.dn]: APP.password, [`uid=grace,${BASE}`]: '' },
  })
  expect((await house.signIn('grace', '')).status).toBe(400)
  // Some directories would cut these off at the first sign.
  for (const password of ['\0', "\0grace's own"]) {
    expect((await house.signIn('grace', password)).status).toBe(422)
  }
  for (const name of ['', '  ']) expect((await house.signIn(name, 'anything')).status).toBe(400)
  expect(house.directory.visits.made).toBe(0)
})

test('a wrong password, an unknown name and a name that is a pattern get one answer', async () => {
  const entries = [person('grace'), person('linus')]
  await using house = await openLdapHouse({ entries }, { SIGNIN_FAILURES_PER_ACCOUNT: '100' })
  const names = ['grace', 'nobody', '*', 'gr*', 'grace)(uid=*', 'grace\\2a', '(|(uid=*))']
  const answers = await Promise.all(names.map(name => house.signIn(name, 'guessed')))
  const told = new Set(answers.map(({ status, body }) => `${status} ${body.detail}`))
  expect([...told]).toEqual([
    '400 The user name or the password is not right. Please check both and try again.',
  ])
  const binds = house.directory.asked.filter(({ op, dn }) => op === 'bind' && dn !== APP.dn)
  expect(binds.map(({ dn }) => dn)).toEqual([`uid=grace,${BASE}`])
})

test('two entries of one name, or an entry of another name, open nothing', async () => {
  const twins = [person('grace'), { ...person('grace'), dn: `uid=grace,ou=old,${BASE}` }]
  await using two = await openLdapHouse({ entries: twins })
  expect((await two.signIn('grace')).status).toBe(400)
  await using other = await openLdapHouse({ entries: [person('linus')], finds: 'all' })
  expect((await other.signIn('grace', "linus's own")).status).toBe(400)
  for (const { directory } of [two, other]) {
    expect(directory.asked.filter(({ op }) => op === 'bind').map(({ dn }) => dn)).toEqual([APP.dn])
  }
})

test('too many wrong passwords stop the right one too', async () => {
  await using house = await openLdapHouse(
    { entries: [person('grace')] },
    { SIGNIN_FAILURES_PER_ACCOUNT: '3' },
  )
  const wrong = await Promise.all(
    ['Grace', ' grace', 'GRACE'].map(name => house.signIn(name, 'guessed')),
  )
  expect(wrong.map(({ status }) => status)).toEqual([400, 400, 400])
  const stopped = await house.signIn('grace')
  expect([stopped.status, Number(stopped.headers.get('retry-after')) > 0]).toEqual([429, true])
})

test('whoever has no e-mail address in the directory does not come in', async () => {
  const entries = [person('grace', { mail: [] }), person('linus', { mail: ['[]', 'no address'] })]
  await using house = await openLdapHouse({ entries })
  for (const name of ['grace', 'linus']) {
    const { status, body } = await house.signIn(name)
    expect([status, body.detail]).toEqual([400, expect.stringContaining('no e-mail address')])
  }
  expect((await house.app.nobody.get('/api/config')).body.onboarding).toBe(true)
})

test('an entry is known by its id, whatever becomes of its address and its place', async () => {
  const entries = [person('grace', { entryUUID: UUID })]
  await using house = await openLdapHouse({ entries })
  const { id } = (await house.signIn('grace')).body
  entries[0] = { ...person('grace', { entryUUID: UUID, mail: 'g@navy.example' }) }
  const after = (await house.signIn('grace')).body
  expect([after.id, after.email]).toEqual([id, 'grace@example.org'])
})

test('the account with the same address is opened, in whatever form the address stands', async () => {
  const entries = [person('ada', { mail: 'ＡＤＡ@example.org' })]
  await using house = await openLdapHouse({ entries })
  const ada = await house.app.admin()
  expect((await house.signIn('ada')).body).toMatchObject({ id: ada.id, role: 'admin' })
})

test('an address that went to somebody else in the directory does not open the first one’s account', async () => {
  const entries = [person('grace', { entryUUID: UUID })]
  await using house = await openLdapHouse({ entries })
  await house.app.admin()
  expect((await house.signIn('grace')).status).toBe(200)
  entries[0] = person('grace', { entryUUID: UUID.replace('916', '917') })
  const { status, body } = await house.signIn('grace')
  expect([status, body.detail]).toEqual([400, expect.stringContaining('already an account')])
})

test('where accounts are not merged, an address that is taken stays taken', async () => {
  const env = { LDAP_MERGE_ACCOUNTS_BY_EMAIL: 'false' }
  await using house = await openLdapHouse({ entries: [person('ada')] }, env)
  await house.app.admin()
  expect((await house.signIn('ada')).status).toBe(400)
})

test('a picture is taken over when it is one', async () => {
  const jpeg = Buffer.from('ffd8ffe000104a464946', 'hex')
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')
  const huge = Buffer.concat([jpeg, Buffer.alloc(2_000_000)])
  const entries = [
    person('grace', { jpegPhoto: [svg, jpeg] }),
    person('linus', { jpegPhoto: svg }),
    person('margaret', { jpegPhoto: huge }),
  ]
  await using house = await openLdapHouse({ entries })
  const picture = async (name: string) => (await house.signIn(name)).body.profile_image_url
  expect(await picture('grace')).toBe(`data:image/jpeg;base64,${jpeg.toString('base64')}`)
  expect(await picture('linus')).toBe('/user.png')
  expect(await picture('margaret')).toBe('/user.png')
})

test('sign-in through LDAP is off unless switched on, and follows the switch at once', async () => {
  await using house = await openLdapHouse({ entries: [person('grace')] }, { ENABLE_LDAP: 'false' })
  const admin = await house.app.admin()
  expect((await house.signIn('grace')).status).toBe(400)
  expect(house.directory.visits.made).toBe(0)
  const path = '/api/v1/auths/admin/config/ldap'
  expect((await admin.post(path, { enable_ldap: true })).body).toEqual({ ENABLE_LDAP: true })
  expect((await house.signIn('grace')).status).toBe(200)
  expect((await admin.post(path, {})).body).toEqual({ ENABLE_LDAP: null })
  expect((await admin.get(path)).body).toEqual({ ENABLE_LDAP: null })
  expect((await house.app.nobody.get('/api/config')).body.features.enable_ldap).toBe(false)
  expect((await house.signIn('grace')).status).toBe(400)
})

test('an account of the directory has no password of the house', async () => {
  await using house = await openLdapHouse({ entries: [person('grace')] })
  const grace = as(house.app, await house.signIn('grace'))
  const form = { email: 'grace@example.org', password: PASSWORD }
  expect((await house.app.nobody.post('/api/v1/auths/signin', form)).status).toBe(400)
  const change = { password: '', new_password: PASSWORD }
  expect((await grace.post('/api/v1/auths/update/password', change)).status).toBe(400)
})
