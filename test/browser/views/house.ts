// The settings of the whole server. What would change the house for others is only played to the page.
import type { Page } from 'playwright-core'
import { button } from '../person'
import { close, heading, type Visit } from './view'

const at = (path: string, name: string) => async (page: Page, url: string) => {
  await page.goto(`${url}/settings/${path}`)
  await heading(name)(page)
}

const notice = (type: string, content: string, title: string | null = null) => ({
  id: type,
  type,
  title,
  content,
  dismissible: type !== 'info',
  timestamp: 1,
})
const NOTICES = [
  notice('error', 'Search is down. We are on it.'),
  notice(
    'warning',
    'Tonight from **22:00**, see [the plan](https://status.example.org).',
    'Repairs',
  ),
  notice('success', 'The new model `ember` is here.'),
  notice('info', 'Do not paste secrets.'),
]

const told = (n: number, state: string, more: object) => ({
  id: String(n),
  action: 'signup',
  name: 'Grace Hopper',
  state,
  attempts: 1,
  status: 200,
  error: null,
  created_at: 1_760_000_000,
  ...more,
})
const WEBHOOK = {
  host: 'hooks.example.org',
  signed: false,
  data: [
    told(1, 'waiting', { attempts: 2, error: 'The receiver answered 503.' }),
    told(2, 'sent', { action: 'test' }),
    told(3, 'failed', { attempts: 5, error: 'The first byte took too long.' }),
  ],
}

const CONFIG = { version: 0, ui: { default_locale: 'de', strange: 1 }, webhook: { secret: 'x' } }

export const house: Visit[] = [
  {
    name: 'the settings of the house',
    path: '/settings/general',
    stops: [
      { name: 'house-general', arrange: heading('Accounts') },
      { name: 'house-tasks', arrange: (page, { app }) => at('tasks', 'Tasks')(page, app.url) },
      {
        name: 'house-suggestions',
        arrange: (page, { app }) => at('suggestions', 'Suggestions')(page, app.url),
      },
      {
        name: 'house-default-models',
        arrange: async (page, { app }) => {
          await at('default-models', 'Default models')(page, app.url)
          await page.getByRole('switch').first().waitFor()
        },
      },
      {
        name: 'house-banners',
        arrange: async (page, { app }) => {
          await at('banners', 'Banners')(page, app.url)
          await page.getByText('No banners').waitFor()
        },
      },
      {
        name: 'house-banner-new',
        arrange: async page => {
          await button(page, 'Add a banner').click()
          await page.getByLabel('Kind').selectOption('Warning')
          await page.getByLabel('Text', { exact: true }).fill('Tonight **down**.')
          await page.getByRole('figure').getByText('down').waitFor()
        },
      },
      {
        name: 'house-configuration',
        arrange: (page, { app }) => at('configuration', 'Whole configuration')(page, app.url),
      },
      {
        name: 'house-import',
        arrange: async page => {
          await page.locator('input[type=file]').setInputFiles({
            name: 'config.json',
            mimeType: 'application/json',
            buffer: Buffer.from(JSON.stringify(CONFIG)),
          })
          await page.getByRole('dialog').getByText('ui.strange').waitFor()
        },
      },
      {
        name: 'house-webhook',
        arrange: async (page, { app }) => {
          await close(page, 'dialog')
          await page.route('**/api/v1/webhooks', route => route.fulfill({ json: WEBHOOK }))
          await at('webhook', 'Lately')(page, app.url)
          await button(page, 'Send a test').scrollIntoViewIfNeeded()
        },
      },
      {
        name: 'house-notices',
        arrange: async (page, { app }) => {
          await page.route('**/api/v1/configs/banners', route => route.fulfill({ json: NOTICES }))
          await page.goto(app.url)
          await page.getByText('Do not paste secrets.').waitFor()
        },
      },
    ],
  },
]
