// The audit log: who did what to what, from where, and how it ended.
import { expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApp, PASSWORD, signIn } from '../../app'
import type { Caller } from '../../caller'
import { freshDatabase } from '../../database'
import { onDatabase } from '../../sql'
import { until } from '../../until'

interface Row {
  id: string
  at: number
  action: string
  actor: string | null
  actor_id: string | null
  target: string | null
  outcome: string
  detail: string | null
  address: string
  request_id: string
  times: number
}

const PATH = '/api/v1/audit/'

const rows = async (admin: Caller, query = ''): Promise<Row[]> =>
  (await admin.get(`${PATH}?${query}`)).body.data

/** The rows of an action once there are so many: they are written after the answer has left. */
async function rowsOf(admin: Caller, action: string, count = 1): Promise<Row[]> {
  let found: Row[] = []
  await until(async () => {
    found = await rows(admin, `action=${action}`)
    return found.length >= count
  })
  expect(found.map(row => row.action)).toEqual(Array(count).fill(action))
  return found
}

test('what an admin does is kept with its request, its target and where it came from', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const bob = await app.user('Bob')
  const form = { id: bob.id, role: 'admin' }
  const answer = await ada.post('/api/v1/users/update/role', form)
  const [row] = await rowsOf(ada, 'user.role')
  expect(row).toMatchObject({
    actor: ada.email,
    actor_id: ada.id,
    target: bob.id,
    outcome: 'done',
    detail: 'admin',
    address: '127.0.0.1',
    request_id: answer.headers.get('x-request-id') ?? '',
    times: 1,
  })
  expect(Math.abs((row?.at ?? 0) - Date.now() / 1000)).toBeLessThan(60)
})

test('refusals are kept too, with who was refused if that is known', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const bob = await app.user('Bob')
  await bob.delete(`/api/v1/users/${ada.id}`)
  await app.nobody.delete(`/api/v1/users/${ada.id}`)
  await ada.delete(`/api/v1/users/${ada.id}`)
  const found = await rowsOf(ada, 'user.delete', 3)
  expect(found.map(({ actor, outcome, target }) => [actor, outcome, target]).sort()).toEqual(
    [
      [null, 'refused', ada.id],
      [ada.email, 'refused', ada.id],
      [bob.email, 'refused', ada.id],
    ].sort(),
  )
})

test('a form that is not valid is a refusal, and nothing of it is kept', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  await ada.post('/api/v1/auths/add', { name: 'Eve', email: 5, password: 'open sesame' })
  const [row] = await rowsOf(ada, 'user.create')
  expect(row).toMatchObject({ outcome: 'refused', actor: ada.email })
  expect(JSON.stringify(row)).not.toContain('sesame')
})

test('coming and going is kept, failures with the address that was typed', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const bob = await app.user('Bob')
  const typed = { email: 'Bob@Example.org', password: 'not the word' }
  await app.nobody.post('/api/v1/auths/signin', typed)
  await bob.post('/api/v1/auths/signout')
  const refused = await rows(ada, 'action=session.open&outcome=refused')
  const failure = { actor: 'Bob@Example.org', actor_id: null, detail: 'password' }
  expect(refused).toMatchObject([failure])
  expect(await rows(ada, `action=session.open&actor=${bob.id}`)).toMatchObject([
    { actor: bob.email, outcome: 'done', detail: 'password' },
  ])
  expect(await rows(ada, 'action=session.close')).toMatchObject([{ actor: bob.email }])
  expect(await rows(ada, 'action=user.signup')).toMatchObject([
    { actor: ada.email, detail: 'admin' },
  ])
})

