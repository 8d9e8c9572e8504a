// Directories that are slow, cut the line, lie or listen in: nobody comes in, and no password gets out.
import { expect, test } from 'bun:test'
import { APP, BASE, openLdapHouse, person } from '../../directory/house'
import { type Asked, message, openDirectory, result, type Script } from '../../directory/server'

const GRACE = `uid=grace,${BASE}`
const entries = [person('grace')]
const binds = (asked: Asked[]) => asked.filter(({ op }) => op === 'bind').map(({ dn }) => dn)

/** Nobody comes in, the answer is a sentence without the inside of the house, the line is given back. */
async function refused(script: Script, env: Record<string, string> = {}): Promise<Asked[]> {
  await using house = await openLdapHouse({ entries, ...script }, env)
  const { status, body, headers } = await house.signIn('grace')
  expect([status, headers.get('set-cookie')]).toEqual([400, null])
  expect(body.detail).toMatch(/^The (directory does not answer|user name or the password)/)
  expect((await house.app.nobody.get('/api/config')).body.onboarding).toBe(true)
  expect(house.directory.visits.made).toBeLessThanOrEqual(1)
  return house.directory.asked
}

const at = (
  op: Asked['op'],
  dn: string,
  what: ReturnType<NonNullable<Script['instead']>>,
): Script => ({
  instead: asked => (asked.op === op && asked.dn === dn ? what : undefined),
})

const STEPS = [
  ['the search’s sign-in', 'bind', APP.dn],
  ['the search', 'search', BASE],
  ['the person’s sign-in', 'bind', GRACE],
] as const

for (const [name, op, dn] of STEPS) {
  test(`a directory that falls silent at ${name} is not waited for until the test is over`, async () => {
    await refused(at(op, dn, 'silence'))
  })

  test(`a directory that hangs up at ${name} is not called again`, async () => {
    await refused(at(op, dn, 'hang up'))
  })

  test(`a directory that speaks nonsense at ${name} lets nobody in`, async () => {
    await refused(at(op, dn, Buffer.from('HTTP/1.1 200 OK\r\n\r\n')))
    await refused(at(op, dn, result(99, 0x61, 0)))
    await refused(
      at(
        op,
        dn,
        message(2, 0x79, () => undefined),
      ),
    )
  })
}

test('a directory that never stops talking is cut off', async () => {
  const flood = Buffer.concat([Buffer.from('3084ffffff00', 'hex'), Buffer.alloc(20_000_000, 1)])
  // Whoever waited for its end would outlast the test.
  await refused(at('search', BASE, flood), { LDAP_TIMEOUT: '60' })
})

test('an entry without a name is not signed in as, and neither is nobody', async () => {
  const nameless = [{ ...person('grace'), dn: '' }]
  const passwords = { [APP.dn]: APP.password, '': "grace's own" }
  expect(binds(await refused({ entries: nameless, passwords }))).toEqual([APP.dn])
  expect(await refused({}, { LDAP_APP_PASSWORD: '' })).toEqual([])
})

test('a directory may be searched as nobody', async () => {
  await using house = await openLdapHouse({ entries }, { LDAP_APP_DN: '' })
  expect((await house.signIn('grace')).status).toBe(200)
  expect(binds(house.directory.asked)).toEqual([GRACE])
})

test('referrals to other directories are not followed', async () => {
  await using elsewhere = await openDirectory()
  const address = `ldap://127.0.0.1:${elsewhere.port}/${BASE}`
  const reference = (id: number) => message(id, 0x73, writer => writer.writeString(address))
  const referred = (id: number, op: number) =>
    message(id, op, writer => {
      writer.writeEnumeration(10)
      writer.writeString('')
      writer.writeString('')
      writer.startSequence(0xa3)
      writer.writeString(address)
      writer.endSequence()
    })
  const search = (answer: (id: number) => Buffer): Script => ({
    instead: ({ op }, id) => (op === 'search' ? answer(id) : undefined),
  })
  await refused(search(id => Buffer.concat([reference(id), result(id, 0x65, 0)])))
  await refused(search(id => referred(id, 0x65)))
  await refused({ instead: ({ dn }, id) => (dn === GRACE ? referred(id, 0x61) : undefined) })
  expect(elsewhere.visits.made).toBe(0)
})

const TLS = { LDAP_USE_TLS: 'true', LDAP_TLS_MODE: 'tls' }
const START = { LDAP_USE_TLS: 'true', LDAP_TLS_MODE: 'starttls' }

for (const [encryption, env] of [
  ['tls', TLS],
  ['starttls', START],
] as const) {
  test(`with ${encryption} every word but the greeting is encrypted`, async () => {
    await using house = await openLdapHouse({ entries, encryption }, env)
    expect((await house.signIn('grace')).status).toBe(200)
    const open = house.directory.asked.filter(({ secure }) => !secure).map(({ op }) => op)
    expect(open).toEqual(encryption === 'tls' ? [] : ['starttls'])
  })

  test(`with ${encryption} a certificate of another name or authority is told nothing`, async () => {
    expect(binds(await refused({ encryption, certificate: 'other' }, env))).toEqual([])
    expect(binds(await refused({ encryption }, { ...env, LDAP_CA_CERT_FILE: '' }))).toEqual([])
    const none = { ...env, LDAP_CA_CERT_FILE: '/nonexistent/ca.pem' }
    expect(binds(await refused({ encryption }, none))).toEqual([])
  })
}

test('a directory that will not encrypt gets no password in clear', async () => {
  expect(binds(await refused({}, START))).toEqual([])
  expect(binds(await refused({}, TLS))).toEqual([])
  expect(binds(await refused(at('starttls', '', 'silence'), START))).toEqual([])
  expect(binds(await refused(at('starttls', '', 'hang up'), START))).toEqual([])
})

test('what comes in clear behind the agreement to encrypt is not taken for an answer', async () => {
  // The beginning of an agreement to a sign-in, whose end would be the true answer's bytes.
  const forged = result(2, 0x61, 0)
  for (const smuggled of [forged, forged.subarray(0, 8), Buffer.from([0x30])]) {
    const asked = await refused({ encryption: 'starttls', smuggled, passwords: {} }, START)
    expect(binds(asked)).toEqual([])
  }
})

test('a line that is cut once it is encrypted is not taken up again in clear', async () => {
  const script: Script = { encryption: 'starttls', ...at('search', BASE, 'hang up') }
  expect(
    (await refused(script, START)).every(({ op, secure }) => secure || op === 'starttls'),
  ).toBe(true)
})

test('a directory that is not there, or at an address nobody may call, is said to be away', async () => {
  for (const host of ['127.0.0.1', 'no-such-host.invalid', '169.254.169.254', 'two words', '::1']) {
    await refused({}, { LDAP_SERVER_HOST: host, LDAP_SERVER_PORT: '9' })
  }
})
