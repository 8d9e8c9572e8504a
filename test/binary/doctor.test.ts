// hearth doctor, and the native library that the executable carries.
import { expect, test } from 'bun:test'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { openProvider } from '../provider'
import { connected, emptyFolder, run, serve } from './hearth'

const doctor = (dir: string, env: Record<string, string> = {}) =>
  run({ dir, args: ['doctor'], env })

const VECTORS = /^ok +vector search +(sqlite-vec v\d+\.\d+\.\d+|exact scan \(.*\))$/m

test('finds nothing wrong in an empty folder, and makes no database', async () => {
  await using folder = await emptyFolder()
  const { code, out } = await doctor(folder.path)
  expect(out).toMatch(/^Hearth \S+ \(\w+\), Bun [\d.]+, /)
  expect(out).toMatch(/^ok +data folder .*will be made/m)
  expect(out).toMatch(VECTORS)
  expect(out).not.toContain('BAD')
  expect(code).toBe(0)
  expect(readdirSync(join(folder.path, 'data'))).toEqual(['lib'])
})

test('looks at a running server: lock, schema, providers', async () => {
  await using provider = await openProvider()
  await using folder = await emptyFolder()
  const env = { ...connected(provider), HTTP_PROXY: 'http://127.0.0.1:1' }
  await using hearth = await serve({ dir: folder.path, env })
  const { code, out } = await doctor(folder.path, env)
  expect(out).toContain(`process ${hearth.pid}`)
  expect(out).toMatch(/^ok +database .*schema (\d+) of \1, \d+ KB$/m)
  expect(out).toContain(`${provider.openai}/models answers 200`)
  expect(code).toBe(0)
})

test('finds a dead provider and one that refuses its key, and says what to do', async () => {
  await using strict = await openProvider({ key: 'another' })
  const dead = await openProvider()
  await dead.close()
  await using folder = await emptyFolder()
  const env = { ...connected(strict), OPENAI_API_BASE_URLS: `${strict.openai};${dead.openai}` }
  await using _hearth = await serve({ dir: folder.path, env })
  const { code, out } = await doctor(folder.path, env)
  expect(out).toMatch(
    new RegExp(`^BAD .*${strict.openai}/models answers 401\n +Check its key`, 'm'),
  )
  expect(out).toMatch(
    new RegExp(`^BAD .*${dead.openai}/models does not answer .*\n +Start it`, 'm'),
  )
  expect(out).not.toContain('key-of-the-provider')
  expect(code).toBe(1)
})

test('says when the folder cannot be a folder', async () => {
  await using folder = await emptyFolder()
  writeFileSync(join(folder.path, 'data'), 'a file')
  const { code, out, err } = await doctor(folder.path)
  expect(out).toMatch(/^BAD +data folder /m)
  expect(err).toBe('')
  expect(code).toBe(1)
})

test('says when the database is damaged', async () => {
  await using folder = await emptyFolder()
  mkdirSync(join(folder.path, 'data'))
  writeFileSync(join(folder.path, 'data', 'hearth.db'), 'never a database')
  const { code, out } = await doctor(folder.path)
  expect(out).toMatch(/^BAD +database .*\n +.*restore a backup/m)
  expect(code).toBe(1)
})

/** Where the library lies; nothing on systems without one. */
const library = (dir: string): string | undefined =>
  [...new Bun.Glob('data/lib/*/vec0.*').scanSync({ cwd: dir, absolute: true })][0]

test('the library is written once, under its hash', async () => {
  await using folder = await emptyFolder()
  await doctor(folder.path)
  const path = library(folder.path)
  if (!path) return expect((await doctor(folder.path)).out).toContain('exact scan')
  const hash = new Bun.CryptoHasher('sha256').update(readFileSync(path)).digest('hex')
  expect(basename(dirname(path))).toBe(hash)
  const { ino, mtimeMs } = statSync(path)
  await doctor(folder.path)
  expect(statSync(path)).toMatchObject({ ino, mtimeMs })
  expect(readdirSync(dirname(path))).toHaveLength(1)
})

test('a library that somebody changed is replaced before it is loaded', async () => {
  await using folder = await emptyFolder()
  await doctor(folder.path)
  const path = library(folder.path)
  if (!path) return expect((await doctor(folder.path)).out).toContain('exact scan')
  const good = readFileSync(path)
  const bad = Buffer.from(good)
  bad[good.length - 1] = (bad.at(-1) ?? 0) ^ 0xff
  for (const content of [bad, good.subarray(0, 1000), Buffer.alloc(0)]) {
    writeFileSync(path, content)
    expect((await doctor(folder.path)).out).toMatch(VECTORS)
    expect(readFileSync(path).equals(good)).toBe(true)
  }
})