test('no password, key or text ever stands in the log', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const words = { password: PASSWORD, new_password: 'another horse battery' }
  expect((await ada.post('/api/v1/auths/update/password', words)).status).toBe(200)
  const made = await ada.post('/api/v1/auths/api_keys', { name: 'laptop' })
  const secret = 'sk-the-secret-of-the-house'
  const connection = {
    ENABLE_OPENAI_API: false,
    OPENAI_API_BASE_URLS: ['http://127.0.0.1:9/v1'],
    OPENAI_API_KEYS: [secret],
    OPENAI_API_CONFIGS: {},
  }
  await ada.post('/openai/config/update', connection)
  await rowsOf(ada, 'password.change')
  expect(await rowsOf(ada, 'key.create')).toMatchObject([{ target: 'laptop' }])
  const [changed] = await rowsOf(ada, 'connection.change')
  expect(changed?.detail?.split(', ').sort()).toEqual([
    'openai.api_base_urls',
    'openai.api_configs',
    'openai.api_keys',
  ])
  const text = JSON.stringify(await rows(ada, 'limit=200'))
  for (const hidden of [PASSWORD, 'another horse', made.body.api_key, secret, ada.token]) {
    expect(text).not.toContain(hidden)
  }
})

test('a change of settings names the settings that changed', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const form = (await ada.get('/api/v1/auths/admin/config')).body
  await ada.post('/api/v1/auths/admin/config', { ...form, ENABLE_SIGNUP: true })
  expect(await rowsOf(ada, 'settings.change')).toMatchObject([{ detail: 'ui.enable_signup' }])
})

test('rows are found by who, what, on what, how it ended and when', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const bob = await app.user('Bob')
  const eve = await app.user('Eve')
  await ada.post('/api/v1/users/update/role', { id: bob.id, role: 'admin' })
  await ada.delete(`/api/v1/users/${eve.id}`)
  await rowsOf(ada, 'user.delete')
  const actions = async (query: string) => (await rows(ada, query)).map(row => row.action)
  expect(await actions(`target=${bob.id}`)).toEqual(['user.role', 'user.create'])
  expect(await actions('action=user&actor=ADA@')).toEqual([
    'user.delete',
    'user.role',
    'user.create',
    'user.create',
    'user.signup',
  ])
  expect(await actions('actor=100%25')).toEqual([])
  expect(await actions('action=use')).toEqual([])
  expect(await actions('outcome=failed')).toEqual([])
  const now = Math.floor(Date.now() / 1000)
  expect(await actions(`from=${now + 60}`)).toEqual([])
  expect(await actions(`to=${now - 3600}`)).toEqual([])
  expect(await actions(`action=user.delete&from=${now - 60}&to=${now + 60}`)).toEqual([
    'user.delete',
  ])
  const known = (await ada.get('/api/v1/audit/actions')).body.data
  expect(known).toEqual(['session.open', 'user.create', 'user.delete', 'user.role', 'user.signup'])
})

test('pages follow one another without a gap and end', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  for (const n of Array(7).keys()) await ada.post('/api/v1/auths/api_keys', { name: `key ${n}` })
  await rowsOf(ada, 'key.create', 7)
  const seen: (string | null)[] = []
  let before = ''
  for (;;) {
    const { body } = await ada.get(`${PATH}?action=key.create&limit=3${before}`)
    seen.push(...body.data.map((row: Row) => row.target))
    if (body.next === null) break
    before = `&before=${body.next}`
  }
  expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map(n => `key ${n}`))
})

test('it leaves as CSV that no spreadsheet runs, and as lines of JSON', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const typed = '=cmd|"/c calc"!A1'
  await app.nobody.post('/api/v1/auths/signin', { email: typed, password: 'x' })
  const csv = await ada.fetch('/api/v1/audit/export?format=csv&outcome=refused')
  expect(csv.headers.get('content-type')).toStartWith('text/csv')
  expect(csv.headers.get('content-disposition')).toMatch(/^attachment; filename="audit-.*\.csv"$/)
  const [head, line] = (await csv.text()).split('\r\n')
  expect(head).toStartWith('id,at,action,actor,')
  expect(line).toContain(`,session.open,"'=cmd|""/c calc""!A1",`)
  const json = await (await ada.fetch('/api/v1/audit/export?format=jsonl&outcome=refused')).text()
  expect(JSON.parse(json.trim())).toMatchObject({ actor: typed, action: 'session.open' })
  expect(await rowsOf(ada, 'audit.export', 2)).toHaveLength(2)
})

