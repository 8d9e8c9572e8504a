// What admins see and keep: the log, usage, budgets, old chats, the system.
import type { Page } from 'playwright-core'
import { onDatabase } from '../../sql'
import { button } from '../person'
import { heading, perStage, type Stage, type Visit } from './view'

const DAY = 24 * 3600 * 1000

/** The day so many days ago, by the server's clock, which is this one. */
function dayBefore(days: number): string {
  const at = new Date(Date.now() - days * DAY)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

/** A month of use by two people with three models. */
const use = perStage(async ({ app, ada, grace }: Stage) => {
  const rows = Array.from({ length: 28 }, (_, n) => {
    const rises = 400 + n * 35 + (n % 7) * 120
    return [
      [dayBefore(n), ada.id, 'ember', 'openai https://models.example.org/v1', 'chat', rises],
      [
        dayBefore(n),
        grace.id,
        'a-model-with-a-rather-long-name:70b',
        'ollama http://box',
        'chat',
        90 * n,
      ],
      [dayBefore(n), ada.id, 'namer', 'openai https://models.example.org/v1', 'task', 12],
    ] as const
  }).flat()
  const values = rows.map(
    ([day, user, model, connection, kind, tokens]) =>
      `('${day}', '${user}', '${model}', '${connection}', '${kind}', 3, 1, 0, ${tokens * 9}, ${tokens}, ${tokens}, ${tokens * 52_000})`,
  )
  const laid = 'on conflict (day, user_id, model, connection, kind) do nothing'
  await onDatabase(app.database, `insert into usage values ${values.join(', ')} ${laid}`)
  await ada.post('/api/v1/usage/prices', { model: 'ember', input: 2.5, output: 10 })
})

const BUDGETS = [
  { subject: 'each', unit: 'tokens', span: 'day', amount: 100_000 },
  { subject: 'house', unit: 'money', span: 'month', amount: 5, model: 'ember' },
  { subject: 'user', unit: 'tokens', span: 'month', amount: 20_000 },
]

const bound = perStage(async ({ ada, grace }: Stage) => {
  for (const form of BUDGETS) {
    const subject_id = form.subject === 'user' ? grace.id : null
    await ada.post('/api/v1/budgets/', { ...form, subject_id })
  }
})

const grow = perStage(async ({ fresh, eve }: Stage) => {
  for (const title of ['Notes from last year', 'A forgotten recipe']) {
    const chat = { title, history: { messages: {}, currentId: null } }
    await eve.post('/api/v1/chats/new', { chat })
  }
  await onDatabase(fresh.database, `update chat set updated_at = updated_at - ${400 * DAY}`)
})

const entry = (page: Page) => page.locator('summary', { hasText: 'Account: signed up' })

export const seeing: Visit[] = [
  {
    name: 'the audit log',
    path: '/settings/audit',
    stops: [
      {
        name: 'settings-audit',
        arrange: async page => {
          await heading('Audit log')(page)
          await page.getByLabel('Action').selectOption('user.signup')
          await entry(page).waitFor()
        },
      },
      {
        name: 'audit-entry',
        arrange: page => entry(page).click(),
      },
      {
        name: 'audit-nothing',
        arrange: async page => {
          await page.getByLabel('Target').fill('nothing of this name')
          await page.getByText('Nothing in the log').waitFor()
        },
      },
    ],
  },
  {
    name: 'usage',
    path: '/settings/usage',
    stops: [
      {
        name: 'settings-usage',
        arrange: async (page, stage) => {
          await heading('Usage')(page)
          await use(stage)
          await page.reload()
          await page.getByRole('heading', { name: 'By person' }).waitFor()
          await page.getByRole('img', { name: 'Cost by day' }).waitFor()
        },
      },
      {
        name: 'usage-table',
        arrange: page => page.getByText('Show as a table').first().click(),
      },
      {
        name: 'usage-price',
        arrange: async page => {
          await button(page, 'Change the price of ember').click()
          await page.getByRole('dialog').waitFor()
        },
      },
    ],
  },
  {
    name: 'budgets',
    path: '/settings/budgets',
    stops: [
      {
        name: 'settings-budgets',
        arrange: async (page, stage) => {
          await heading('Budgets')(page)
          await use(stage)
          await bound(stage)
          await page.reload()
          await page.getByText('Used up', { exact: true }).first().waitFor()
        },
      },
      {
        name: 'budget-new',
        arrange: async page => {
          await button(page, 'Add a budget').click()
          await page.getByRole('dialog').getByLabel('For').selectOption('user')
          await page.getByRole('dialog').getByLabel('Person').waitFor()
        },
      },
    ],
  },
  {
    name: 'one’s own usage',
    path: '/settings/account#usage',
    as: 'grace',
    stops: [
      {
        name: 'own-usage',
        arrange: async (page, stage) => {
          await use(stage)
          await bound(stage)
          await page.reload()
          await page.getByRole('heading', { name: 'Your budgets' }).waitFor()
        },
      },
    ],
  },
  {
    name: 'old chats',
    path: '/settings/retention',
    as: 'eve',
    door: 'fresh',
    stops: [
      {
        name: 'settings-retention',
        arrange: async (page, stage) => {
          await heading('Old chats')(page)
          await grow(stage)
          await page.getByLabel('Delete old chats').fill('180')
          await button(page, 'Show what would go').click()
          await page.getByText('2 chats of 1 person would be deleted.').waitFor()
        },
      },
      {
        name: 'retention-question',
        arrange: async page => {
          await button(page, 'Save the rule').click()
          await page.getByRole('dialog').getByLabel('Type “Hearth” to go on').waitFor()
        },
      },
    ],
  },
  {
    name: 'the system',
    path: '/settings/system',
    stops: [
      {
        name: 'settings-system',
        arrange: page => page.getByRole('heading', { name: 'Copy of the database' }).waitFor(),
      },
    ],
  },
]
