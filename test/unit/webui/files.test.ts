// Files through the API: taken in, listed, shown to those who may see them, and removed with all that is theirs.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type App, openApp } from '../../app'
import type { Caller } from '../../caller'
import { say, start, talk } from '../../documents'
import { PNG, send } from '../../files'
import { until } from '../../until'

let app: App
let ada: Caller
let bob: Caller
let eve: Caller

beforeAll(async () => {
  app = await openApp()
  ada = await app.admin()
  bob = await app.user('Bob')
  eve = await app.user('Eve')
})
afterAll(() => app[Symbol.asyncDispose]())

const stored = (owner: Caller) => readdirSync(join(app.dir, 'uploads', owner.id))

test('a file that is sent is a row in the contract’s shape, without a path', async () => {
  const { status, body } = await send(bob, 'notes.txt', 'Sail at dawn.')
  expect(status).toBe(200)
  expect(body).toMatchObject({
    user_id: bob.id,
    filename: 'notes.txt',
    data: {},
    meta: { name: 'notes.txt', content_type: 'text/plain', size: 13 },
    error: null,
  })
  expect(body).not.toHaveProperty('path')
  expect(body.created_at).toBeLessThan(Date.now() / 100)
  const row = (await bob.get(`/api/v1/files/${body.id}`)).body
  expect(row.path).toBe('notes.txt')
  expect(row.sha256).toBe(new Bun.CryptoHasher('sha256').update('Sail at dawn.').digest('hex'))
})

test('a file that is waited for comes back with its words and their hash', async () => {
  const { body } = await send(bob, 'log.txt', 'Wind from the west.', '')
  expect(body).toMatchObject({ state: 'done', error: null })
  expect(body.data.content).toContain('Wind from the west.')
  expect(body.hash).toBe(new Bun.CryptoHasher('sha256').update(body.data.content).digest('hex'))
  expect(body.meta.collection_name).toBe(`file-${body.id}`)
  const words = await bob.get(`/api/v1/files/${body.id}/data/content`)
  expect(words.body).toEqual({ content: body.data.content })
  const text = await bob.get(`/api/v1/files/${body.id}/text`)
  expect(text.body).toMatchObject({ content: body.data.content, unit: null, state: 'done' })
  const bare = await bob.get(`/api/v1/files/${body.id}?content=false`)
  expect(bare.body.data).toEqual({})
})

test('a file that cannot be read says why in its row, and can be tried again', async () => {
  const { status, body } = await send(bob, 'broken.pdf', '%PDF-1.7 and nothing more', '')
  expect(status).toBe(200)
  expect(body).toMatchObject({ state: 'failed', hash: null, data: {}, path: 'broken.pdf' })
  expect(body.error).toEqual(expect.any(String))
  const again = await bob.post(`/api/v1/files/${body.id}/retry`)
  expect(again.body).toMatchObject({ id: body.id, error: null })
  await until(async () => (await bob.get(`/api/v1/files/${body.id}`)).body.state === 'failed')
})

test('other words take the place of those that were read', async () => {
  const { body } = await send(bob, 'plan.txt', 'Go north.', '')
  const path = `/api/v1/files/${body.id}/data/content`
  expect((await bob.post(`${path}/update`, { content: 'Go south.' })).body).toEqual({
    content: 'Go south.',
  })
  expect((await bob.get(path)).body).toEqual({ content: 'Go south.' })
  const row = (await bob.get(`/api/v1/files/${body.id}`)).body
  expect(row).toMatchObject({ state: 'done', data: { content: 'Go south.' } })
  expect(row.hash).not.toBe(body.hash)
  expect((await bob.post(`${path}/update`, {})).status).toBe(422)
})

test('pictures are kept and not read', async () => {
  const { body } = await send(bob, 'pixel.png', PNG, '')
  expect(body).toMatchObject({ state: 'stored', meta: { content_type: 'image/png' } })
  expect((await bob.post(`/api/v1/files/${body.id}/retry`)).status).toBe(400)
})

test('an empty file is refused and leaves nothing', async () => {
  await send(bob, 'something.txt', 'something')
  const before = stored(bob)
  const { status, body } = await send(bob, 'empty.txt', '')
  expect(status).toBe(400)
  expect(body.detail).toMatch(/^\[ERROR: .+\]$/)
  expect(stored(bob)).toEqual(before)
})

test('one’s own files are listed, the newest first, with words unless they are not wanted', async () => {
  const dan = await app.user('Dan')
  for (const name of ['one.txt', 'Two.txt', 'three_%.txt']) await send(dan, name, `of ${name}`, '')
  await start(dan, album())
  const names = async (query: string) => {
    const { headers, body } = await dan.get(`/api/v1/files/?${query}`)
    const found = body.map((row: { filename: string }) => row.filename)
    return [found, headers.get('x-total-count')]
  }
  expect(await names('')).toEqual([['three_%.txt', 'Two.txt', 'one.txt'], '3'])
  expect(await names('skip=1&limit=1&content=false')).toEqual([['Two.txt'], '3'])
  expect(await names('query=TWO')).toEqual([['Two.txt'], '1'])
  expect(await names('query=%25')).toEqual([['three_%.txt'], '1'])
  expect(await names('skip=7')).toEqual([[], '3'])
  const [full] = (await dan.get('/api/v1/files/')).body
  const [bare] = (await dan.get('/api/v1/files/?content=false')).body
  expect(full.data.content).toContain('of three')
  expect(bare.data).toEqual({})
  expect(full).not.toHaveProperty('path')
  const everybodys = (await ada.get('/api/v1/files/?content=false')).body
  const owners = everybodys.map((row: { user_id: string }) => row.user_id)
  expect(owners).toContain(dan.id)
})

