// Passages of files as a question finds them: by meaning, by word, in any script, and only while they are there.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type App, openApp } from '../../app'
import type { Caller } from '../../caller'
import { ask, upload } from './library'

let stack: AsyncDisposableStack
let app: App
let ada: Caller

beforeAll(async () => {
  stack = new AsyncDisposableStack()
  app = stack.use(await openApp({ env: { CHUNK_SIZE: '120', CHUNK_OVERLAP: '0' } }))
  ada = await app.admin()
})
afterAll(() => stack.disposeAsync())

const bread = [
  'Bread needs flour, water, salt and yeast, and an hour of patience on top of it all.',
  'Knead the dough for ten minutes, let it rise in a warm place and fold it twice over.',
  'Error code E-4711 means that the oven is too cold, and the plate in it was forgotten.',
].join('\n\n')

const firsts = async (id: string, query: string): Promise<string> =>
  (await ask(ada, id, query, { k: 1 })).documents[0][0]

test('the passage that means it is first, and so is the one with the very word', async () => {
  const { id } = await upload(ada, 'Bread.txt', bread)
  expect(await firsts(id, 'How long do I work the mixture with my hands?')).toContain('Knead')
  expect(await firsts(id, 'E-4711')).toContain('E-4711')
})

test('words are found in a script without blanks', async () => {
  const text = ['北京是中华人民共和国的首都。', '上海是最大的城市，港口很忙。'].join(
    `\n\n${'海'.repeat(118)}\n\n`,
  )
  const { id } = await upload(ada, 'Cities.txt', text)
  expect(await firsts(id, '港口')).toContain('港口')
})

test('a question in the syntax of either index is a question', async () => {
  const { id } = await upload(ada, 'Syntax.txt', bread)
  for (const query of ['yeast" OR * NEAR(', "yeast' & | !:* <->", 'text:yeast -"', '% _ \\ ; --']) {
    const answer = await ada.post('/retrieval/api/v1/query/collection', {
      collection_names: [`file-${id}`],
      query,
    })
    expect(answer.status).toBe(200)
  }
  expect(await firsts(id, 'yeast" OR * NEAR(')).toContain('yeast')
})

test('new words take the place of the old ones, and go with their file', async () => {
  const { id } = await upload(ada, 'Change.txt', bread)
  await ada.post(`/api/v1/files/${id}/data/content/update`, { content: 'The lamp is lit at dusk.' })
  const { documents } = await ask(ada, id, 'yeast', { k: 9 })
  expect(documents).toEqual([['The lamp is lit at dusk.']])
  await ada.delete(`/api/v1/files/${id}`)
  expect((await ask(ada, id, 'lamp')).documents).toEqual([[]])
})
