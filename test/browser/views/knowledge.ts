// Knowledge bases, and the settings of documents and of the web. What would change the house is only played.
import type { Page, Route } from 'playwright-core'
import { button } from '../person'
import { BOOK } from '../shelf'
import { shelf } from './documents'
import { close, heading, type Stop, type Visit } from './view'

/** Files of a base, as if one were being read and one could not be. */
const withTroubles = async (route: Route) => {
  const response = await route.fetch()
  const page = await response.json()
  const [first, second] = page.data
  if (!first || !second) return route.fulfill({ response })
  const charts = { id: 'charts', filename: 'Charts.docx', path: 'North/Sound/Charts.docx' }
  page.data = [
    first,
    { ...second, path: 'North/Skerry.md', state: 'running', stage: 'reading', done: 3, total: 12 },
    {
      ...first,
      ...charts,
      state: 'failed',
      error: 'This file is locked by a password. Save it without one, and add it again.',
    },
  ]
  return route.fulfill({ response, json: page })
}

const choose = async (page: Page, item: string) => {
  await button(page, 'More to do').click()
  await page.getByRole('menuitem', { name: item }).click()
  await page.getByRole('dialog').waitFor()
}

const base: Stop[] = [
  {
    name: 'knowledge-list',
    arrange: async (page, stage) => {
      await shelf(stage)
      await page.goto(`${stage.app.url}/knowledge`)
      await page.getByRole('link', { name: /Keepers and lamps/ }).waitFor()
    },
  },
  {
    name: 'knowledge-new',
    arrange: async page => {
      await button(page, 'New knowledge base').click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'knowledge-empty',
    arrange: async (page, stage) => {
      await page.goto(`${stage.app.url}/knowledge/${(await shelf(stage)).empty}`)
      await page.getByText('Nothing in it yet').waitFor()
    },
  },
  {
    name: 'knowledge-adding',
    arrange: async page => {
      await page.route('**/api/v1/uploads', route => {
        const { name } = route.request().postDataJSON()
        const json = { detail: 'A file may have 10 MB at most. Ask your administrator.' }
        return name === 'Film.txt' ? route.fulfill({ status: 413, json }) : undefined
      })
      const files = ['Film.txt', 'One.txt', 'Two.txt', 'Three.txt'].map(name => ({
        name,
        mimeType: 'text/plain',
        buffer: Buffer.from(name),
      }))
      await page.locator('input[type=file]').first().setInputFiles(files)
      await page.getByText('Adding 1 of 4').waitFor()
    },
  },
  {
    name: 'knowledge-base',
    arrange: async (page, stage) => {
      await page.route('**/api/v1/knowledge/*/files?*', withTroubles)
      await page.goto(`${stage.app.url}/knowledge/${(await shelf(stage)).base}`)
      await page.getByText('Charts.docx').first().waitFor()
    },
  },
  {
    name: 'knowledge-tried',
    arrange: async page => {
      await page.getByRole('textbox', { name: 'Ask it a question' }).fill('Who keeps Skerry?')
      await button(page, 'Search').click()
      const found = page.getByRole('region', { name: 'Try it' }).getByRole('listitem')
      await found.first().waitFor()
      await found.last().scrollIntoViewIfNeeded()
    },
  },
  { name: 'knowledge-edit', arrange: page => choose(page, 'Edit name and description') },
  {
    name: 'knowledge-access',
    arrange: async page => {
      await close(page, 'dialog')
      await choose(page, 'Who may use it')
    },
  },
  {
    name: 'knowledge-delete',
    arrange: async page => {
      await close(page, 'dialog')
      await choose(page, 'Delete')
    },
  },
]

const own = { engine: '', model: '', url: '', dimension: 384 }
const other = { engine: 'openai', model: 'embed-3', url: 'https://models.example.org/v1' }
const building = (job: object) => ({
  live: own,
  building: other,
  chosen: other,
  job: { state: 'running', done: 412, total: 1800, error: null, attempts: 1, ...job },
})

const standing = (name: string, job: object): Stop => ({
  name,
  arrange: async (page, { app }) => {
    await page.unroute('**/retrieval/api/v1/reindex')
    await page.route('**/retrieval/api/v1/reindex', route => route.fulfill({ json: building(job) }))
    await page.goto(`${app.url}/settings/general`)
    await page.goto(`${app.url}/settings/documents`)
    await page.getByText('Reading everything by embed-3').waitFor()
  },
})

const chosenEngine = async (route: Route) => {
  const response = await route.fetch()
  const all = await response.json()
  for (const row of all.data) {
    if (row.key === 'rag.web.search.enable') row.value = true
    if (row.key === 'rag.web.search.engine') row.value = 'brave'
  }
  return route.fulfill({ response, json: all })
}

const results = ['The keeper of Skerry', 'Lighthouses of the north'].map((title, place) => ({
  title,
  link: `https://example.org/lights/${place + 1}`,
  snippet: 'The lighthouse at Skerry is kept by Ingrid Falk, who trims the lamp at dusk.',
}))

const rules: Stop[] = [
  {
    name: 'house-documents',
    arrange: async (page, stage) => {
      await shelf(stage)
      await page.goto(`${stage.app.url}/settings/documents`)
      await heading('Search in documents')(page)
      await page.getByText('Answers come from Hearth itself.').waitFor()
    },
  },
  {
    name: 'house-documents-tried',
    arrange: async page => {
      await page.getByLabel('Ask your files a question').fill('Who keeps Skerry?')
      await button(page, 'Try').last().click()
      await page.getByRole('listitem').filter({ hasText: BOOK }).first().waitFor()
      await page.getByLabel('Ask your files a question').scrollIntoViewIfNeeded()
    },
  },
  standing('house-documents-building', {}),
  standing('house-documents-failed', {
    state: 'failed',
    error: 'models.example.org does not know the model embed-3.',
  }),
  {
    name: 'house-web',
    arrange: async (page, { app }) => {
      await page.route('**/api/v1/settings', chosenEngine)
      await page.goto(`${app.url}/settings/web`)
      await page.getByLabel('Search for something').waitFor()
    },
  },
  {
    name: 'house-web-tried',
    arrange: async page => {
      await page.route('**/retrieval/api/v1/try', route =>
        route.fulfill({ json: { ms: 412, results } }),
      )
      await page.getByLabel('Search for something').fill('Skerry')
      await button(page, 'Try').click()
      await page.getByText('Lighthouses of the north').scrollIntoViewIfNeeded()
    },
  },
]

const kept: Stop[] = [
  {
    name: 'settings-files',
    arrange: async (page, stage) => {
      await shelf(stage)
      const room = { taken: 734_003_200, quota: 1_073_741_824, largest: 104_857_600 }
      await page.route('**/api/v1/files/room', route => route.fulfill({ json: room }))
      await page.goto(`${stage.app.url}/settings/files`)
      await button(page, BOOK).waitFor()
    },
  },
  {
    name: 'model-knowledge',
    arrange: async (page, { app }) => {
      await page.goto(`${app.url}/settings/models`)
      await button(page, 'Knowledge of ember').click()
      await page.getByRole('checkbox', { name: 'Keepers and lamps' }).waitFor()
    },
  },
]

export const knowledge: Visit[] = [
  { name: 'the own files and the knowledge of a model', path: '/', stops: kept },
  { name: 'knowledge', path: '/', trouble: /status of 413/, stops: base },
  { name: 'the settings of documents and the web', path: '/', stops: rules },
  {
    name: 'knowledge without any base',
    path: '/knowledge',
    door: 'fresh',
    as: 'eve',
    stops: [
      { name: 'knowledge-none', arrange: page => page.getByText('No knowledge yet').waitFor() },
    ],
  },
]
