// The settings of the whole server on their pages: changed, given back, pinned, found.
import { expect } from 'bun:test'
import type { Page } from 'playwright-core'
import { until } from '../until'
import { journey, openPage, PHONE } from './browser'
import { openHouse } from './house'
import { button } from './person'

/** The row of a setting, by what it is called. */
const row = (page: Page, label: string) =>
  page.locator('div.border-b').filter({ has: page.getByText(label, { exact: true }) })

journey('a setting is changed, says since when, and is given back', async () => {
  await using house = await openHouse()
  await using page = await openPage(house.app, { as: house.ada, path: '/settings/general' })
  await page.getByLabel('Role of new accounts').selectOption('User')
  await page.getByText('Role of new accounts: saved').waitFor()
  const role = row(page, 'Role of new accounts')
  await role.getByText(/^Saved .*\d{4}\.$/).waitFor()
  await role.getByText('Default: Waiting.').waitFor()
  await page.reload()
  expect(await page.getByRole('combobox', { name: 'Role of new accounts' }).inputValue()).toBe(
    'user',
  )
  await button(page, 'Use the default for Role of new accounts').click()
  await page.getByText('Role of new accounts: given back').waitFor()
  expect(await page.getByRole('combobox', { name: 'Role of new accounts' }).inputValue()).toBe(
    'pending',
  )
  await role.getByText(/^Saved/).waitFor({ state: 'detached' })
})

journey('what the environment says is named, and what it pins cannot be changed', async () => {
  const env = {
    ENABLE_PERSISTENT_CONFIG: 'false',
    DEFAULT_USER_ROLE: 'user',
    WEBUI_BANNERS: '[{"id":"a","type":"info","content":"Hi","dismissible":true,"timestamp":1}]',
  }
  await using house = await openHouse({}, { env })
  await using page = await openPage(house.app, { as: house.ada, path: '/settings/general' })
  await row(page, 'Role of new accounts').getByText('Pinned by DEFAULT_USER_ROLE.').waitFor()
  expect(await page.getByLabel('Role of new accounts').isDisabled()).toBe(true)
  await page.getByRole('switch', { name: 'API keys' }).click()
  await page.getByText('API keys: saved').waitFor()
  await page.goto(`${house.app.url}/settings/banners`)
  await page.getByText('Pinned by WEBUI_BANNERS.').waitFor()
  expect(await page.getByLabel('Text', { exact: true }).isDisabled()).toBe(true)
  expect(await button(page, 'Add a banner').count()).toBe(0)
})

journey(
  'a value that comes from the environment is changed over it and given back to it',
  async () => {
    await using house = await openHouse({}, { env: { DEFAULT_LOCALE: 'de' } })
    await using page = await openPage(house.app, {
      as: house.ada,
      path: '/settings/appearance',
    })
    await page.getByRole('combobox').selectOption('en')
    await page.goto(`${house.app.url}/settings/general`)
    const language = row(page, 'Language')
    await language.getByText('From the environment (DEFAULT_LOCALE).').waitFor()
    await page.getByRole('combobox', { name: 'Language' }).selectOption('ar')
    await language.getByText(/in place of DEFAULT_LOCALE\.$/).waitFor()
    await button(page, 'Use DEFAULT_LOCALE for Language').click()
    await language.getByText('From the environment (DEFAULT_LOCALE).').waitFor()
  },
)

journey('a value that cannot be is refused in its place, and nothing is changed', async () => {
  await using house = await openHouse()
  await using page = await openPage(house.app, { as: house.ada, path: '/settings/general' })
  page.trouble.expect(/status of 400/)
  await page.getByLabel('Length of a session').fill('soon')
  await page.getByLabel('Length of a session').press('Enter')
  await row(page, 'Length of a session')
    .getByRole('alert')
    .filter({ hasText: 'Must be -1, or a time such as 12h' })
    .waitFor()
  await page.goto(`${house.app.url}/settings/webhook`)
  await page.getByLabel('Patience').fill('many')
  await page.getByLabel('Patience').press('Enter')
  await page.getByText('Enter a number.').waitFor()
  await page.reload()
  expect(await page.getByLabel('Patience').inputValue()).toBe('10')
})

journey('a secret goes in, is never shown, and goes on request', async () => {
  await using house = await openHouse()
  await using page = await openPage(house.app, { as: house.ada, path: '/settings/webhook' })
  await page.getByLabel('Secret', { exact: true }).fill('hunter2')
  await page.getByLabel('Secret', { exact: true }).press('Enter')
  await page.getByText('Secret: saved').waitFor()
  await page.reload()
  const field = page.getByPlaceholder('Set, not shown')
  expect(await field.inputValue()).toBe('')
  expect(await page.content()).not.toContain('hunter2')
  await button(page, 'Remove: Secret').click()
  await field.waitFor({ state: 'detached' })
})

