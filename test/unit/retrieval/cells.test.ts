// The index of a large knowledge base: it answers as the passages one by one do, and follows what comes and goes.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, openApp } from '../../app'
import type { Caller } from '../../caller'
import { freshDatabase } from '../../database'
import { add, base, KNOWLEDGE, readFile } from '../../knowledge'
import { openProvider, type Provider } from '../../provider'
import { onDatabase } from '../../sql'
import { until } from '../../until'

const PASSAGES = 40
const QUESTIONS = ['amber willow', 'harbour lantern copper', 'quiet orchard river stone']
const WORDS = `amber willow harbour lantern copper quiet orchard river stone meadow candle
  violet thunder marble feather anchor saffron cedar island mirror`.split(/\s+/)

let stack: AsyncDisposableStack
let provider: Provider
let options: { dir: string; database: string; env: Record<string, string> }
let app: App
let ada: Caller
let tea: string
let coffee: string
const files: string[] = []

beforeAll(async () => {
  stack = new AsyncDisposableStack()
  provider = stack.use(await openProvider({ models: ['embed', 'another'] }))
  const dir = await mkdtemp(join(tmpdir(), 'hearth-'))
  stack.defer(() => rm(dir, { recursive: true, force: true }))
  const env = {
    RAG_INDEX_FROM: '50',
    CHUNK_SIZE: '150',
    CHUNK_OVERLAP: '0',
    RAG_EMBEDDING_ENGINE: 'openai',
    RAG_EMBEDDING_MODEL: 'embed',
    RAG_EMBEDDING_BATCH_SIZE: '64',
    RAG_OPENAI_API_BASE_URL: provider.openai,
  }
  options = { dir, database: await freshDatabase(dir, stack), env }
  stack.defer(() => app[Symbol.asyncDispose]())
  app = await openApp(options)
  ada = await app.admin()
  for (const name of ['Assam', 'Ceylon', 'Darjeeling', 'Sencha']) files.push(await shelf(name))
})
afterAll(() => stack.disposeAsync())

/** Sends a file of some passages that are all different; gives its id. */
function shelf(name: string): Promise<string> {
  const word = (n: number) => WORDS[Bun.hash.crc32(`${name} ${n}`) % WORDS.length]
  const passage = (n: number) => Array.from({ length: 16 }, (_, at) => word(n * 16 + at)).join(' ')
  const text = Array.from({ length: PASSAGES }, (_, n) => `${name} ${n} ${passage(n)}.`)
  return readFile(ada, `${name}.txt`, text.join('\n\n'))
}

/** What was left behind is taken away some seconds after a start, and each minute. */
async function startAgain(): Promise<void> {
  await (app.kill?.() ?? app[Symbol.asyncDispose]())
  app = await openApp(options)
  ada = await app.admin()
}

async function nearest(query: string, collection_names: string[]) {
  const form = { collection_names, query, k: 8, hybrid: false }
  const { body } = await ada.post('/retrieval/api/v1/query/collection', form)
  return { documents: body.documents[0] as string[], distances: body.distances[0] as number[] }
}

/** Files that are named one by one have no index: their passages are compared each. */
async function answersAs(knowledge: string, held: string[]) {
  for (const query of QUESTIONS) {
    const exact = await nearest(
      query,
      held.map(id => `file-${id}`),
    )
    const found = await nearest(query, [knowledge])
    expect(exact.documents).toHaveLength(8)
    expect(found.distances.map(rounded)).toEqual(exact.distances.map(rounded))
    expect(found.documents.toSorted()).toEqual(exact.documents.toSorted())
  }
}

const rounded = (distance: number) => distance.toFixed(5)

const sql = (text: string) => onDatabase(app.database, text)

const indexesOf = (knowledge: string) =>
  sql(`select id, state from cell_index where knowledge_id = '${knowledge}' and state <> 'gone'`)

/** The vectors that an index has, by the readings that they are of. */
async function inside(index: unknown): Promise<Record<string, unknown>[]> {
  const rows = app.database.startsWith('postgres')
    ? `cell_vector_${index}`
    : `cell_vector where id >> 24 in (select id from cell where index_id = ${index})`
  return sql(`select set_id, count(*) as count from ${rows} group by set_id order by set_id`)
}

/** Waits until the index has just these files; from then on nothing is compared one by one. */
const indexed = (knowledge: string, held: string[]) =>
  until(async () => {
    const [index] = await indexesOf(knowledge)
    if (index?.state !== 'live') return undefined
    const wanted = await sql(
      `select id from chunk_set where state = 'live' and file_id in ('${held.join("', '")}')`,
    )
    const noted = await sql(`select set_id from cell_set where index_id = ${index.id}`)
    const ids = (rows: Record<string, unknown>[]) => rows.flatMap(Object.values).map(Number).sort()
    return Bun.deepEquals(ids(noted), ids(wanted)) ? index : undefined
  }, 'the index has the files')

