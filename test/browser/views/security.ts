// What opens an account: the second step, the app, passkeys, devices, keys.
import type { Page } from 'playwright-core'
import { setUp } from '../../unit/auth/factor'
import { button, signIn } from '../person'
import { heading, type Stage, type Visit } from './view'

/** A new account with an app; the two widths are looked at together. */
async function withApp({ app }: Stage): Promise<string> {
  const somebody = await app.user(`F${crypto.randomUUID().slice(0, 8)}`)
  await setUp(somebody)
  return somebody.email
}

/** The page as for somebody who owes a second factor. */
async function owe(page: Page): Promise<void> {
  await page.route('**/api/v1/auths/', async route => {
    const answer = await route.fetch()
    await route.fulfill({ json: { ...(await answer.json()), second_factor: 'owed' } })
  })
  await page.reload()
}

export const security: Visit[] = [
  {
    name: 'the second step',
    path: '/',
    as: null,
    trouble: /status of 40[01]/,
    stops: [
      {
        name: 'second-step',
        arrange: async (page, stage) => {
          await signIn(page, await withApp(stage))
          await heading('One more step')(page)
        },
      },
      {
        name: 'second-step-wrong',
        arrange: async page => {
          await page.getByLabel('Code', { exact: true }).fill('000000')
          await button(page, 'Continue').click()
          await page.getByRole('alert').waitFor()
        },
      },
    ],
  },
  {
    name: 'owing a second factor',
    path: '/',
    as: 'grace',
    stops: [
      {
        name: 'factor-owed',
        arrange: async page => {
          await owe(page)
          await heading('Set up a second factor')(page)
          await button(page, 'Continue').click()
          await page.getByRole('img', { name: 'Picture for the authenticator app' }).waitFor()
        },
      },
    ],
  },
  {
    name: 'the security of an account',
    path: '/settings/security',
    stops: [
      { name: 'settings-security', arrange: heading('Passkeys') },
      {
        name: 'factor-scan',
        arrange: async page => {
          await button(page, 'Set up').click()
          await button(page, 'Continue').click()
          await page.getByText('Or enter this key by hand').click()
        },
      },
      {
        name: 'factor-codes',
        arrange: async page => {
          await page.route('**/second-factor/app/confirm', route =>
            route.fulfill({ json: { recovery_codes: CODES } }),
          )
          await page.getByLabel('Code that the app shows now').fill('000000')
          await button(page, 'Turn on').click()
          await page.getByRole('heading', { name: 'Keep your recovery codes' }).waitFor()
        },
      },
      {
        name: 'settings-passkeys',
        arrange: async page => {
          await page.route('**/api/v1/auths/passkeys', route => route.fulfill({ json: PASSKEYS }))
          await page.reload()
          await page.getByText('Work laptop').waitFor()
        },
      },
      {
        name: 'passkey-new',
        arrange: async page => {
          await button(page, 'Add a passkey').click()
          await page.getByRole('dialog').getByLabel('Name').fill('Phone')
        },
      },
    ],
  },
  {
    name: 'the sign-in of somebody else',
    path: '/settings/people',
    stops: [
      {
        name: 'person-security',
        arrange: async page => {
          await page.route('**/second-factor', route => route.fulfill({ json: FACTOR }))
          await page.route('**/users/*/sessions', route => route.fulfill({ json: SESSIONS }))
          await button(page, 'Sign-in of Grace').click()
          await page.getByText('Firefox on Windows').waitFor()
          await button(page, 'Take away the second factor').waitFor()
        },
      },
    ],
  },
  {
    name: 'the devices and keys of an account',
    path: '/settings/sessions',
    as: 'grace',
    stops: [
      {
        name: 'settings-devices',
        arrange: async page => {
          await page.route('**/api/v1/sessions', route => route.fulfill({ json: SESSIONS }))
          await page.reload()
          await page.getByText('Firefox on Windows').waitFor()
        },
      },
      {
        name: 'settings-keys-none',
        arrange: async (page, { app }) => {
          await page.goto(`${app.url}/settings/api-keys`)
          await page.getByText('No keys yet').waitFor()
        },
      },
      {
        name: 'settings-key-new',
        arrange: async page => {
          await button(page, 'New key').click()
          const dialog = page.getByRole('dialog')
          await dialog.getByLabel('Name of the new key').fill('Editor')
          await dialog.getByRole('combobox', { name: 'Models' }).selectOption('some')
          await dialog.getByRole('checkbox').first().check()
        },
      },
      {
        name: 'settings-keys',
        arrange: async page => {
          await page.route('**/api/v1/auths/api_keys', route =>
            route.request().method() === 'GET'
              ? route.fulfill({ json: KEYS })
              : route.fulfill({ json: { api_key: `sk-${'0a1b2c3d'.repeat(4)}` } }),
          )
          await button(page.getByRole('dialog'), 'Make a key').click()
          await page.getByLabel('API key', { exact: true }).waitFor()
          await page.getByText('Everything I may').waitFor()
        },
      },
    ],
  },
]

const CODES = Array.from({ length: 10 }, (_, n) => `7xk${n}-90fq-hm4t`)
const NOON = 1_750_000_000
const DAY = 86_400

const FACTOR = { app: { since: NOON }, recovery_codes: 8, passkeys: 2 }

const PASSKEYS = [
  { id: 'a', name: 'Work laptop', created_at: NOON, used_at: NOON + DAY },
  { id: 'b', name: 'Phone', created_at: NOON, used_at: null },
]

const session = (id: string, more: object) => ({
  id,
  current: false,
  browser: 'Firefox',
  system: 'Windows',
  kind: 'computer',
  address: '203.0.113.7',
  way: 'password',
  created_at: NOON,
  used_at: NOON + DAY,
  expires_at: null,
  ...more,
})

const SESSIONS = [
  session('a', { current: true, browser: 'Chrome', system: 'Linux', way: 'passkey' }),
  session('b', {}),
  session('c', {
    browser: 'Safari',
    system: 'iOS',
    kind: 'phone',
    address: '2001:db8:85a3::8a2e:370:7334',
    way: 'oidc',
  }),
  session('d', { browser: 'curl', system: null, kind: 'program', way: '' }),
]

const key = (id: string, more: object) => ({
  id,
  name: 'Editor',
  api_key: 'sk-…3d3d',
  scope: 'completions',
  models: ['ember'],
  created_at: NOON,
  used_at: NOON,
  expires_at: NOON + 3000 * DAY,
  ...more,
})

const KEYS = [
  key('a', {}),
  key('b', { name: 'default', scope: 'all', models: null, used_at: null, expires_at: null }),
  key('c', { name: 'Reports', scope: 'read', models: null, expires_at: NOON }),
]
