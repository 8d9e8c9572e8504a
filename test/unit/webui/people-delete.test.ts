// Deleting an account: all that is its own goes, files on disk included, and nothing of anybody else.
import { expect, test } from 'bun:test'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type App, openApp } from '../../app'
import type { Caller } from '../../caller'
import { say, start, talk } from '../../documents'
import { onDatabase } from '../../sql'
import { until } from '../../until'

const PNG =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** What the house keeps of its past: who did what, and how much was used. */
const HISTORY = /^(audit|usage)$/
/** Insides of the full-text index, and what a running house writes by itself. */
const INSIDE =
  /_(data|idx|docsize|config|content)$|^(sqlite_|chat_gram|chore|job|revision|setting|step|migration)/

async function tables({ database }: App): Promise<string[]> {
  const list = database.startsWith('postgres')
    ? "select table_name as name from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'"
    : "select name from sqlite_master where type = 'table'"
  const rows = await onDatabase(database, list)
  return rows.map(({ name }) => String(name)).filter(name => !INSIDE.test(name))
}

/** Every row of the house, as `table {…}`. */
async function everything(app: App): Promise<string[]> {
  const rows: string[] = []
  for (const table of await tables(app)) {
    for (const row of await onDatabase(app.database, `select * from "${table}"`)) {
      // When somebody was last seen is written behind.
      const { used_at, last_active_at, due_at, ...kept } = row
      rows.push(`${table} ${JSON.stringify(kept)}`)
    }
  }
  return rows.sort()
}

const stored = async (app: App, who: Caller): Promise<number> =>
  (await readdir(join(app.dir, 'uploads', who.id)).catch(() => [])).length

/** Gives somebody one of everything that an account can hold. */
async function furnish(app: App, admin: Caller, who: Caller, group_id: string): Promise<void> {
  const album = talk(`Album of ${who.email}`)
  say(album, `What is this? (${who.email})`, null, { files: [{ type: 'image', url: PNG }] })
  say(album, `A pixel, ${who.email}.`)
  const chat = await start(who, album)
  await who.post(`/api/v1/chats/${chat}/tags`, { name: `tag of ${who.email}` })
  await who.post(`/api/v1/chats/${chat}/pin`)
  await who.post('/api/v1/auths/api_key')
  await who.post('/api/v1/auths/api_keys', { name: 'laptop' })
  await who.post('/api/v1/users/user/settings/update', { ui: { theme: 'dark' } })
  await who.post('/api/v1/users/user/info/update', { location: '1, 2' })
  const { body } = await admin.get(`/api/v1/groups/id/${group_id}`)
  const user_ids = [...body.user_ids, who.id]
  await admin.post(`/api/v1/groups/id/${group_id}/update`, { ...body, user_ids })
  const identity = `'ldap', '', '${who.email}', '${who.id}', 1, 1`
  await onDatabase(
    app.database,
    `insert into identity (provider, issuer, subject, account_id, created_at, used_at) values (${identity})`,
  )
}

async function furnished(app: App) {
  const admin = await app.admin()
  const [grace, linus] = [await app.user('Grace'), await app.user('Linus')]
  const group = (await admin.post('/api/v1/groups/create', { name: 'G', description: '' })).body
  for (const who of [grace, linus]) await furnish(app, admin, who, group.id)
  const access_control = { read: { user_ids: [grace.id, linus.id], group_ids: [group.id] } }
  const model = { id: 'echo', name: 'echo', meta: {}, params: {}, access_control }
  await admin.post('/api/v1/models/create', model)
  return { admin, grace, linus }
}

test('all that is a person’s goes with the account, and nothing of anybody else', async () => {
  await using app = await openApp()
  const { admin, grace, linus } = await furnished(app)
  expect([await stored(app, grace), await stored(app, linus)]).toEqual([1, 1])
  const before = await everything(app)
  const isOfGrace = (row: string) => row.includes(grace.id) || row.includes(grace.email)
  const chat = /^chat .*"id":"([^"]+)".*Album of grace/.exec(
    before.find(row => /^chat .*Album of grace/.test(row)) ?? '',
  )?.[1]
  expect(chat).toBeDefined()
  const goes = (row: string) => isOfGrace(row) || row.includes(String(chat))
  const kinds = new Set(before.filter(goes).map(row => row.split(' ')[0] ?? ''))
  for (const kind of [
    'account',
    'password',
    'session',
    'api_key',
    'identity',
    'access_grant',
    'group_member',
    'chat',
    'message',
    'message_file',
    'file',
    'tag',
    'chat_tag',
  ]) {
    expect(kinds).toContain(kind)
  }

  expect((await admin.delete(`/api/v1/users/${grace.id}`)).body).toBe(true)
  await until(async () => (await stored(app, grace)) === 0)
  const settled = async () => {
    const left = (await everything(app)).filter(goes)
    return left.filter(row => !HISTORY.test(row.split(' ')[0] ?? ''))
  }
  await until(async () => (await settled()).length === 0)
  const others = (rows: string[]) =>
    rows.filter(row => !goes(row) && !HISTORY.test(row.split(' ')[0] ?? ''))
  expect(others(await everything(app))).toEqual(others(before))
  expect(await stored(app, linus)).toBe(1)
  expect((await linus.get('/api/v1/chats/all')).body).toHaveLength(1)
  const folders = await readdir(join(app.dir, 'uploads'))
  expect(folders).not.toContain(grace.id)
})

test('what an admin set up for the house outlives his account', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const eve = await app.user('Eve')
  await ada.post('/api/v1/users/update/role', { id: eve.id, role: 'admin' })
  const group = (await eve.post('/api/v1/groups/create', { name: 'G', description: '' })).body
  const model = { id: 'echo', name: 'echo', meta: {}, params: {}, access_control: null }
  await eve.post('/api/v1/models/create', model)
  await ada.delete(`/api/v1/users/${eve.id}`)
  expect((await ada.get('/api/v1/groups/')).body).toMatchObject([{ id: group.id }])
  expect((await ada.get('/api/v1/models/model?id=echo')).body).toMatchObject({ id: 'echo' })
  expect((await ada.get('/api/v1/models/')).status).toBe(200)
})
