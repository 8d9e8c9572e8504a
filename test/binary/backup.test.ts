// A backup of a running server, restored elsewhere; and a password that somebody forgot.
import { expect, test } from 'bun:test'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { signIn } from '../app'
import { caller } from '../caller'
import { emptyFolder, PASSWORD, run, serve } from './hearth'

const PICTURE =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

function pictured(title: string) {
  const id = crypto.randomUUID()
  const files = [{ type: 'image', url: PICTURE }]
  const message = {
    id,
    parentId: null,
    childrenIds: [],
    role: 'user',
    content: 'Look',
    files,
    timestamp: 1,
  }
  return { title, history: { currentId: id, messages: { [id]: message } } }
}

test('what a running server holds is there after the restore: chats, images, sessions', async () => {
  await using old = await emptyFolder()
  await using fresh = await emptyFolder()
  const file = join(old.path, 'hearth.tar')
  await using hearth = await serve({ dir: old.path })
  const ada = await hearth.admin()
  const chat = (await ada.post('/api/v1/chats/new', { chat: pictured('A picture') })).body
  const { code, out } = await run({ dir: old.path, args: ['backup', file] })
  expect(out).toContain(`Backed up to ${file}`)
  expect(code).toBe(0)
  expect(statSync(file).mode & 0o077).toBe(0)
  expect((await ada.get('/api/v1/auths/')).status).toBe(200)
  expect(readdirSync(join(old.path, 'data')).filter(name => name.startsWith('.backup'))).toEqual([])

  const restored = await run({ dir: fresh.path, args: ['restore', file] })
  expect(restored.err).toBe('')
  expect(restored.code).toBe(0)
  await using again = await serve({ dir: fresh.path })
  const same = caller(again.url, ada)
  expect((await same.get('/api/v1/auths/')).body.email).toBe('ada@example.org')
  expect((await same.get(`/api/v1/chats/${chat.id}`)).body).toEqual(chat)
  await signIn(again.url, 'ada@example.org', PASSWORD)
})

test('a backup replaces no file unless told to', async () => {
  await using folder = await emptyFolder()
  const dir = folder.path
  await using _hearth = await serve({ dir })
  writeFileSync(join(dir, 'mine.tar'), 'precious')
  const { code, err } = await run({ dir, args: ['backup', 'mine.tar'] })
  expect(err).toMatch(/^hearth: [^\n]*--force[^\n]*\n$/)
  expect(code).toBe(1)
  expect(readFileSync(join(dir, 'mine.tar'), 'utf8')).toBe('precious')
  expect((await run({ dir, args: ['backup', '--force', 'mine.tar'] })).code).toBe(0)
})

test('a folder in use, and one with a Hearth, are not restored into', async () => {
  await using folder = await emptyFolder()
  const dir = folder.path
  await using hearth = await serve({ dir })
  await run({ dir, args: ['backup', 'b.tar'] })
  const used = await run({ dir, args: ['restore', 'b.tar'] })
  expect(used.err).toMatch(/^hearth: [^\n]*holds a Hearth already[^\n]*\n$/)
  expect(used.code).toBe(1)
  await hearth.stop()
  expect((await run({ dir, args: ['restore', 'b.tar'] })).code).toBe(1)
})

test('what is no backup is refused, and nothing is left behind', async () => {
  await using folder = await emptyFolder()
  const dir = folder.path
  {
    await using _hearth = await serve({ dir })
    await run({ dir, args: ['backup', 'good.tar'] })
  }
  const good = readFileSync(join(dir, 'good.tar'))
  const broken = Buffer.from(good)
  broken.fill(0x5a, 512 + 4096 * 3, 512 + 4096 * 9)
  writeFileSync(join(dir, 'cut.tar'), good.subarray(0, good.length / 2))
  writeFileSync(join(dir, 'text.tar'), 'not a tape archive at all')
  writeFileSync(join(dir, 'empty.tar'), '')
  writeFileSync(join(dir, 'pages.tar'), broken)
  for (const name of ['cut.tar', 'text.tar', 'empty.tar', 'pages.tar', 'gone.tar']) {
    const { code, err } = await run({ dir, args: ['restore', name, '--data-dir', 'other'] })
    expect(`${name} ${err}`).toMatch(/^\S+ hearth: [^\n]+\n$/)
    expect(code).toBe(1)
    expect([...new Bun.Glob('other/**/*.db').scanSync({ cwd: dir, dot: true })]).toEqual([])
  }
  expect((await run({ dir, args: ['restore', 'good.tar', '--data-dir', 'other'] })).code).toBe(0)
})

test('reset-password opens the account again and ends its sessions, on a running server too', async () => {
  await using folder = await emptyFolder()
  const dir = folder.path
  await using hearth = await serve({ dir })
  const ada = await hearth.admin()
  const { code, out } = await run({ dir, args: ['user', 'reset-password', 'ADA@example.org'] })
  expect(code).toBe(0)
  const password = /: (\S{12,})\n/.exec(out)?.[1] ?? ''
  expect((await ada.get('/api/v1/auths/')).status).toBe(401)
  const old = { email: ada.email, password: PASSWORD }
  expect((await hearth.nobody.post('/api/v1/auths/signin', old)).status).toBe(400)
  await signIn(hearth.url, ada.email, password)
})

test('reset-password takes a password from standard input, and knows who is not there', async () => {
  await using folder = await emptyFolder()
  const dir = folder.path
  await using hearth = await serve({ dir })
  const ada = await hearth.admin()
  const set = (email: string, text: string) =>
    run({ dir, args: ['user', 'reset-password', email, '--stdin'] }, text)
  expect((await set(ada.email, 'a new long phrase\n')).out).not.toContain('phrase')
  await signIn(hearth.url, ada.email, 'a new long phrase')
  expect((await set(ada.email, 'short\n')).err).toMatch(/^hearth: [^\n]*8 characters[^\n]*\n$/)
  const nobody = await set('nobody@example.org', 'a new long phrase\n')
  expect(nobody.err).toBe('hearth: No account has the e-mail nobody@example.org.\n')
  expect(nobody.code).toBe(1)
})

test('a restore goes beside what else lies in an empty-looking folder', async () => {
  await using folder = await emptyFolder()
  const dir = folder.path
  {
    await using _hearth = await serve({ dir })
    await run({ dir, args: ['backup', 'b.tar'] })
  }
  mkdirSync(join(dir, 'other'))
  writeFileSync(join(dir, 'other', 'notes.txt'), 'mine')
  expect((await run({ dir, args: ['restore', 'b.tar', '-d', 'other'] })).code).toBe(0)
  expect(readFileSync(join(dir, 'other', 'notes.txt'), 'utf8')).toBe('mine')
})
