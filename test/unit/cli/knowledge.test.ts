// hearth knowledge: a folder comes into a knowledge base of a running Hearth, and only what changed goes again.
import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test'
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type App, openApp } from '../../app'
import type { Caller } from '../../caller'
import { base, file, held, KNOWLEDGE, sharedWith } from '../../knowledge'
import { until } from '../../until'
import { command, hearth } from './shell'

let app: App
let ada: Caller
let key: string
let folder: string
let name: string
let count = 0

beforeAll(async () => {
  app = await openApp({ env: { ENABLE_API_KEY: 'true' } })
  ada = await app.admin()
  key = (await ada.post('/api/v1/auths/api_key')).body.api_key
})
afterAll(() => app[Symbol.asyncDispose]())
beforeEach(() => {
  folder = mkdtempSync(join(app.dir, 'folder-'))
  name = `Handbook ${count++}`
})

const env = () => ({ HEARTH_URL: app.url, HEARTH_API_KEY: key })
const run = (...args: string[]) => hearth(app, ['knowledge', ...args], { env: env() })
const sync = (...flags: string[]) => run('sync', name, folder, '--no-wait', ...flags)

function write(path: string, content: string): void {
  const at = join(folder, path)
  mkdirSync(join(at, '..'), { recursive: true })
  writeFileSync(at, content)
}

interface Row {
  id: string
  path: string
  sha256: string
  filename: string
}

const idOf = async (): Promise<string> => {
  const { body } = await ada.get(`${KNOWLEDGE}/search?query=${encodeURIComponent(name)}`)
  return body.data.find((one: { name: string }) => one.name === name)?.id
}
const rows = async (): Promise<Row[]> =>
  (await ada.get(`${KNOWLEDGE}/${await idOf()}/files?limit=500`)).body.data
const paths = async () => (await rows()).map(({ path }) => path).sort()

test('a folder becomes a base of one’s own, and the second time there is nothing to do', async () => {
  write('tea.txt', 'Leaves')
  write('sorts/green/sencha.md', '# Sencha')
  const first = await sync()
  expect(first).toMatchObject({ code: 0, err: '' })
  expect(first.out).toContain('add    sorts/green/sencha.md\n')
  expect(first.out).toContain('Done: 2 added, 0 changed, 0 moved, 0 removed.\n')
  expect(await paths()).toEqual(['sorts/green/sencha.md', 'tea.txt'])
  expect((await ada.get(`${KNOWLEDGE}/${await idOf()}`)).body.access_control).toEqual({})
  const before = await rows()
  const second = await sync()
  expect(second.out).toContain('Nothing to do.\n')
  expect((await rows()).map(({ id }) => id)).toEqual(before.map(({ id }) => id))
})

test('it waits until everything is read, and says what could not be', async () => {
  write('tea.txt', 'Leaves')
  write('blank.txt', '   ')
  const { code, out } = await run('sync', name, folder)
  expect([code, out]).toEqual([1, expect.stringMatching(/^unread blank\.txt \(.+\)$/m)])
  const { body } = await ada.get(`${KNOWLEDGE}/${await idOf()}?content=false`)
  expect(body.states).toEqual({ done: 1, failed: 1 })
  // It is told again, but nothing new went wrong.
  const again = await run('sync', name, folder)
  expect([again.code, again.out]).toEqual([0, expect.stringContaining('unread blank.txt')])
})

test('only what changed is sent; what moved is moved, and what went stays unless it is to go', async () => {
  for (const letter of ['a', 'b', 'c', 'd']) write(`${letter}.txt`, letter)
  await sync()
  const before = new Map((await rows()).map(row => [row.path, row.id]))
  write('a.txt', 'changed')
  mkdirSync(join(folder, 'old'))
  renameSync(join(folder, 'b.txt'), join(folder, 'old/b.txt'))
  rmSync(join(folder, 'c.txt'))
  const dry = await sync('--dry-run', '--prune')
  expect(dry.out).toBe('change a.txt\nmove   b.txt to old/b.txt\nremove c.txt\n')
  expect(await paths()).toEqual(['a.txt', 'b.txt', 'c.txt', 'd.txt'])
  const { out } = await sync()
  expect(out).toContain('keep   c.txt')
  expect(out).toContain('Done: 0 added, 1 changed, 1 moved, 0 removed.')
  expect(await paths()).toEqual(['a.txt', 'c.txt', 'd.txt', 'old/b.txt'])
  const after = new Map((await rows()).map(row => [row.path, row.id]))
  expect(after.get('a.txt')).not.toBe(before.get('a.txt'))
  expect(after.get('old/b.txt')).toBe(before.get('b.txt') ?? '')
  expect(after.get('d.txt')).toBe(before.get('d.txt') ?? '')
  // What was replaced is deleted, since nothing else held it.
  expect((await ada.get(`/api/v1/files/${before.get('a.txt')}`)).status).toBe(404)
  await sync('--prune')
  expect(await paths()).toEqual(['a.txt', 'd.txt', 'old/b.txt'])
  expect((await ada.get(`/api/v1/files/${before.get('c.txt')}`)).status).toBe(404)
})