journey(
  'the search finds every setting, by its key and by its variable, where it is changed',
  async () => {
    await using house = await openHouse()
    const { body } = await house.ada.get('/api/v1/settings')
    const keys: string[] = body.data.map((setting: { key: string }) => setting.key)
    await using page = await openPage(house.app, { as: house.ada, path: '/settings/account' })
    const search = page.getByRole('searchbox', { name: 'Find a setting' })
    await search.fill('SHOW_ADMIN_DETAILS')
    await page.getByRole('link', { name: 'Show whom to ask' }).waitFor()
    const homes = new Map<string, string[]>()
    for (const key of keys) {
      await search.fill(key)
      const href = await page.locator('main li a').first().getAttribute('href')
      const [path = '', anchor = ''] = (href ?? '').split('#')
      homes.set(path, [...(homes.get(path) ?? []), anchor])
    }
    expect(homes.get('/settings/general')?.length).toBeGreaterThan(8)
    for (const [path, anchors] of homes) {
      await page.goto(house.app.url + path)
      await page.getByRole('heading', { level: 2 }).first().waitFor()
      const own = /\/(general|tasks|webhook|configuration)$/.test(path)
      for (const anchor of own ? anchors : []) {
        expect([anchor, await page.locator(`#set-${anchor}`).count()]).toEqual([anchor, 1])
      }
    }
  },
)

journey('a visitor reads the house’s language unless he has chosen one', async () => {
  await using house = await openHouse({}, { env: { DEFAULT_LOCALE: 'de' } })
  await using page = await openPage(house.app, { language: 'en-GB' })
  await page.getByRole('heading', { name: 'Willkommen zurück' }).waitFor()
  await page.evaluate(() => localStorage.setItem('hearth.language', 'browser'))
  await page.reload()
  await page.getByRole('heading', { name: 'Welcome back' }).waitFor()
})

journey(
  'the configuration is taken along, and shows what it changes before it comes back',
  async () => {
    await using house = await openHouse()
    await house.ada.post('/api/v1/settings', { 'task.model.default': 'small' })
    await using page = await openPage(house.app, { as: house.ada, path: '/settings/configuration' })
    const saving = page.waitForEvent('download')
    await button(page, 'Export').click()
    const file = await (await saving).path()
    const document = await Bun.file(file).json()
    expect(document).toMatchObject({ version: 0, task: { model: { default: 'small' } } })

    await house.ada.post('/api/v1/settings', { 'task.model.default': 'large' })
    await page.locator('input[type=file]').setInputFiles(file)
    const dialog = page.getByRole('dialog')
    await dialog.getByText('1 setting changes.').waitFor()
    await dialog.getByText('“large” becomes “small”').waitFor()
    await button(dialog, 'Import').click()
    await page.getByText('The configuration is imported').waitFor()
    const { body } = await house.ada.get('/api/task/config')
    expect(body.TASK_MODEL).toBe('small')

    page.trouble.expect(/status of 400/)
    const give = (value: unknown) =>
      page.locator('input[type=file]').setInputFiles({
        name: 'config.json',
        mimeType: 'application/json',
        buffer: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
      })
    await give({ version: 9 })
    await dialog.getByText('A newer Hearth may have written it.').waitFor()
    expect(await button(dialog, 'Import').isDisabled()).toBe(true)
    await page.keyboard.press('Escape')
    await give('[1, 2')
    await page.getByText('This file is no configuration that can be read.').waitFor()
  },
)

journey('on a phone a setting is changed with a finger', async () => {
  await using house = await openHouse()
  await using page = await openPage(house.app, {
    as: house.ada,
    path: '/settings/tasks',
    width: PHONE,
  })
  const saved = page.waitForResponse('**/api/v1/settings')
  await page.getByRole('switch', { name: 'Tags', exact: true }).tap()
  await saved
  const { body } = await house.ada.get('/api/task/config')
  expect(body.ENABLE_TAGS_GENERATION).toBe(false)
  await until(async () => (await page.getByText(/^Saved/).count()) > 0)
})

journey('the page of connections names the variables that they come from', async () => {
  await using house = await openHouse()
  await using page = await openPage(house.app, { as: house.ada, path: '/settings/connections' })
  await page
    .getByText('OpenAI-style addresses: From the environment (OPENAI_API_BASE_URLS).')
    .waitFor()
})
