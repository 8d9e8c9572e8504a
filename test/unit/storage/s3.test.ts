// A bucket that hangs, refuses, breaks off or lies: people get a clear answer, and Hearth goes on.
import { afterAll, afterEach, beforeAll, expect, test } from 'bun:test'
import { type App, openApp } from '../../app'
import { type Bucket, openBucket } from '../../bucket'
import type { Caller } from '../../caller'
import { send } from '../../files'
import { until } from '../../until'

let bucket: Bucket
let app: App
let bob: Caller

beforeAll(async () => {
  bucket = openBucket()
  app = await openApp({ env: bucket.env })
  bob = await app.user('Bob')
})
afterEach(() => bucket.faults.clear())
afterAll(async () => {
  await app[Symbol.asyncDispose]()
  await bucket[Symbol.asyncDispose]()
})

const files = async () => (await bob.get('/api/v1/files/?content=false')).body.length
const SAD = 'The store of files does not work at the moment. Try again soon.'

test('files are kept in the bucket under ids that the server made', async () => {
  const { body } = await send(bob, '../notes.txt', 'Sail at dawn.')
  const key = `${bob.id}/${body.id}`
  expect(new TextDecoder().decode(bucket.objects.get(key))).toBe('Sail at dawn.')
  const answer = await bob.fetch(`/api/v1/files/${body.id}/content`)
  expect(await answer.text()).toBe('Sail at dawn.')
  await bob.delete(`/api/v1/files/${body.id}`)
  expect(bucket.objects.has(key)).toBe(false)
})

test.each(['hang', 'refuse'] as const)('a bucket that will write nothing: %s', async fault => {
  const before = await files()
  bucket.faults.set('PUT', fault)
  const { status, body } = await send(bob, 'lost.txt', 'words')
  expect([status, body.detail]).toEqual([503, SAD])
  expect(JSON.stringify(body)).not.toContain(bucket.url)
  expect(await files()).toBe(before)
  bucket.faults.clear()
  expect((await send(bob, 'kept.txt', 'words')).status).toBe(200)
})

test.each(['hang', 'refuse'] as const)('a bucket that will read nothing: %s', async fault => {
  const { body } = await send(bob, 'kept.txt', 'words')
  bucket.faults.set('GET', fault)
  const answer = await bob.get(`/api/v1/files/${body.id}/content`)
  expect([answer.status, answer.body.detail]).toEqual([503, SAD])
  bucket.faults.clear()
  expect((await bob.get(`/api/v1/files/${body.id}/content`)).body).toBe('words')
})

test('a file that the bucket breaks off does not pass for a whole one', async () => {
  const { body } = await send(bob, 'kept.txt', 'x'.repeat(1000))
  bucket.faults.set('GET', 'drop')
  const answer = bob.fetch(`/api/v1/files/${body.id}/content`).then(whole => whole.text())
  await expect(answer).rejects.toThrow()
})

test('a bucket that sends more than was asked for adds nothing to a file', async () => {
  const { body } = await send(bob, 'kept.txt', 'words')
  bucket.faults.set('GET', 'lie')
  const whole = await bob.fetch(`/api/v1/files/${body.id}/content`)
  expect(await whole.text()).toBe('words')
})

test('a bucket that does not remove is asked again; the file is gone for people at once', async () => {
  const { body } = await send(bob, 'kept.txt', 'words')
  bucket.faults.set('DELETE', 'hang')
  const answer = await bob.delete(`/api/v1/files/${body.id}`)
  expect(answer.status).toBe(200)
  expect((await bob.get(`/api/v1/files/${body.id}`)).status).toBe(404)
  bucket.faults.clear()
  // Another account that goes has the sweeper look.
  const eve = await app.user('Eve')
  await (await app.admin()).delete(`/api/v1/users/${eve.id}`)
  await until(() => !bucket.objects.has(`${bob.id}/${body.id}`))
})

test('a bucket that answers with nonsense is no reason to end', async () => {
  bucket.faults.set('GET', 'nonsense')
  const tom = await app.user('Tom')
  await send(tom, 'kept.txt', 'words')
  await (await app.admin()).delete(`/api/v1/users/${tom.id}`)
  expect((await bob.get('/api/v1/files/')).status).toBe(200)
})

test('a bucket that is away when Hearth starts does not hold it up', async () => {
  await using away = await openApp({
    env: { ...bucket.env, S3_ENDPOINT_URL: 'http://127.0.0.1:9' },
  })
  const ada = await away.admin()
  expect((await send(ada, 'a.txt', 'words')).status).toBe(503)
  expect((await ada.get('/api/v1/files/')).body).toEqual([])
})

test.each(['S3_BUCKET_NAME', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'])(
  'without %s Hearth says so and does not start',
  async name => {
    await expect(openApp({ env: { ...bucket.env, [name]: '' } })).rejects.toThrow(name)
  },
)