test('what an admin does with the chats of others is kept', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const bob = await app.user('Bob')
  const chat = { history: { messages: {}, currentId: null }, title: 'Mine' }
  const { id } = (await bob.post('/api/v1/chats/new', { chat })).body
  await ada.get(`/api/v1/chats/list/user/${bob.id}`)
  await ada.delete(`/api/v1/chats/${id}`)
  await (await ada.fetch('/api/v1/chats/all/db')).text()
  expect(await rowsOf(ada, 'chat.list')).toMatchObject([{ target: bob.id }])
  expect(await rowsOf(ada, 'chat.delete')).toMatchObject([{ target: id, actor: ada.email }])
  expect(await rowsOf(ada, 'chat.export')).toMatchObject([{ outcome: 'done' }])
})

test('it is for admins alone', async () => {
  await using app = await openApp()
  const bob = await app.user('Bob')
  for (const path of ['', 'actions', 'export']) {
    expect((await bob.get(PATH + path)).status).toBe(401)
    expect((await app.nobody.get(PATH + path)).status).toBe(403)
  }
})

test('who knocks a hundred times fills one row, not a hundred', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const typed = { email: 'bob@example.org', password: 'guess' }
  for (const _ of Array(40).keys()) await app.nobody.post('/api/v1/auths/signin', typed)
  for (const n of Array(60).keys()) {
    await app.nobody.post('/api/v1/auths/signin', { ...typed, email: `${n}@example.org` })
  }
  const found = await rows(ada, 'action=session.open&outcome=refused&limit=200')
  expect(found.length).toBeGreaterThan(10)
  expect(found.length).toBeLessThan(40)
})

test('nothing is lost when Hearth stops, and what was counted is written', async () => {
  await using stack = new AsyncDisposableStack()
  const dir = await mkdtemp(join(tmpdir(), 'hearth-'))
  stack.defer(() => rm(dir, { recursive: true, force: true }))
  const database = await freshDatabase(dir, stack)
  {
    await using app = await openApp({ dir, database })
    const ada = await app.admin()
    const typed = { email: 'bob@example.org', password: 'guess' }
    for (const _ of Array(5).keys()) await app.nobody.post('/api/v1/auths/signin', typed)
    await ada.post('/api/v1/auths/api_keys', { name: 'the last word' })
  }
  await using app = await openApp({ dir, database })
  const ada = await app.admin()
  const found = await rows(ada, 'action=session.open&outcome=refused')
  expect(found.reduce((sum, row) => sum + row.times, 0)).toBe(5)
  expect(await rows(ada, 'action=key.create')).toMatchObject([{ target: 'the last word' }])
})

test('rows go when they are older than the settings say', async () => {
  await using stack = new AsyncDisposableStack()
  const dir = await mkdtemp(join(tmpdir(), 'hearth-'))
  stack.defer(() => rm(dir, { recursive: true, force: true }))
  const database = await freshDatabase(dir, stack)
  const first = stack.use(await openApp({ dir, database }))
  await first.admin()
  await first.user('Bob')
  await first[Symbol.asyncDispose]()
  const days = 3 * 24 * 3600 * 1000
  await onDatabase(database, `update audit set at = at - ${days} where action = 'user.create'`)
  await onDatabase(database, 'delete from chore')
  await using app = await openApp({ dir, database, env: { AUDIT_DAYS: '2' } })
  const ada = await signIn(app.url, 'ada@example.org')
  expect(await rows(ada, 'action=user.create')).toHaveLength(1)
  await until(async () => (await rows(ada, 'action=user.create')).length === 0)
  expect(await rows(ada, 'action=user.signup')).toHaveLength(1)
})
