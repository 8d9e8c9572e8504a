// CVE-2026-44560, 45398, 54009, 54010, 70487: ids of files and knowledge in requests open nothing that is not the caller's.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Caller } from '../../caller'
import { add, base, readFile, sharedWith } from '../../knowledge'
import { type Data, type Desk, openDesk, say, streamed } from './desk'
import { begin, ended, question } from './follow'
import { asBase, asFile, asked, TEAPOT, told } from './shelf'

let desk: Desk
let bob: Caller
let teapot: string
let shelf: string

beforeAll(async () => {
  desk = await openDesk({}, { ENABLE_TITLE_GENERATION: 'false' }, ['openai', 'ollama'])
  bob = await desk.user('Bob', 'echo', 'echo:latest')
  teapot = await readFile(desk.ada, 'teapot.txt', TEAPOT)
  shelf = await base(desk.ada, { name: 'Shelf' })
  await add(desk.ada, shelf, teapot)
})
afterAll(() => desk[Symbol.asyncDispose]())

const DOORS = [
  ['/api/chat/completions', 'echo'],
  ['/openai/chat/completions', 'echo'],
  ['/v1/chat/completions', 'echo'],
  ['/ollama/v1/chat/completions', 'echo:latest'],
  ['/ollama/api/chat', 'echo:latest'],
] as const

/** Every way to name what is Ada's, and what nobody has. */
const foreign = (): object[] => [
  asFile(teapot),
  asFile(teapot, { context: 'full' }),
  asFile(teapot, { user_id: bob.id, meta: { collection_name: shelf } }),
  asBase(shelf),
  { type: 'collection', collection_names: [shelf], legacy: true },
  { type: 'collection', collection_names: [`file-${teapot}`], legacy: true },
  { type: 'text', collection_name: shelf },
  { type: 'doc', collection_name: `file-${teapot}` },
  { id: teapot },
  { id: shelf, legacy: true },
  asFile(crypto.randomUUID()),
  asBase(crypto.randomUUID()),
  asBase('knowledge-bases'),
  asBase("x' or resource_id != '"),
  { collection_name: `user-memory-${desk.ada.id}` },
  { collection_name: 'a'.repeat(63) },
]

test('CVE-2026-44560, CVE-2026-45398, CVE-2026-45402: every door answers 404 before a model or an embedder is asked, whatever the form', async () => {
  const before = desk.provider.work.length
  for (const [path, model] of DOORS) {
    for (const entry of foreign()) {
      const { status, body } = await bob.post(path, say('cups?', { model, files: [entry] }))
      expect([path, entry, status]).toEqual([path, entry, 404])
      expect(JSON.stringify(body)).not.toContain('seven cups')
    }
  }
  expect(desk.provider.work.length).toBe(before)
})

test('so does a reply, and nothing is written', async () => {
  const before = asked(desk.provider)
  for (const entry of foreign().filter(entry => Object(entry).type)) {
    const message = { id: crypto.randomUUID(), content: 'cups?', files: [entry] }
    const { status } = await bob.post('/api/v1/replies', { message, model: 'echo' })
    expect([entry, status]).toEqual([entry, 404])
  }
  expect(asked(desk.provider)).toBe(before)
  expect((await bob.get('/api/v1/chats/')).body).toEqual([])
})

test('CVE-2026-54010: ids that were saved into a chat of one’s own open nothing either', async () => {
  const files = [asFile(teapot), asBase(shelf)]
  const { body } = await bob.post('/api/v1/chats/new', { chat: { title: 'Mine', files } })
  const reply = await begin(bob, question('cups?', { chat_id: body.id }))
  const { message } = await ended(bob, reply.id)
  expect(message.sources).toBeUndefined()
  expect(JSON.stringify(told(desk.provider))).not.toContain('seven cups')
})

test('a grant counts from the moment it is given to the moment it is taken', async () => {
  const { ada } = desk
  const share = (readers: Caller[]) =>
    ada.post(`/api/v1/knowledge/${shelf}/update`, {
      name: 'Shelf',
      description: '',
      access_control: sharedWith(readers),
    })
  const tries = [asBase(shelf), asFile(teapot)].map(entry => say('cups?', { files: [entry] }))
  await share([bob])
  for (const body of tries) {
    const { events } = await streamed(bob, body)
    expect(events[0].sources.flatMap(({ document }: Data) => document)).toEqual([TEAPOT])
  }
  const message = { id: crypto.randomUUID(), content: 'cups?', files: [asBase(shelf)] }
  const first = await begin(bob, { message, model: 'echo' })
  expect((await ended(bob, first.id)).message.sources).toHaveLength(1)
  await share([])
  for (const body of tries) expect((await streamed(bob, body)).status).toBe(404)
  const { chat_id, id: parent_id } = first
  const next = await begin(bob, question('and now?', { chat_id, parent_id }))
  expect((await ended(bob, next.id)).message.sources).toBeUndefined()
  const [{ content }] = told(desk.provider)
  expect(content).not.toContain('seven cups')
})
