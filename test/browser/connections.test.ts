// An admin connects providers, and decides who may use their models.
import { expect } from 'bun:test'
import type { Page } from 'playwright-core'
import { openApp } from '../app'
import { openProvider } from '../provider'
import { until } from '../until'
import { journey, openPage } from './browser'
import { connected, openHouse, openNamedProvider } from './house'
import { answered, button, field, say } from './person'

async function fillConnection(page: Page, provider: string, url: string, key = ''): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Provider').selectOption({ label: provider })
  await dialog.getByLabel('Address').fill(url)
  await dialog.getByLabel('Key').fill(key)
}

/** A connection without a name goes by its host. */
const menuOf = (url: string): string => `Menu of ${new URL(url).host}`

const OTHER = 'Another that speaks the OpenAI API'

journey('a bad address is refused before it is asked, a dead one says so', async () => {
  await using app = await openApp()
  await using page = await openPage(app, { as: await app.admin(), path: '/settings/connections' })
  page.trouble.expect(/status of [45]\d\d.*\/openai\/verify/)
  await button(page, 'Add a connection').click()
  const dialog = page.getByRole('dialog')
  await fillConnection(page, OTHER, 'not an address')
  await button(dialog, 'Check').click()
  await dialog.getByText('Enter a full address that begins with http:// or https://.').waitFor()
  await fillConnection(page, OTHER, 'http://127.0.0.1:9/v1')
  await button(dialog, 'Check').click()
  await dialog.getByText('The provider did not answer as expected').waitFor()
  await button(dialog, 'Save anyway').click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText('http://127.0.0.1:9/v1').first().waitFor()
  await page.getByText('Cannot be reached.').waitFor()
})

journey('a wrong key is told, the right one brings the models', async () => {
  await using provider = await openProvider({ models: ['ember'], key: 'sk-right' })
  await using app = await openApp()
  await using page = await openPage(app, { as: await app.admin(), path: '/settings/connections' })
  page.trouble.expect(/status of [45]\d\d.*\/openai\/verify/)
  await button(page, 'Add a connection').click()
  const dialog = page.getByRole('dialog')
  await fillConnection(page, OTHER, provider.openai, 'sk-wrong')
  await button(dialog, 'Connect').click()
  await dialog.getByText('Incorrect API key provided.').waitFor()
  await dialog.getByLabel('Key').fill('sk-right')
  await button(dialog, 'Connect').click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText('Works, 1 model').waitFor()
  await page.goto(app.url)
  await button(page, 'Model: ember').waitFor()
  expect(await page.content()).not.toContain('sk-right')
})

journey('what everyone may use, a user sees at once', async () => {
  await using provider = await openNamedProvider({ reply: 'Yes.' })
  await using app = await openApp({ env: connected(provider) })
  const ada = await app.admin()
  await using user = await openPage(app, { as: await app.user('Grace') })
  await user.getByText('No model is available to you yet. Ask an admin.').waitFor()
  await using page = await openPage(app, { as: ada, path: '/settings/connections' })
  await button(page, menuOf(provider.url)).click()
  await page.getByRole('menuitemcheckbox', { name: 'Everyone may use its models' }).click()
  await button(user, 'Model: ember').waitFor()
  await say(user, 'May I?')
  await answered(user, 'Yes.')
})

journey('a single model is opened and closed again', async () => {
  await using house = await openHouse()
  const rule = { connection: { kind: 'openai', idx: 0 }, everyone: false }
  await house.ada.post('/api/v1/connections/access', rule)
  const grace = await house.app.user('Grace')
  const seen = async () =>
    (await grace.get('/api/models')).body.data.map((model: { id: string }) => model.id)
  expect(await seen()).toEqual([])
  await using page = await openPage(house.app, { as: house.ada, path: '/settings/models' })
  await page.getByRole('switch', { name: 'ember' }).click()
  await until(async () => (await seen()).join() === 'ember')
  await page.getByRole('switch', { name: 'ember', checked: true }).click()
  await until(async () => (await seen()).length === 0)
})

journey('a provider that comes back is shown to be back', async () => {
  await using provider = await openNamedProvider()
  provider.paths['/v1/models'] = { fault: { status: 503 } }
  await using app = await openApp({ env: connected(provider) })
  const ada = await app.admin()
  await using page = await openPage(app, { as: ada, path: '/settings/connections' })
  await page.getByText('Cannot be reached.').waitFor()
  provider.paths = {}
  await page.getByText('Works, 2 models').waitFor()
})

journey('a connection is named, switched off, deleted and taken back', async () => {
  await using house = await openHouse()
  await using page = await openPage(house.app, { as: house.ada, path: '/settings/connections' })
  await page.getByText('Works, 2 models').waitFor()
  await button(page, menuOf(house.provider.url)).click()
  await page.getByRole('menuitem', { name: 'Edit connection' }).click()
  await page.getByText('More options').click()
  await page.getByLabel('Name').fill('Hearthside')
  await page.getByLabel('Only these models').fill('ember')
  await button(page.getByRole('dialog'), 'Save').click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByText('Works, 1 model').waitFor()
  await page.getByRole('switch', { name: 'Use Hearthside' }).click()
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Hearthside' })
  await row.getByText('Off', { exact: true }).waitFor()
  await page.getByRole('switch', { name: 'Use Hearthside', checked: false }).click()
  await page.getByText('Works, 1 model').waitFor()
  await button(page, 'Menu of Hearthside').click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await row.waitFor({ state: 'detached' })
  await button(page, 'Undo').click()
  await page.getByText('Works, 1 model').waitFor()
})

journey('a model is pulled to an Ollama and deleted from it', async () => {
  await using provider = await openProvider({ models: ['ember'] })
  await using app = await openApp({
    env: { ENABLE_OLLAMA_API: 'true', OLLAMA_BASE_URLS: provider.url },
  })
  await using page = await openPage(app, { as: await app.admin(), path: '/settings/connections' })
  await button(page, menuOf(provider.url)).click()
  await page.getByRole('menuitem', { name: 'Models on this Ollama' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('ember').first().waitFor()
  await dialog.getByLabel('Get another model').fill('llama3.2:3b')
  await button(dialog, 'Pull').click()
  await page.getByText('llama3.2:3b is ready').waitFor()
  await button(dialog, 'Delete llama3.2:3b').click()
  await button(page.getByRole('dialog').last(), 'Delete').click()
  await until(() => !provider.models.includes('llama3.2:3b'))
  await button(dialog, 'Delete llama3.2:3b').waitFor({ state: 'detached' })
  await page.keyboard.press('Escape')
  await page.goto(app.url)
  await field(page).waitFor()
})

journey('a user finds no admin pages', async () => {
  await using app = await openApp()
  await app.admin()
  await using page = await openPage(app, {
    as: await app.user('Grace'),
    path: '/settings/connections',
  })
  await page.getByRole('heading', { name: 'Account' }).waitFor()
  expect(await page.getByRole('link', { name: 'Connections' }).count()).toBe(0)
})
