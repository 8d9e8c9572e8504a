// Stored bytes that a crash parted from the database: gone after the next start, and nothing else is.
import { Database } from 'bun:sqlite'
import { expect, test } from 'bun:test'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PASSWORD, signIn } from '../app'
import type { Caller } from '../caller'
import { until } from '../until'
import { emptyFolder, serve } from './hearth'

const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=='

/** Saves a chat that shows a picture. */
async function showPicture(somebody: Caller): Promise<void> {
  const id = crypto.randomUUID()
  const files = [{ type: 'image', url: PIXEL }]
  const message = { id, parentId: null, childrenIds: [], role: 'user', content: 'Look', files }
  const history = { currentId: id, messages: { [id]: message } }
  const { status } = await somebody.post('/api/v1/chats/new', { chat: { title: 'Look', history } })
  expect(status).toBe(200)
}

/** Runs with `data/uploads` as it is, but unchangeable. */
const frozen = [
  ...['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c'],
  'mount --bind data/uploads data/uploads && mount -o remount,bind,ro data/uploads && exec "$0" "$@"',
]

test('the files of a removed account go at the next start when they could not go at once', async () => {
  await using folder = await emptyFolder()
  const dir = folder.path
  const stored = () => readdirSync(join(dir, 'data', 'uploads')).sort()
  const bob = { name: 'Bob', email: 'bob@example.org', password: PASSWORD, role: 'user' }
  await using first = await serve({ dir })
  const ada = await first.admin()
  await ada.post('/api/v1/auths/add', bob)
  const added = await signIn(first.url, bob.email)
  await showPicture(ada)
  await showPicture(added)
  expect(stored()).toEqual([ada.id, added.id].sort())
  await first.stop()
  await using second = await serve({ dir, before: frozen })
  const again = await second.admin()
  expect((await again.delete(`/api/v1/users/${added.id}`)).body).toBe(true)
  await second.kill()
  expect(stored()).toHaveLength(2)
  await using third = await serve({ dir })
  await until(() => stored().length === 1)
  expect(readdirSync(join(dir, 'data', 'uploads', ada.id))).toHaveLength(1)
  expect((await (await third.admin()).get('/api/v1/chats/')).body).toHaveLength(1)
})

test('bytes without a row go once they are old; what nobody noted stays', async () => {
  await using folder = await emptyFolder()
  const dir = folder.path
  const data = join(dir, 'data')
  await using first = await serve({ dir })
  const ada = await first.admin()
  await first.stop()
  const uploads = join(data, 'uploads')
  const key = () => `${ada.id}/${crypto.randomUUID()}`
  const [old, young, own] = [key(), key(), key()]
  mkdirSync(join(uploads, ada.id), { recursive: true })
  for (const file of [old, `${old}.new`, young, own]) writeFileSync(join(uploads, file), '')
  using database = new Database(join(data, 'hearth.db'))
  const note = database.prepare('insert into file_gone (key, due_at) values (?, ?)')
  note.run(old, Date.now() - 1)
  note.run(young, Date.now() + 60_000)
  await using _second = await serve({ dir })
  const left = () => readdirSync(join(uploads, ada.id)).sort()
  await until(() => left().length === 2)
  expect(left().map(id => `${ada.id}/${id}`)).toEqual([young, own].sort())
})
