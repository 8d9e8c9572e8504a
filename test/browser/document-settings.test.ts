// An admin has the documents embedded by another server, while the index before goes on answering.
import type { Page } from 'playwright-core'
import { openApp } from '../app'
import type { Caller } from '../caller'
import { readFile } from '../knowledge'
import { openProvider, type Provider } from '../provider'
import { until } from '../until'
import { journey, openPage } from './browser'
import { button } from './person'

const EMBEDDINGS = '/v1/embeddings'

/** A server of embeddings that answers, and another that does as the script of its path says. */
async function openHouse() {
  await using stack = new AsyncDisposableStack()
  const old = stack.use(await openProvider({ models: ['embed'] }))
  const next = stack.use(await openProvider({ models: ['embed'] }))
  const env = {
    RAG_EMBEDDING_ENGINE: 'openai',
    RAG_EMBEDDING_MODEL: 'embed',
    RAG_OPENAI_API_BASE_URL: old.openai,
    AIOHTTP_CLIENT_TIMEOUT: '5',
  }
  const app = stack.use(await openApp({ env }))
  const ada = await app.admin()
  await readFile(ada, 'keeper.txt', 'Skerry is kept by Ingrid Falk.')
  const all = stack.move()
  return { app, ada, old, next, [Symbol.asyncDispose]: () => all.disposeAsync() }
}

const asks = async (page: Page) => {
  await page.getByLabel('Ask your files a question').fill('Who keeps Skerry?')
  await page.locator('form#try').getByRole('button', { name: 'Try' }).click()
  await page.getByText('1 passage after').waitFor()
}

/** Writes the address of the embedder and saves it. */
const embedBy = async (page: Page, { openai }: Provider) => {
  const address = page.getByRole('textbox', { name: 'Address of the embedder' })
  await address.fill(openai)
  await address.press('Enter')
}

const standing = async (ada: Caller) => (await ada.get('/retrieval/api/v1/reindex')).body

journey('another embedder reads everything anew, and is given up half way', async () => {
  await using house = await openHouse()
  const { app, ada, old, next } = house
  next.paths[EMBEDDINGS] = { fault: { hang: 'headers' } }
  await using page = await openPage(app, { as: ada, path: '/settings/documents' })
  await page.getByText(`Answers come from embed at ${old.openai}.`).waitFor()
  await embedBy(page, next)
  await page.getByText(`Reading everything by embed at ${next.openai}`).waitFor()
  await page.getByText('0 of 1 files').waitFor()
  await asks(page)
  await button(page, 'Keep the present index').click()
  await button(page, 'Read everything anew').waitFor()
  await page.getByText(`Answers come from embed at ${old.openai}.`).waitFor()
  await until(async () => !(await standing(ada)).building)
})

journey('an embedder that does not answer says why; put right, it takes over', async () => {
  await using house = await openHouse()
  const { app, ada, next } = house
  const body = { error: { message: 'There is no such model here' } }
  next.paths[EMBEDDINGS] = { fault: { status: 404, body } }
  await using page = await openPage(app, { as: ada, path: '/settings/documents' })
  await embedBy(page, next)
  await page.getByText('There is no such model here').waitFor()
  await asks(page)
  delete next.paths[EMBEDDINGS]
  await button(page, 'Try again').click()
  await page.getByText(`Answers come from embed at ${next.openai}.`).waitFor()
  await asks(page)
})