test('files that were added by hand are left alone', async () => {
  const id = await base(ada, { name })
  const byHand = await file(ada, 'note.txt')
  await ada.post(`${KNOWLEDGE}/${id}/files/add`, { files: [{ file_id: byHand }] })
  write('tea.txt', 'Leaves')
  await sync('--prune')
  expect(await held(ada, id)).toContain(byHand)
  expect(await paths()).toEqual(['', 'tea.txt'])
})

test('hidden files, empty ones and links out of the folder stay behind', async () => {
  write('.git/config', 'x')
  write('.env', 'x')
  write('Thumbs.db', 'x')
  write('empty.txt', '')
  write('kept/tea.txt', 'Leaves')
  symlinkSync('/etc', join(folder, 'outside'))
  symlinkSync('/etc/hostname', join(folder, 'outside.txt'))
  symlinkSync(join(folder, '.env'), join(folder, 'secret.txt'))
  symlinkSync(join(folder, 'nowhere'), join(folder, 'broken.txt'))
  symlinkSync(folder, join(folder, 'kept/round'))
  symlinkSync('tea.txt', join(folder, 'kept/linked.txt'))
  const { code, out } = await sync()
  expect(code).toBe(0)
  expect(await paths()).toEqual(['kept/linked.txt', 'kept/tea.txt'])
  for (const left of ['empty.txt', 'outside', 'outside.txt', 'secret.txt', 'broken.txt'])
    expect(out).toContain(`skip   ${left} (`)
})

test('names with blanks at their ends, accents in pieces and two dots are the same the second time', async () => {
  for (const odd of [' a .txt', 'u\u0308ber.txt', '..b..txt'.slice(2), 'x y/ z'])
    write(odd, `content of ${odd}`)
  await sync()
  expect((await sync()).out).toContain('Nothing to do.')
  expect(await paths()).toEqual(['a .txt', 'b..txt', 'x y/z', 'über.txt'])
})

test('a run that is broken off is gone on with, and nothing comes twice', async () => {
  const many = Array.from({ length: 120 }, (_, n) => `f${String(n).padStart(3, '0')}.txt`)
  for (const one of many) write(one, `This is ${one}`)
  await ada.post(`${KNOWLEDGE}/create`, { name, description: '', access_control: {} })
  const child = command(app, ['knowledge', 'sync', name, folder, '--no-wait'], env())
  await until(async () => (await paths()).length > 0, 'the first files')
  child.kill('SIGINT')
  const [code, err] = [await child.exited, await new Response(child.stderr).text()]
  const some = await paths()
  if (some.length < many.length) {
    expect([code, err]).toEqual([130, expect.stringContaining('Run it again to go on.')])
  }
  expect((await sync()).code).toBe(0)
  expect(await paths()).toEqual(many)
})

const LARGE = 9 * 1024 * 1024

test.each([
  ['goes on with', true],
  ['begins again after', false],
])('a large file %s what an earlier run sent of it', async (_, same) => {
  const content = `${'Leaves of tea. '.repeat(1000)}\n`.repeat(LARGE / 15_001)
  write(`large ${same}.txt`, content)
  const form = { name: `large ${same}.txt`, size: content.length }
  const upload = (await ada.post('/api/v1/uploads/', form)).body.id
  await ada.fetch(`/api/v1/uploads/${upload}`, {
    method: 'PATCH',
    headers: { 'upload-offset': '0' },
    body: same ? content.slice(0, 100_000) : 'Something else',
  })
  expect((await sync()).code).toBe(0)
  const [row] = await rows()
  expect(row?.sha256).toBe(new Bun.CryptoHasher('sha256').update(content).digest('hex'))
  expect((await ada.get('/api/v1/uploads/')).body).toEqual([])
})

