// Vectors of a large file on the way: what a crash leaves is gone on with, and nothing else is.
import { afterAll, expect, test } from 'bun:test'
import { appendFile, mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openScratch, sweepScratch } from '../../../src/retrieval/scratch'

const dir = await mkdtemp(join(tmpdir(), 'hearth-scratch-'))
afterAll(() => rm(dir, { recursive: true, force: true }))

const house = { env: { DATA_DIR: dir } }
const vectors = (count: number) =>
  Array.from({ length: count }, (_, n) => new Float32Array([n, 0.5]))
const notes = () => readdir(join(dir, 'ingest')).catch(() => [])

test('what was made before a crash is there afterwards, but for a vector that was cut short', async () => {
  const before = await openScratch(house, 'book', ['words'], 1000)
  await before.add(vectors(3))
  await before.add([new Float32Array([3, 0.5])])
  await appendFile(join(dir, 'ingest', 'book'), new Uint8Array([1, 2, 3]))
  const after = await openScratch(house, 'book', ['words'], 1000)
  expect(after.vectors).toEqual(vectors(4))
  await after.add([new Float32Array([4, 0.5])])
  expect((await openScratch(house, 'book', ['words'], 1000)).vectors).toEqual(vectors(5))
})

test('notes of other words count for nothing, and go when all is done', async () => {
  const other = await openScratch(house, 'book', ['other words'], 1000)
  expect(other.vectors).toEqual([])
  await other.add(vectors(1))
  expect((await openScratch(house, 'book', ['other words'], 1000)).vectors).toEqual(vectors(1))
  await other.remove()
  expect(await notes()).toEqual([])
})

test('a small file is not worth writing down', async () => {
  const small = await openScratch(house, 'leaf', ['words'], 10)
  await small.add(vectors(2))
  expect(small.vectors).toEqual(vectors(2))
  expect(await notes()).toEqual([])
})

test('notes that nobody went on with for days are removed', async () => {
  for (const name of ['old', 'new'])
    await (await openScratch(house, name, ['words'], 1000)).add(vectors(1))
  await utimes(join(dir, 'ingest', 'old'), 0, 0)
  await sweepScratch(house)
  expect(await notes()).toEqual(['new'])
})
