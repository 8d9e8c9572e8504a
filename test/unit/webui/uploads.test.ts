// Uploads in parts: on from where the line broke, nobody else's, and gone when they are done with.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { type App, openApp } from '../../app'
import type { Caller } from '../../caller'
import { freshDatabase } from '../../database'
import { onDatabase } from '../../sql'
import { until } from '../../until'

let app: App
let bob: Caller

beforeAll(async () => {
  app = await openApp()
  bob = await app.user('Bob')
})
afterAll(() => app[Symbol.asyncDispose]())

const announce = async (by: Caller, size: number, name = 'parts.txt') =>
  (await by.post('/api/v1/uploads/', { name, size })).body

async function patch(by: Caller, id: string, offset: number | string, body: string) {
  const headers = { 'upload-offset': String(offset) }
  const answer = await by.fetch(`/api/v1/uploads/${id}`, { method: 'PATCH', headers, body })
  return { status: answer.status, body: await answer.json() }
}

const stored = (owner: Caller): string[] => {
  const folder = join(app.dir, 'uploads', owner.id)
  return existsSync(folder) ? readdirSync(folder).sort() : []
}

test('the last byte makes the file, with all that came before', async () => {
  const ann = await app.user('Ann')
  const upload = await announce(ann, 11, '../hello.txt')
  expect(upload).toMatchObject({ received: 0, size: 11, name: 'hello.txt' })
  expect(upload.part).toBeGreaterThan(1_000_000)
  expect((await patch(ann, upload.id, 0, 'hello ')).body).toMatchObject({ received: 6 })
  expect((await ann.get(`/api/v1/uploads/${upload.id}`)).body.received).toBe(6)
  const last = await patch(ann, upload.id, 6, 'world')
  expect(last).toMatchObject({ status: 200, body: { filename: 'hello.txt', user_id: ann.id } })
  const bytes = await ann.fetch(`/api/v1/files/${last.body.id}/content`)
  expect(await bytes.text()).toBe('hello world')
  expect((await ann.get(`/api/v1/uploads/${upload.id}`)).status).toBe(404)
  expect(stored(ann)).toEqual([last.body.id])
})

test('a part at another place than the next is refused, and told where it goes on', async () => {
  const { id } = await announce(bob, 10)
  await patch(bob, id, 0, 'abcd')
  for (const offset of [0, 3, 5, 10]) {
    const { status, body } = await patch(bob, id, offset, 'efgh')
    expect([status, body.received]).toEqual([409, 4])
  }
  for (const odd of ['', '-1', 'four', '4.0', '9'.repeat(30)])
    expect((await patch(bob, id, odd, 'efgh')).status).toBe(400)
  expect((await patch(bob, id, 4, 'efghij')).status).toBe(200)
})

test('more than was announced is refused, and what was there stays', async () => {
  const { id } = await announce(bob, 5)
  await patch(bob, id, 0, 'abc')
  expect((await patch(bob, id, 3, 'defgh')).status).toBe(413)
  expect((await bob.get(`/api/v1/uploads/${id}`)).body.received).toBe(3)
  expect((await patch(bob, id, 3, 'de')).status).toBe(200)
})

/** Sends the head of a part and some of it, and leaves the line open. */
async function begin(id: string, offset: number, length: number, sent: string) {
  const { port, hostname } = new URL(app.url)
  const line = connect(Number(port), hostname)
  const head = `PATCH /api/v1/uploads/${id} HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${bob.token}\r\nupload-offset: ${offset}\r\ncontent-length: ${length}\r\n\r\n`
  line.write(head + sent)
  await until(() => stored(bob).some(name => name.endsWith('.new')))
  return line
}

const received = async (id: string) => (await bob.get(`/api/v1/uploads/${id}`)).body.received

test('what came before the line broke is kept', async () => {
  const { id } = await announce(bob, 10)
  const line = await begin(id, 0, 10, 'abcd')
  line.destroy()
  await until(async () => (await received(id)) === 4)
  const last = await patch(bob, id, 4, 'efghij')
  const bytes = await bob.fetch(`/api/v1/files/${last.body.id}/content`)
  expect(await bytes.text()).toBe('abcdefghij')
})

test('a line that hangs gives way to a new one', async () => {
  const { id } = await announce(bob, 10)
  const line = await begin(id, 0, 10, 'abcd')
  const late = await patch(bob, id, 0, 'abcdefghij')
  expect([late.status, late.body.received]).toEqual([409, 4])
  expect((await patch(bob, id, 4, 'efghij')).status).toBe(200)
  line.destroy()
})

