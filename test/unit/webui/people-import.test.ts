// Taking in a list of people: looked through first, every bad line named, all of it or nothing.
import { expect, test } from 'bun:test'
import { type App, openApp, PASSWORD, signIn } from '../../app'
import type { Caller } from '../../caller'

/** Hashing takes so long that there is a while between the first line and the last. */
const SLOW = { PASSWORD_HASH_MEMORY: '24576', PASSWORD_HASH_PASSES: '1' }

const look = (who: Caller, text: string, more: object = {}) =>
  who.post('/api/v1/users/import/preview', { text, ...more })

/** The lines of the answer. */
async function take(who: Caller, text: string, more: object = {}) {
  const answer = await who.fetch('/api/v1/users/import', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text, ...more }),
  })
  const body = await answer.text()
  const lines = body
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  return { status: answer.status, lines }
}

const count = async (admin: Caller) => (await admin.get('/api/v1/users/')).body.length as number

async function faults(app: App, text: string, more: object = {}) {
  const { body } = await look(await app.admin(), text, more)
  return body.faults.map((fault: { line: number; field: string; reason: string; value: string }) =>
    [fault.line, fault.field ?? '-', fault.reason, fault.value].join(' ').trim(),
  )
}

const LIST = `name,email,password,role
Grace Hopper,Grace@Example.org,a sailor’s compass,user
"Lovelace, Ada",ada.l@example.org,,admin
Paul,paul@example.org,waiting for Godot,
`

test('a list is looked through, then taken in as a whole', async () => {
  await using app = await openApp()
  const admin = await app.admin()
  expect((await look(admin, LIST)).body).toEqual({
    people: [
      { line: 2, name: 'Grace Hopper', email: 'grace@example.org', role: 'user' },
      { line: 3, name: 'Lovelace, Ada', email: 'ada.l@example.org', role: 'admin' },
      { line: 4, name: 'Paul', email: 'paul@example.org', role: 'pending' },
    ],
    without_password: 1,
    faults: [],
    left_out: [],
  })
  expect(await count(admin)).toBe(1)
  const taken = await take(admin, LIST)
  expect(taken).toEqual({ status: 200, lines: [{ done: 3, of: 3 }, { made: 3 }] })
  expect(await count(admin)).toBe(4)
  const grace = await signIn(app.url, 'grace@example.org', 'a sailor’s compass')
  expect((await grace.get('/api/v1/users/user/settings')).status).toBe(200)
  const form = { email: 'ada.l@example.org', password: '' }
  expect((await app.nobody.post('/api/v1/auths/signin', form)).status).toBe(400)
})

test('what spreadsheets write is read: a mark, semicolons, titles in any order and of other things', async () => {
  await using app = await openApp()
  const admin = await app.admin()
  const text = '\uFEFFE-Mail;Abteilung;Rolle;Name\r\nbo@example.org;Deck;USER;"Bo;Bo"\r\n'
  expect((await look(admin, text)).body).toMatchObject({
    people: [{ line: 2, name: 'Bo;Bo', email: 'bo@example.org', role: 'user' }],
    without_password: 1,
  })
  expect((await look(admin, 'Bo,bo@example.org')).body.people).toHaveLength(1)
  expect((await look(admin, '')).body).toMatchObject({ people: [], faults: [] })
})

test('every bad line is named with what is wrong, and none of the list is taken', async () => {
  await using app = await openApp()
  const admin = await app.admin()
  const text = `name,email,password,role
,no.name@example.org,,user
No Mail,,,user
Odd,no address,,user
Short,short@example.org,1234,user
Common,common@example.org,password1,user
Own,own.own@example.org,own.own@example.org,user
King,king@example.org,,king
Ada,ＡＤＡ@EXAMPLE.org,,user
One,one@example.org,,user
Two,ONE@example.org,,user
${'x'.repeat(300)},long@example.org,,user
`
  expect(await faults(app, text)).toEqual([
    '2 name missing',
    '3 email missing',
    '4 email form no address',
    '5 password short',
    '6 password common',
    '7 password own',
    '8 role role king',
    '9 email taken ada@example.org',
    '11 email twice 10',
    `12 name long ${'x'.repeat(100)}`,
  ])
  const refused = await take(admin, text)
  expect([refused.status, refused.lines[0].faults.length]).toEqual([400, 10])
  expect(await count(admin)).toBe(1)
})

test('a file that is none of ours is refused as a whole', async () => {
  await using app = await openApp()
  expect(await faults(app, 'name,email\n"Bo,bo@example.org\n')).toEqual(['2 - quote'])
  expect(await faults(app, '%PDF-1.7\n%âãÏÓ\n')).toEqual(['1 - columns'])
  const many = Array.from({ length: 5001 }, (_, n) => `P${n},p${n}@example.org`).join('\n')
  expect(await faults(app, many)).toEqual(['5001 - many'])
  expect((await look(await app.admin(), 'a'.repeat(2_000_000))).status).toBe(413)
})

test('those who have an account already can be left out', async () => {
  await using app = await openApp()
  const admin = await app.admin()
  const text = 'Ada,ada@example.org\nBo,bo@example.org,,user\n'
  expect(await faults(app, text)).toEqual(['1 email taken ada@example.org'])
  const { body } = await look(admin, text, { skip_known: true })
  expect([body.faults, body.left_out, body.people.length]).toEqual([[], [1], 1])
  expect((await take(admin, text, { skip_known: true })).lines.at(-1)).toEqual({ made: 1 })
  expect(await count(admin)).toBe(2)
})

test('somebody who takes an address in the meantime stops all of it', async () => {
  await using app = await openApp({ env: SLOW })
  const admin = await app.admin()
  const lines = Array.from({ length: 40 }, (_, n) => `P${n},p${n}@example.org,a good one ${n},user`)
  const answer = await admin.fetch('/api/v1/users/import', {
    method: 'POST',
    body: JSON.stringify({ text: lines.join('\n') }),
  })
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader()
  await reader.read()
  const p39 = { name: 'P', email: 'P39@example.org', password: PASSWORD, role: 'user' }
  expect((await admin.post('/api/v1/auths/add', p39)).status).toBe(200)
  let said = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    said += new TextDecoder().decode(value)
  }
  expect(said).toContain('p39@example.org')
  expect(said).not.toContain('made":')
  expect(await count(admin)).toBe(2)
})

test('when the admin leaves, nobody is made', async () => {
  await using app = await openApp({ env: SLOW })
  const admin = await app.admin()
  const lines = Array.from({ length: 40 }, (_, n) => `P${n},p${n}@example.org,a good one ${n},user`)
  const leaving = new AbortController()
  const answer = await admin.fetch('/api/v1/users/import', {
    method: 'POST',
    body: JSON.stringify({ text: lines.join('\n') }),
    signal: leaving.signal,
  })
  await (answer.body as ReadableStream<Uint8Array>).getReader().read()
  leaving.abort()
  await take(admin, 'Last,last@example.org,a good one 61,user')
  expect(await count(admin)).toBe(2)
})

test('lists are for admins alone', async () => {
  await using app = await openApp()
  const bo = await app.user('Bo')
  expect((await look(bo, LIST)).status).toBe(401)
  expect((await take(bo, LIST)).status).toBe(401)
  expect((await look(app.nobody, LIST)).status).toBe(403)
})
