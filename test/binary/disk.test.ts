// A full disk and a folder that cannot be written: told as such, survived, and over when they are over.
import { expect, test } from 'bun:test'
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Caller } from '../caller'
import { send } from '../files'
import { openProvider } from '../provider'
import { until } from '../until'
import { emptyFolder, type Hearth, run, serve } from './hearth'

const MOUNTS = ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c']

/** Runs with a disk of its own in place of `data`, of so many KB; seen by that process alone. */
const small = (kilobytes: number): string[] => [
  ...MOUNTS,
  `mount -t tmpfs -o size=${kilobytes}k tmpfs data && exec "$0" "$@"`,
]

const chat = (text: string) => ({ title: text.slice(0, 10), history: { messages: {} }, text })

const save = (ada: Caller, text = 'a chat') => ada.post('/api/v1/chats/new', { chat: chat(text) })

/** Fills what is left of that process's disk; gives the way to free it again. */
function fillUp(hearth: Hearth, dir: string): () => void {
  const filler = join(`/proc/${hearth.pid}/root`, dir, 'data', 'filler')
  const file = openSync(filler, 'w')
  for (const size of [65_536, 4096, 512, 1]) {
    try {
      for (;;) writeSync(file, Buffer.alloc(size))
    } catch (error) {
      if (Object(error).code !== 'ENOSPC') throw error
    }
  }
  closeSync(file)
  return () => rmSync(filler)
}

test('a full disk is 507 with a reason; reading goes on, and so does writing once there is room', async () => {
  await using folder = await emptyFolder()
  const dir = folder.path
  mkdirSync(join(dir, 'data'))
  await using hearth = await serve({ dir, before: small(6000) })
  const ada = await hearth.admin()
  const kept = (await save(ada)).body
  const free = fillUp(hearth, dir)
  const big = await save(ada, 'x'.repeat(500_000))
  expect(big.status).toBe(507)
  expect(big.body.detail).toContain('The disk is full')
  expect((await ada.get(`/api/v1/chats/${kept.id}`)).body).toEqual(kept)
  expect((await ada.get('/api/v1/chats/')).body).toHaveLength(1)
  free()
  expect((await save(ada, 'x'.repeat(500_000))).status).toBe(200)
})

test('a file that there is no room for says so, and is read once there is', async () => {
  await using provider = await openProvider({
    models: ['embed'],
    scripts: { embed: { pace: 'steps' } },
  })
  await using folder = await emptyFolder()
  const dir = folder.path
  mkdirSync(join(dir, 'data'))
  const env = {
    RAG_EMBEDDING_ENGINE: 'openai',
    RAG_EMBEDDING_MODEL: 'embed',
    RAG_OPENAI_API_BASE_URL: provider.openai,
  }
  await using hearth = await serve({ dir, env, before: small(12_000) })
  const ada = await hearth.admin()
  const sent = send(ada, 'tea.txt', 'Tea is poured. '.repeat(20_000), '')
  await provider.call('/v1/embeddings')
  const free = fillUp(hearth, dir)
  provider.finish()
  const { body } = await sent
  expect(body).toMatchObject({
    state: 'queued',
    error: expect.stringContaining('The disk is full'),
  })
  free()
  const done = () =>
    until(async () => (await ada.get(`/api/v1/files/${body.id}`)).body.state === 'done')
  // It is taken up only when its lease has ended, 15 to 20 s later.
  await done().catch(done)
}, 90_000)

test('a disk that is full from the start is told in one line', async () => {
  await using folder = await emptyFolder()
  mkdirSync(join(folder.path, 'data'))
  const { code, err } = await run({ dir: folder.path, before: small(16) })
  expect(err).toMatch(/^hearth: The disk is full\.[^\n]*\n$/)
  expect(code).toBe(1)
})

test('a read-only folder is told in one line', async () => {
  await using folder = await emptyFolder()
  mkdirSync(join(folder.path, 'data'))
  const before = [...MOUNTS, 'mount -t tmpfs -o ro tmpfs data && exec "$0" "$@"']
  const { code, err } = await run({ dir: folder.path, before })
  expect(err).toMatch(/^hearth: [^\n]*(read-only|cannot be opened|rights)[^\n]*\n$/)
  expect(code).toBe(1)
})

test('uploads that cannot be written are 507 with a reason', async () => {
  await using folder = await emptyFolder()
  const dir = folder.path
  mkdirSync(join(dir, 'data', 'uploads'), { recursive: true })
  const before = [...MOUNTS, 'mount -t tmpfs -o ro tmpfs data/uploads && exec "$0" "$@"']
  await using hearth = await serve({ dir, before })
  const ada = await hearth.admin()
  const id = crypto.randomUUID()
  const files = [{ type: 'image', url: 'data:image/png;base64,iVBORw0KGgo=' }]
  const message = { id, parentId: null, childrenIds: [], role: 'user', content: 'Look', files }
  const history = { currentId: id, messages: { [id]: message } }
  const answer = await ada.post('/api/v1/chats/new', { chat: { title: 'Picture', history } })
  expect(answer.status).toBe(507)
  expect(answer.body.detail).toContain('cannot be written')
  expect((await ada.get('/api/v1/chats/')).body).toEqual([])
  expect((await save(ada)).status).toBe(200)
})
