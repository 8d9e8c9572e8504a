// How long chats stay: what goes, what is kept, what is shown before, and who may decide it.
import { expect, test } from 'bun:test'
import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, openApp, signIn } from '../../app'
import type { Caller } from '../../caller'
import { freshDatabase } from '../../database'
import { onDatabase } from '../../sql'
import { until } from '../../until'

const RULE = '/api/v1/retention/'
const DAY = 24 * 3600 * 1000
const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

const documentOf = (title: string, files: object[] = []) => {
  const message = { id: 'q', parentId: null, childrenIds: [], role: 'user', content: title, files }
  return { title, history: { messages: { q: message }, currentId: 'q' } }
}

async function chat(caller: Caller, title: string, files: object[] = []): Promise<string> {
  const { status, body } = await caller.post('/api/v1/chats/new', {
    chat: documentOf(title, files),
  })
  if (status !== 200) throw new Error(`no chat: ${status}`)
  return body.id
}

/** Lets so many days pass over chats. */
const age = (app: App, ids: string[], days: number) =>
  onDatabase(
    app.database,
    `update chat set updated_at = updated_at - ${days * DAY}
      where id in (${ids.map(id => `'${id}'`).join(', ')}) returning id`,
  )

const titles = async (caller: Caller): Promise<string[]> => {
  const { body } = await caller.get('/api/v1/chats/all')
  return body.map((one: { title: string }) => one.title).sort()
}

test('what would go is counted and shown, and goes only when the name was typed', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const bob = await app.user('Bob')
  const old = [await chat(ada, 'Old'), await chat(bob, 'Older'), await chat(bob, 'Oldest')]
  await chat(bob, 'New')
  await age(app, old, 40)
  await age(app, old.slice(2), 40)
  const { body } = await ada.get(`${RULE}preview?days=30`)
  expect(body).toMatchObject({ days: 30, chats: 3, people: 2 })
  expect(body.examples).toHaveLength(3)
  expect(body.examples[0]).toMatchObject({ title: 'Oldest', user_name: 'Bob', id: old[2] })
  expect((await ada.get(`${RULE}preview?days=60`)).body).toMatchObject({ chats: 1, people: 1 })
  for (const name of [undefined, '', 'Hearths']) {
    expect((await ada.post(RULE, { days: 30, name })).status).toBe(400)
  }
  expect((await ada.get(RULE)).body).toMatchObject({ days: 0, name: 'Hearth', running: null })
  expect((await ada.post(RULE, { days: 30, name: ' hearth ' })).body).toMatchObject({ days: 30 })
  expect((await ada.post(`${RULE}run`, { name: 'no' })).status).toBe(400)
  expect(await titles(bob)).toHaveLength(3)
  const run = await ada.post(`${RULE}run`, { name: 'Hearth' })
  expect(run.body.running).toEqual({ done: 0, total: 3 })
  await until(async () => (await ada.get(RULE)).body.running === null)
  expect(await titles(bob)).toEqual(['New'])
  expect(await titles(ada)).toEqual([])
})

test('pinned chats, filed ones and those touched since stay', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const ids = new Map<string, string>()
  for (const title of ['Pinned', 'Filed', 'Touched', 'Archived', 'Plain']) {
    ids.set(title, await chat(ada, title))
  }
  const id = (title: string) => ids.get(title) ?? ''
  await ada.post(`/api/v1/chats/${id('Pinned')}/pin`)
  await ada.post(`/api/v1/chats/${id('Archived')}/archive`)
  await onDatabase(
    app.database,
    `update chat set folder_id = 'f' where id = '${id('Filed')}' returning id`,
  )
  await age(app, [...ids.values()], 40)
  await ada.post(`/api/v1/chats/${id('Touched')}`, { chat: documentOf('Touched') })
  await ada.post(RULE, { days: 30, name: 'Hearth' })
  await ada.post(`${RULE}run`, { name: 'Hearth' })
  await until(async () => (await ada.get(RULE)).body.running === null)
  expect(await titles(ada)).toEqual(['Filed', 'Pinned', 'Touched'])
})