test('a file that Hearth does not want is told, and the others come', async () => {
  await ada.post('/api/v1/settings', { 'rag.file.max_size': 1 })
  write('small.txt', 'Leaves')
  write('large.txt', 'x'.repeat(1024 * 1024 + 1))
  const { code, out } = await sync()
  await ada.post('/api/v1/settings', { 'rag.file.max_size': null })
  expect([code, out]).toEqual([1, expect.stringMatching(/^failed large\.txt: .+$/m)])
  expect(await paths()).toEqual(['small.txt'])
})

test('who may write syncs, who may only read is told, and a name that two bases have is not guessed', async () => {
  await app.user('Zoe').then(async zoe => {
    const hers = (await zoe.post('/api/v1/auths/api_key')).body.api_key
    const as = () =>
      hearth(app, ['knowledge', 'sync', name, folder, '--no-wait'], {
        env: { HEARTH_URL: app.url, HEARTH_API_KEY: hers },
      })
    write('tea.txt', 'Leaves')
    expect((await as()).err).toContain('you may not make one')
    await base(ada, { name, access_control: sharedWith([zoe]) })
    expect((await as()).err).toContain('not change it')
    const id = await base(ada, { name, access_control: sharedWith([], [zoe]) })
    expect(await as()).toMatchObject({ code: 0, err: '' })
    expect(await held(zoe, id)).toHaveLength(1)
    const { code, err } = await sync()
    expect([code, err]).toEqual([1, expect.stringContaining('Name one by its id')])
  })
})

test('the list has every base with its files', async () => {
  const id = await base(ada, { name })
  await file(ada, 'tea.txt').then(file_id =>
    ada.post(`${KNOWLEDGE}/${id}/files/add`, { files: [{ file_id }] }),
  )
  const { code, out } = await run('list')
  expect([code, out]).toEqual([0, expect.stringContaining(`${id}  ${name} (1 file, 7 bytes`)])
  const json = JSON.parse((await run('list', '--json')).out)
  expect(json.find((one: Row) => one.id === id)).toMatchObject({ name, count: 1 })
})

test('a key comes from a file or from standard input, never from the arguments', async () => {
  writeFileSync(join(app.dir, 'key'), `${key}\n`)
  const bare = { HEARTH_URL: app.url }
  for (const [from, input] of [
    ['key', ''],
    ['-', `${key}\n`],
  ] as const) {
    const args = ['knowledge', 'list', '--key-file', from]
    expect((await hearth(app, args, { env: bare, input })).code).toBe(0)
  }
  const none = await hearth(app, ['knowledge', 'list'], { env: bare })
  expect([none.code, none.err]).toEqual([1, expect.stringContaining('HEARTH_API_KEY')])
  expect((await run('list', '--key', key)).code).toBe(2)
})

test('a wrong key, a wrong address and a wrong call are each one clear line', async () => {
  const told = async (args: string[], more: Record<string, string> = {}) => {
    const { code, err } = await hearth(app, ['knowledge', ...args], { env: { ...env(), ...more } })
    expect(err.trim().split('\n')).toHaveLength(1)
    return [code, err]
  }
  expect(await told(['list'], { HEARTH_API_KEY: 'sk-no' })).toEqual([
    1,
    expect.stringContaining('API key'),
  ])
  expect(await told(['list'], { HEARTH_URL: 'http://127.0.0.1:9' })).toEqual([
    1,
    expect.stringContaining('Nothing answers'),
  ])
  expect(await told(['list', '--url', 'chat.example.org'])).toEqual([
    2,
    expect.stringContaining('no address'),
  ])
  expect(await told(['sync', name, join(folder, 'nowhere')])).toEqual([
    1,
    expect.stringContaining('not a folder'),
  ])
  for (const wrong of [[], ['list', 'x'], ['sync', name], ['drop', name]])
    expect((await told(wrong))[0]).toBe(2)
})

test('what is no Hearth, or sends on elsewhere, gets no key twice and is told by its address', async () => {
  const seen: (string | null)[] = []
  const other = Bun.serve({
    port: 0,
    fetch({ headers, url }) {
      seen.push(headers.get('authorization'))
      if (new URL(url).pathname.startsWith('/sent'))
        return Response.redirect('http://127.0.0.1:9/', 302)
      return new Response('<html>')
    },
  })
  try {
    const ask = (path: string) => run('list', '--url', `http://127.0.0.1:${other.port}${path}`)
    expect((await ask('')).err).toContain('is not a Hearth')
    expect((await ask('/sent')).err).toContain('sends on to http://127.0.0.1:9/')
    expect(seen).toHaveLength(2)
  } finally {
    await other.stop(true)
  }
})
