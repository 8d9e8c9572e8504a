// Files in a real S3 server (moto): written, read in parts, resumed and removed, under a prefix.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { S3Client } from 'bun'
import { type App, openApp } from '../app'
import type { Caller } from '../caller'
import { send } from '../files'
import { until } from '../until'

const BUCKET = 'hearth-files'
const MB = 1024 * 1024

let server: Bun.Subprocess
let endpoint: string
let bucket: S3Client
let app: App
let bob: Caller

beforeAll(async () => {
  const free = await freePort()
  const python = process.env.PYTHON ?? 'python3'
  if (!Bun.spawnSync([python, '-c', 'import moto.server']).success)
    throw new Error(`${python} has no moto. pip install 'moto[server]', or set PYTHON.`)
  server = Bun.spawn([python, '-m', 'moto.server', '-H', '127.0.0.1', '-p', String(free)], {
    stdout: 'ignore',
    stderr: 'ignore',
  })
  endpoint = `http://127.0.0.1:${free}`
  await until(() =>
    fetch(`${endpoint}/${BUCKET}`, { method: 'PUT' }).then(
      ({ ok }) => ok,
      () => false,
    ),
  )
  bucket = new S3Client({ ...KEYS, bucket: BUCKET, endpoint, region: 'us-east-1' })
  app = await openApp({ env: place() })
  bob = await app.user('Bob')
}, 60_000)
afterAll(async () => {
  await app?.[Symbol.asyncDispose]()
  server?.kill()
})

/** A port that nobody listens on; moto does not tell which one it chose. */
async function freePort(): Promise<number> {
  const probe = Bun.serve({ port: 0, fetch: () => new Response() })
  const { port = 0 } = probe
  await probe.stop(true)
  return port
}

const KEYS = { accessKeyId: 'hearth', secretAccessKey: 'the-secret' }
const place = () => ({
  STORAGE_PROVIDER: 's3',
  S3_ACCESS_KEY_ID: KEYS.accessKeyId,
  S3_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
  S3_REGION_NAME: 'us-east-1',
  S3_BUCKET_NAME: BUCKET,
  S3_ENDPOINT_URL: endpoint,
  S3_KEY_PREFIX: '/house/files',
})

const keys = async (prefix: string) =>
  ((await bucket.list({ prefix })).contents ?? []).map(({ key }) => key)

const noise = (size: number) => {
  const bytes = new Uint8Array(size)
  for (let at = 0; at < size; at += 65_536)
    crypto.getRandomValues(bytes.subarray(at, Math.min(size, at + 65_536)))
  return bytes
}

test('a file is an object under the prefix, and nothing lies on this machine', async () => {
  const { body } = await send(bob, 'notes.txt', 'Sail at dawn.')
  expect(await keys('')).toContain(`house/files/${bob.id}/${body.id}`)
  const answer = await bob.fetch(`/api/v1/files/${body.id}/content`)
  expect(await answer.text()).toBe('Sail at dawn.')
  const part = await bob.fetch(`/api/v1/files/${body.id}/content`, {
    headers: { range: 'bytes=5-6' },
  })
  expect([part.status, await part.text()]).toEqual([206, 'at'])
  expect(await Array.fromAsync(new Bun.Glob('uploads/**').scan(app.dir))).toEqual([])
})

test('a large file goes in parts, and any part of it comes back', async () => {
  const bytes = noise(20 * MB + 7)
  const { body } = await send(bob, 'noise.bin', bytes)
  expect(body.meta.size).toBe(bytes.byteLength)
  const head = { headers: { range: `bytes=${8 * MB - 3}-${8 * MB + 3}` } }
  const part = await bob.fetch(`/api/v1/files/${body.id}/content`, head)
  expect(new Uint8Array(await part.arrayBuffer())).toEqual(bytes.slice(8 * MB - 3, 8 * MB + 4))
  const whole = await bob.fetch(`/api/v1/files/${body.id}/content`)
  expect(Bun.hash(await whole.arrayBuffer())).toBe(Bun.hash(bytes))
})

test('an upload in parts is put together, and its parts are gone', async () => {
  const bytes = noise(9 * MB)
  const before = await keys(`house/files/${bob.id}/`)
  const { id } = (await bob.post('/api/v1/uploads/', { name: 'noise.bin', size: bytes.length }))
    .body
  const patch = (from: number, to: number) =>
    bob.fetch(`/api/v1/uploads/${id}`, {
      method: 'PATCH',
      headers: { 'upload-offset': String(from) },
      body: bytes.slice(from, to),
    })
  expect((await patch(0, 6 * MB)).status).toBe(200)
  const row = await (await patch(6 * MB, bytes.length)).json()
  expect(row.sha256).toBe(new Bun.CryptoHasher('sha256').update(bytes).digest('hex'))
  const after = await keys(`house/files/${bob.id}/`)
  expect(after.filter(key => !before.includes(key))).toEqual([`house/files/${bob.id}/${row.id}`])
})

test('a file that is deleted is gone from the bucket', async () => {
  const { body } = await send(bob, 'gone.txt', 'soon')
  await bob.delete(`/api/v1/files/${body.id}`)
  expect(await keys(`house/files/${bob.id}/${body.id}`)).toEqual([])
})

test('what is refused half way leaves nothing in the bucket', async () => {
  const before = await keys('')
  const broken = new ReadableStream({
    start(controller) {
      const head = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.bin"\r\n\r\n'
      controller.enqueue(new TextEncoder().encode(head))
      controller.enqueue(noise(10 * MB))
      controller.close()
    },
  })
  const headers = { 'content-type': 'multipart/form-data; boundary=x' }
  const answer = await bob.fetch('/api/v1/files/', { method: 'POST', body: broken, headers })
  expect(answer.status).toBe(422)
  expect(await keys('')).toEqual(before)
})

test('an account that goes takes more objects along than one page of a list has', async () => {
  const eve = await app.user('Eve')
  const { body } = await send(eve, 'one.txt', 'one')
  const others = Array.from({ length: 1020 }, (_, n) => `house/files/${eve.id}/more-${n}`)
  for (let at = 0; at < others.length; at += 30)
    await Promise.all(others.slice(at, at + 30).map(key => bucket.write(key, 'x')))
  await bucket.write(`house/files/${eve.id}x/other`, 'stays')
  await (await app.admin()).delete(`/api/v1/users/${eve.id}`)
  await until(async () => (await keys(`house/files/${eve.id}/`)).length === 0)
  expect(await keys(`house/files/${eve.id}x/`)).toHaveLength(1)
  expect((await bob.get(`/api/v1/files/${body.id}`)).status).toBe(404)
}, 60_000)

test('hearth doctor tries the bucket, and says what is wrong with another', async () => {
  const doctor = async (more: Record<string, string>) => {
    const env = { PATH: process.env.PATH, DATA_DIR: app.dir, ...place(), ...more }
    const binary = process.env.HEARTH_BINARY
    const command = binary ? [binary] : [process.execPath, 'src/main.ts']
    return new Response(Bun.spawn([...command, 'doctor'], { env, stderr: 'inherit' }).stdout).text()
  }
  expect(await doctor({})).toContain(`ok   files          bucket ${BUCKET}`)
  expect(await keys('house/files/check/')).toEqual([])
  expect(await doctor({ S3_BUCKET_NAME: 'nowhere' })).toContain('there is no such bucket')
  expect(await doctor({ S3_ENDPOINT_URL: 'http://127.0.0.1:9' })).toContain('nothing listens')
}, 60_000)