test('a name with an odd letter in it is looked for like any other', async () => {
  expect((await eve.get('/api/v1/files/?query=%00')).status).toBe(200)
})

test('a list of more files than a page of it has them all, each once', async () => {
  const joe = await app.user('Joe')
  const names = Array.from({ length: 23 }, (_, n) => `note-${n}.txt`)
  for (const name of names) await send(joe, name, name)
  const { body } = await joe.get('/api/v1/files/')
  expect(body.map((row: { filename: string }) => row.filename).sort()).toEqual(names.sort())
})

/** A talk that shows a picture. */
function album() {
  const url = `data:image/png;base64,${Buffer.from(PNG).toString('base64')}`
  const made = talk('Album')
  say(made, 'Look', null, { files: [{ type: 'image', url }] })
  return made
}

test('CVE-2026-45301, CVE-2024-7043, CVE-2024-7048, CVE-2026-45671: another’s file is as one that there is not', async () => {
  const { body } = await send(bob, 'secret.txt', 'The treasure is here.')
  const unknown = crypto.randomUUID()
  const paths = ['', '/content', '/content/html', '/content/secret.txt', '/data/content', '/text']
  for (const path of paths) {
    const foreign = await eve.get(`/api/v1/files/${body.id}${path}`)
    const none = await eve.get(`/api/v1/files/${unknown}${path}`)
    expect([path, foreign.status]).toEqual([path, 404])
    expect(foreign.body).toEqual(none.body)
  }
  const posts = ['/data/content/update', '/retry', '/cancel']
  for (const path of posts) {
    const foreign = await eve.post(`/api/v1/files/${body.id}${path}`, { content: 'mine' })
    expect([path, foreign.status]).toEqual([path, 404])
  }
  expect((await eve.delete(`/api/v1/files/${body.id}`)).status).toBe(404)
  expect((await eve.get('/api/v1/files/')).body).toEqual([])
  expect((await eve.delete('/api/v1/files/all')).status).toBe(401)
  expect((await bob.get(`/api/v1/files/${body.id}`)).body.filename).toBe('secret.txt')
})

test('nobody in particular sees and sends nothing', async () => {
  const { body } = await send(bob, 'mine.txt', 'mine')
  for (const path of ['/', `/${body.id}`, `/${body.id}/content`, `/${body.id}/text`])
    expect((await app.nobody.get(`/api/v1/files${path}`)).status).toBe(403)
  expect((await send(app.nobody, 'a.txt', 'a')).status).toBe(403)
  expect((await app.nobody.delete(`/api/v1/files/${body.id}`)).status).toBe(403)
})

test('odd ids find nothing', async () => {
  for (const id of ['..%2F..%2Fetc', '%00', "x' or 1=1 --", 'a'.repeat(300), '%F0%9F%92%A9'])
    expect((await bob.get(`/api/v1/files/${id}/content`)).status).toBe(404)
})

test('a file that is deleted is gone with its words and its bytes', async () => {
  const { body } = await send(bob, 'short.txt', 'Short-lived.')
  expect(stored(bob)).toContain(body.id)
  const gone = await bob.delete(`/api/v1/files/${body.id}`)
  expect(gone.body).toEqual({ message: 'File deleted successfully' })
  for (const path of ['', '/content', '/data/content'])
    expect((await bob.get(`/api/v1/files/${body.id}${path}`)).status).toBe(404)
  expect(stored(bob)).not.toContain(body.id)
  expect((await bob.delete(`/api/v1/files/${body.id}`)).status).toBe(404)
})

test('whoever waits for a file that is deleted meanwhile hears that it is gone', async () => {
  const waiting = send(bob, 'gone-soon.txt', 'Many words, one by one. '.repeat(40_000), 'wait=true')
  const find = async () => (await bob.get('/api/v1/files/?query=gone-soon&content=false')).body[0]
  await until(async () => (await find()) !== undefined)
  expect((await bob.delete(`/api/v1/files/${(await find()).id}`)).status).toBe(200)
  expect((await waiting).status).toBe(404)
})

test('a picture of a message goes with that, and not by itself', async () => {
  const id = await start(bob, album())
  const chat = JSON.stringify((await bob.get(`/api/v1/chats/${id}?images=link`)).body)
  const file = /files\/([0-9a-f-]{36})\/content/.exec(chat)?.[1]
  expect((await bob.get(`/api/v1/files/${file}/content`)).status).toBe(200)
  expect((await bob.delete(`/api/v1/files/${file}`)).status).toBe(404)
  expect((await bob.get(`/api/v1/files/${file}/content`)).status).toBe(200)
})

test('an account that goes takes its files along, and a clearing takes everybody’s', async () => {
  await using other = await openApp()
  const [admin, ann, tom] = [await other.admin(), await other.user('Ann'), await other.user('Tom')]
  for (const somebody of [ann, tom]) await send(somebody, 'note.txt', 'words')
  await start(tom, album())
  const files = async () => (await admin.get('/api/v1/files/?content=false')).body.length
  const folder = (owner: Caller) => join(other.dir, 'uploads', owner.id)
  await admin.delete(`/api/v1/users/${ann.id}`)
  expect(await files()).toBe(1)
  await until(() => !readdirSync(join(other.dir, 'uploads')).includes(ann.id))
  const { body } = await admin.delete('/api/v1/files/all')
  expect(body).toEqual({ message: 'All files deleted successfully' })
  expect(await files()).toBe(0)
  expect(readdirSync(folder(tom))).toHaveLength(1)
})