test('a knowledge base of many passages gets an index, which answers as they do one by one', async () => {
  tea = await base(ada)
  await add(ada, tea, ...files)
  const index = await indexed(tea, files)
  const counts = (await inside(index.id)).map(({ count }) => Number(count))
  expect(counts).toHaveLength(files.length)
  for (const count of counts) expect(count).toBeGreaterThanOrEqual(PASSAGES)
  await answersAs(tea, files)
})

test('a small knowledge base has none, and answers', async () => {
  const small = await base(ada, { name: 'Small' })
  await add(ada, small, ...files.slice(0, 1))
  await answersAs(small, files.slice(0, 1))
  expect(await indexesOf(small)).toEqual([])
})

test('a file that is put in is found at once, and then by the index', async () => {
  files.push(await shelf('Oolong'))
  await add(ada, tea, ...files.slice(-1))
  await answersAs(tea, files)
  await indexed(tea, files)
  await answersAs(tea, files)
})

test('a file that is taken out is found no more, and leaves nothing in the index', async () => {
  const [file_id] = files.splice(0, 1)
  await ada.post(`${KNOWLEDGE}/${tea}/file/remove`, { file_id })
  await answersAs(tea, files)
  const { id } = await indexed(tea, files)
  expect(await inside(id)).toHaveLength(files.length)
  await answersAs(tea, files)
})

test('other words of a file take the place of those that were indexed', async () => {
  const [file] = files
  const content = 'Amber willow, and amber willow once more.'
  await ada.post(`/api/v1/files/${file}/data/content/update`, { content })
  expect((await nearest('amber willow', [tea])).documents[0]).toBe(content)
  const { id } = await indexed(tea, files)
  expect(await inside(id)).toHaveLength(files.length)
  await answersAs(tea, files)
})

// PostgreSQL has no cells of its own, and takes a reading out in one step.
if (!process.env.TEST_DATABASE_URL) {
  const counted = async (index: unknown) => {
    const [cells] = await sql(`select sum(size) as sum from cell where index_id = ${index}`)
    const counts = (await inside(index)).map(({ count }) => Number(count))
    expect(Number(cells?.sum)).toBe(counts.reduce((sum, count) => sum + count, 0))
  }

  test('cells know how many vectors they have, whatever came and went', async () => {
    const { id } = await indexed(tea, files)
    await counted(id)
  })

  test('a reading whose taking out was cut short is taken out, and put in when it is there again', async () => {
    const { id } = await indexed(tea, files)
    const [{ set_id } = {}] = await inside(id)
    await sql(`update cell_set set set_id = -set_id where index_id = ${id} and set_id = ${set_id}`)
    files.push(await shelf('Pu-erh'))
    await add(ada, tea, ...files.slice(-1))
    await indexed(tea, files)
    expect(await inside(id)).toHaveLength(files.length)
    await counted(id)
    await answersAs(tea, files)
  })
}

test('an index that is half made when Hearth stops is made to its end at the next start', async () => {
  coffee = await base(ada, { name: 'Coffee' })
  await add(ada, coffee, ...files)
  await until(async () => (await indexesOf(coffee)).length > 0)
  await startAgain()
  await answersAs(coffee, files)
  const { id } = await indexed(coffee, files)
  expect(await inside(id)).toHaveLength(files.length)
  await answersAs(coffee, files)
  await answersAs(tea, files)
})

test('another embedder has an index of its own, which takes the place of the old one', async () => {
  const before = await indexed(tea, files)
  await ada.post('/api/v1/settings', { 'rag.embedding_model': 'another' })
  await until(
    async () => (await ada.get('/retrieval/api/v1/reindex')).body.live.model === 'another',
  )
  const after = await until(async () => {
    const all = await indexesOf(tea)
    return all.find(({ id, state }) => id !== before.id && state === 'live')
  })
  // It answers while files still come to it, as they are read.
  await until(async () => (await inside(after.id)).length === files.length)
  await answersAs(tea, files)
})

test('files and knowledge bases that are deleted leave nothing in any index', async () => {
  const [gone] = files.splice(1, 1)
  await ada.delete(`/api/v1/files/${gone}`)
  await answersAs(tea, files)
  const old = await sql(`select id from cell_index where knowledge_id = '${coffee}'`)
  expect(old).not.toBeEmpty()
  await ada.delete(`${KNOWLEDGE}/${coffee}/delete`)
  await startAgain()
  const { id } = await indexed(tea, files)
  expect(await inside(id)).toHaveLength(files.length)
  await answersAs(tea, files)
  const any = `in (${old.map(row => row.id).join()})`
  await until(async () => (await sql(`select 1 from cell_index where id ${any}`)).length === 0)
  expect(await sql(`select 1 from cell_set where index_id ${any}`)).toEqual([])
})