test('two parts at the same time end in one of them', async () => {
  const { id } = await announce(bob, 6)
  const both = await Promise.all([patch(bob, id, 0, 'abc'), patch(bob, id, 0, 'xyz')])
  const statuses = both.map(({ status }) => status).sort()
  expect(statuses.at(0)).toBe(200)
  // The second either came too late, or told the first to give way before that had anything.
  expect(await received(id)).toBe(3)
})

test('an upload that is given up is gone with what was there', async () => {
  const ben = await app.user('Ben')
  const { id } = await announce(ben, 6)
  await patch(ben, id, 0, 'abc')
  expect(stored(ben)).toHaveLength(1)
  expect((await ben.get('/api/v1/uploads/')).body).toHaveLength(1)
  expect((await ben.delete(`/api/v1/uploads/${id}`)).status).toBe(200)
  expect(stored(ben)).toEqual([])
  expect((await patch(ben, id, 3, 'def')).status).toBe(404)
})

test('another’s upload is as one that there is not', async () => {
  const eve = await app.user('Eve')
  const { id } = await announce(bob, 6)
  for (const by of [eve, await app.admin()]) {
    expect((await by.get(`/api/v1/uploads/${id}`)).status).toBe(404)
    expect((await patch(by, id, 0, 'abc')).status).toBe(404)
    expect((await by.delete(`/api/v1/uploads/${id}`)).status).toBe(404)
    expect((await by.get('/api/v1/uploads/')).body).toEqual([])
  }
  expect((await patch(app.nobody, id, 0, 'abc')).status).toBe(403)
  expect(await received(id)).toBe(0)
})

test('nonsense is refused: no size, no name, too many at once', async () => {
  const joe = await app.user('Joe')
  for (const body of [{ name: 'a' }, { size: 1 }, { name: '', size: 1 }, { name: 'a', size: -1 }])
    expect((await joe.post('/api/v1/uploads/', body)).status).toBe(422)
  expect((await joe.post('/api/v1/uploads/', { name: 'a', size: 0 })).status).toBe(400)
  for (let n = 0; n < 50; n++) expect((await announce(joe, 5)).id).toEqual(expect.any(String))
  const more = await joe.post('/api/v1/uploads/', { name: 'a', size: 1 })
  expect(more.status).toBe(400)
  expect(more.body.detail).toContain('50 uploads')
})

test('an account that goes takes its uploads along', async () => {
  const kim = await app.user('Kim')
  const { id } = await announce(kim, 6)
  await patch(kim, id, 0, 'abc')
  await (await app.admin()).delete(`/api/v1/users/${kim.id}`)
  await until(() => !readdirSync(join(app.dir, 'uploads')).includes(kim.id))
})

test('an upload that nobody goes on with is gone the next day, with what was there', async () => {
  await using stack = new AsyncDisposableStack()
  const dir = await mkdtemp(join(tmpdir(), 'hearth-'))
  stack.defer(() => rm(dir, { recursive: true, force: true }))
  const database = await freshDatabase(dir, stack)
  const folder = (owner: Caller) => readdirSync(join(dir, 'uploads', owner.id))
  const uploads: string[] = []
  {
    await using first = await openApp({ dir, database })
    const ada = await first.admin()
    for (const part of ['old', 'new']) {
      const { id } = await announce(ada, 10)
      await patch(ada, id, 0, part)
      uploads.push(id)
    }
    expect(folder(ada)).toHaveLength(2)
    const long_ago = Date.now() - 25 * 3_600_000
    await onDatabase(
      database,
      `update upload set updated_at = ${long_ago} where id = '${uploads[0]}'`,
    )
  }
  await using second = await openApp({ dir, database })
  const ada = await second.admin()
  await until(() => folder(ada).length === 1)
  const left = (await ada.get('/api/v1/uploads/')).body
  expect(left.map(({ id }: { id: string }) => id)).toEqual([uploads[1]])
})

test('no more uploads than allowed are announced at once', async () => {
  const cy = await app.user('Cy')
  const forms = Array.from({ length: 70 }, (_, n) => ({ name: `${n}.txt`, size: 4 }))
  const answers = await Promise.all(forms.map(form => cy.post('/api/v1/uploads/', form)))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(50)
  expect((await cy.get('/api/v1/uploads/')).body).toHaveLength(50)
})
