// Files through knowledge bases: open to who may read the base now, and changed by their owners alone.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type App, openApp } from '../../app'
import type { Caller } from '../../caller'
import { send } from '../../files'

let app: App
let ada: Caller
let bob: Caller
let eve: Caller

beforeAll(async () => {
  app = await openApp()
  ada = await app.admin()
  bob = await app.user('Bob')
  eve = await app.user('Eve')
  const permissions = (await ada.get('/api/v1/users/default/permissions')).body
  permissions.workspace.knowledge = true
  await ada.post('/api/v1/users/default/permissions', permissions)
})
afterAll(() => app[Symbol.asyncDispose]())

const NAMES = { name: 'Charts', description: 'Of the sea' }
const readers = (...ids: string[]) => ({ read: { user_ids: ids, group_ids: [] } })
const PATHS = ['', '/content', '/content/html', '/content/chart.txt', '/data/content', '/text']

/** A base of Bob's with a file in it; the file's place. */
async function shelf(access_control: object | null) {
  const { id: file } = (await send(bob, 'chart.txt', `Rocks ahead, ${crypto.randomUUID()}.`)).body
  const data = { file_ids: [file] }
  const made = await bob.post('/api/v1/knowledge/create', { ...NAMES, access_control, data })
  expect(made.status).toBe(200)
  return { base: `/api/v1/knowledge/${made.body.id}`, file: `/api/v1/files/${file}`, id: file }
}

async function statuses(who: Caller, file: string): Promise<number[]> {
  const answers = await Promise.all(PATHS.map(path => who.get(file + path)))
  return [...new Set(answers.map(({ status }) => status))]
}

test('who reads a knowledge base opens its files, and does nothing else with them', async () => {
  const { file } = await shelf(readers(eve.id))
  expect(await statuses(eve, file)).toEqual([200])
  expect((await eve.delete(file)).status).toBe(404)
  for (const verb of ['data/content/update', 'retry', 'cancel'])
    expect((await eve.post(`${file}/${verb}`, { content: 'No rocks.' })).status).toBe(404)
  expect((await eve.get('/api/v1/files/')).body).toEqual([])
  expect((await bob.get(file)).body.bases).toBe(1)
})

test('a base for everybody opens its files to everybody, and one for nobody to its owner alone', async () => {
  const open = await shelf(null)
  const shut = await shelf({})
  expect(await statuses(eve, open.file)).toEqual([200])
  expect(await statuses(eve, shut.file)).toEqual([404])
  expect(await statuses(bob, shut.file)).toEqual([200])
})

test('CVE-2026-109285, CVE-2026-45402: whoever lost the base has lost its files at that moment', async () => {
  const { base, file } = await shelf(readers(eve.id))
  expect(await statuses(eve, file)).toEqual([200])
  await bob.post(`${base}/update`, { ...NAMES, access_control: {} })
  expect(await statuses(eve, file)).toEqual([404])
  await bob.post(`${base}/update`, { ...NAMES, access_control: readers(eve.id) })
  expect(await statuses(eve, file)).toEqual([200])
  await bob.delete(`${base}/delete`)
  expect(await statuses(eve, file)).toEqual([404])
  expect(await statuses(bob, file)).toEqual([200])
})

test('CVE-2026-54010, CVE-2026-45402: naming another’s file in an own base opens nothing', async () => {
  const { id } = (await send(bob, 'secret.txt', 'The treasure is here.')).body
  const data = { file_ids: [id] }
  const made = await eve.post('/api/v1/knowledge/create', { ...NAMES, access_control: {}, data })
  expect(made.status).toBeGreaterThanOrEqual(400)
  const own = (await eve.post('/api/v1/knowledge/create', { ...NAMES, access_control: {} })).body
  const added = await eve.post(`/api/v1/knowledge/${own.id}/file/add`, { file_id: id })
  expect(added.status).toBeGreaterThanOrEqual(400)
  expect(await statuses(eve, `/api/v1/files/${id}`)).toEqual([404])
})