test('files that nothing refers to go with the chats, others stay', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const image = [{ type: 'image', url: PIXEL }]
  const old = await chat(ada, 'Old', image)
  await age(app, [old], 40)
  const uploads = join(app.dir, 'uploads', ada.id)
  const kept = (): number => (existsSync(uploads) ? readdirSync(uploads).length : 0)
  expect(kept()).toBe(1)
  await ada.post(RULE, { days: 30, name: 'Hearth' })
  await ada.post(`${RULE}run`, { name: 'Hearth' })
  await until(() => kept() === 0)
  expect(await onDatabase(app.database, 'select id from file')).toEqual([])
})

test('more than one step is deleted, and the audit log tells of it', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const ids = []
  for (const n of Array(45).keys()) ids.push(await chat(ada, `Chat ${n}`))
  await age(app, ids, 40)
  await ada.post(RULE, { days: 30, name: 'Hearth' })
  await onDatabase(
    app.database,
    `insert into chore (name, ran_at) values ('retention', 1) on conflict (name) do update set ran_at = 1 returning name`,
  )
  await ada.post(`${RULE}run`, { name: 'Hearth' })
  expect((await ada.get(RULE)).body.last_run).toBeGreaterThan(1)
  await until(async () => (await titles(ada)).length === 0)
  const rows = async () => (await ada.get('/api/v1/audit/?action=retention')).body.data
  await until(async () => (await rows()).length === 3)
  expect(await rows()).toMatchObject([
    {
      action: 'retention.run',
      actor: null,
      detail: 'chats: 45, people: 1, untouched for days: 30',
    },
    { action: 'retention.start', actor: ada.email },
    { action: 'retention.change', actor: ada.email, detail: '30, retention.days' },
  ])
})

test('the rule does its work by itself once a day', async () => {
  await using stack = new AsyncDisposableStack()
  const dir = await mkdtemp(join(tmpdir(), 'hearth-'))
  stack.defer(() => rm(dir, { recursive: true, force: true }))
  const database = await freshDatabase(dir, stack)
  {
    await using app = await openApp({ dir, database })
    const ada = await app.admin()
    await age(app, [await chat(ada, 'Old')], 40)
    await chat(ada, 'New')
  }
  await onDatabase(database, 'delete from chore')
  await using app = await openApp({ dir, database, env: { RETENTION_DAYS: '30' } })
  const ada = await signIn(app.url, 'ada@example.org')
  expect(await titles(ada)).toEqual(['New', 'Old'])
  await until(async () => (await titles(ada)).length === 1)
  expect(await titles(ada)).toEqual(['New'])
  expect((await ada.get(RULE)).body.last_run).toBeGreaterThan(0)
})

test('without a rule nothing ever goes', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  await age(app, [await chat(ada, 'Old')], 4000)
  expect((await ada.post(`${RULE}run`, { name: 'Hearth' })).status).toBe(400)
  expect(await titles(ada)).toEqual(['Old'])
})

test('it is for admins, whole days, and whoever may not see chats sees no titles', async () => {
  await using app = await openApp({ env: { ENABLE_ADMIN_CHAT_ACCESS: 'false' } })
  const ada = await app.admin()
  const bob = await app.user('Bob')
  await age(app, [await chat(bob, 'Secret')], 40)
  const { body } = await ada.get(`${RULE}preview?days=30`)
  expect(body.examples).toMatchObject([{ title: null, user_name: 'Bob' }])
  for (const path of ['', 'preview?days=30']) expect((await bob.get(RULE + path)).status).toBe(401)
  expect((await bob.post(RULE, { days: 1, name: 'Hearth' })).status).toBe(401)
  for (const days of [-1, 1.5, 'soon', 1e9]) {
    expect((await ada.post(RULE, { days, name: 'Hearth' })).status).toBe(422)
  }
  expect((await ada.get(`${RULE}preview?days=0`)).status).toBe(422)
})
