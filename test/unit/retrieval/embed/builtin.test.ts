// Hearth's own embedder: what its vectors say, and how its process comes and goes.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { embedder } from '../../../../src/retrieval/embed'
import { builtinEngine } from '../../../../src/retrieval/embed/builtin'
import { cosine, embedWith } from '../../../embedder'
import { until } from '../../../until'
import { type Opened, openHouse } from './house'

const OWN = { engine: '', model: '', url: '' } as const

let opened: Opened
beforeAll(async () => {
  opened = await openHouse({ RAG_EMBEDDING_IDLE_SECONDS: '0' })
})
afterAll(() => opened[Symbol.asyncDispose]())

const own = () => embedder(opened.house, OWN)

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('puts texts of the same meaning nearer to each other than others', async () => {
  const { vectors, engine } = await embedWith(
    ['How can I get my money back?', 'We refund every purchase.', 'Bees live in hives.'],
    opened.house.env.DATA_DIR,
  )
  const [question, answer, other] = vectors
  expect(engine).toBe('native')
  expect(cosine(question, answer)).toBeGreaterThan(cosine(question, other) + 0.2)
})

test('gives unit vectors of 384 numbers, the same for a text in any company', async () => {
  const [alone] = await own().embed(['The kettle is on.'], 'passage')
  const company = ['word '.repeat(5000), 'The kettle is on.', '', '\u0000\ud800 \u202e']
  const [, again, ...odd] = await own().embed(company, 'passage')
  expect(again).toEqual(alone as Float32Array)
  expect(alone).toHaveLength(384)
  for (const vector of [alone, ...odd]) expect(cosine(vector, vector)).toBeCloseTo(1, 5)
})

test('reads no further than the model can', async () => {
  const long = 'one two three four five six seven '.repeat(60)
  const [one, other] = await own().embed([long, `${long} and then something else`], 'passage')
  expect(other).toEqual(one as Float32Array)
})

test('answers a question while a long document is read', async () => {
  const leaving = new AbortController()
  const book = own().embed(
    Array(500).fill('The sea was calm that night. '),
    'passage',
    leaving.signal,
  )
  const [first] = await Promise.race([own().embed(['Was the sea calm?'], 'query'), book])
  expect(first).toHaveLength(384)
  leaving.abort(new Error('enough'))
  await expect(book).rejects.toThrow('enough')
})

test('starts again when its process is killed, and loses nothing', async () => {
  const { pid } = await builtinEngine(opened.house)
  const texts = Array.from({ length: 40 }, (_, index) => `Sentence number ${index}.`)
  const asked = own().embed(texts, 'passage')
  process.kill(pid, 'SIGKILL')
  expect(await asked).toHaveLength(40)
  const fresh = await builtinEngine(opened.house)
  expect(fresh.pid).not.toBe(pid)
  const [again] = await own().embed(texts.slice(39), 'passage')
  expect((await asked)[39]).toEqual(again as Float32Array)
})

test('gives its memory back when nobody has asked for a while', async () => {
  await using idle = await openHouse({ RAG_EMBEDDING_IDLE_SECONDS: '1' })
  const { pid } = await builtinEngine(idle.house)
  expect(isRunning(pid)).toBeTrue()
  await until(() => !isRunning(pid), 'the process has ended')
  expect(await own().embed(['hello'], 'query')).toHaveLength(1)
})

test('ends with whoever started it', async () => {
  const script = `
    import { builtinEngine } from './src/retrieval/embed/builtin'
    import { openHouse } from './test/unit/retrieval/embed/house'
    await using opened = await openHouse()
    console.log((await builtinEngine(opened.house)).pid)`
  const child = Bun.spawn([process.execPath, '-e', script], {
    cwd: `${import.meta.dir}/../../../..`,
    stdout: 'pipe',
  })
  const pid = Number(await new Response(child.stdout).text())
  expect(pid).toBeGreaterThan(0)
  expect(await child.exited).toBe(0)
  await until(() => !isRunning(pid), 'the process has ended')
})
