// What an admin sees and bounds: the log, usage with prices, budgets, old chats, a copy of the database.
import { expect } from 'bun:test'
import type { Page } from 'playwright-core'
import { onDatabase } from '../sql'
import { until } from '../until'
import { journey, openPage } from './browser'
import { MODEL, openHouse } from './house'
import { answered, button, say } from './person'

const DAY = 24 * 3600 * 1000

/** The text of the file that `press` makes the browser save. */
async function saved(
  page: Page,
  press: () => Promise<void>,
): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()])
  return { name: download.suggestedFilename(), text: await Bun.file(await download.path()).text() }
}

journey('an admin looks up who tried to come in, and takes the log along', async () => {
  await using house = await openHouse()
  const typed = { email: 'mallory@example.org', password: 'guess' }
  await house.app.nobody.post('/api/v1/auths/signin', typed)
  await using page = await openPage(house.app, { as: house.ada, path: '/settings/audit' })
  await page.getByLabel('Outcome').selectOption('refused')
  await page.getByLabel('Person').fill('mallory')
  const entry = page.getByRole('listitem').filter({ hasText: 'Session: signed in' })
  await entry.getByText('mallory@example.org').click()
  await entry.getByText('127.0.0.1').waitFor()
  const { name, text } = await saved(page, () =>
    page.getByRole('link', { name: 'Save as CSV' }).click(),
  )
  expect(name).toMatch(/^audit-\d{4}-\d\d-\d\d\.csv$/)
  expect(text.trim().split('\n')).toHaveLength(2)
  await button(page, 'Clear filters').click()
  await page.getByText('Account: signed up').last().waitFor()
})

journey('an admin sets a price and sees what it comes to', async () => {
  const usage = { prompt_tokens: 1_000_000, completion_tokens: 500_000 }
  await using house = await openHouse({ reply: { content: 'Dear words', usage } })
  await using page = await openPage(house.app, { as: house.ada, path: '/settings/usage' })
  await page.getByText('No usage yet').waitFor()
  await button(page, 'Set a price').click()
  await page.getByRole('dialog').getByLabel('Model').fill(MODEL)
  await page.getByLabel('A million tokens in').fill('2.5')
  await page.getByLabel('A million tokens out').fill('10')
  await button(page.getByRole('dialog'), 'Save').click()
  await button(page, `Change the price of ${MODEL}`).waitFor()
  await house.ada.post('/v1/chat/completions', {
    model: MODEL,
    messages: [{ role: 'user', content: 'Speak' }],
  })
  await page.reload()
  await page.getByText('$7.50').first().waitFor()
  await page.getByText('Show as a table').first().click()
  await page.getByRole('cell', { name: '500k' }).first().waitFor()
  const { text } = await saved(page, () => page.getByRole('link', { name: 'Save as CSV' }).click())
  expect(text).toContain(`,${MODEL},chat,1,0,0,1000000,500000,0,7.5`)
  const change = button(page, `Change the price of ${MODEL}`)
  await button(page, `Remove the price of ${MODEL}`).click()
  await change.waitFor({ state: 'detached' })
  await button(page, 'Undo').click()
  await change.waitFor()
})

journey(
  'who has used up a budget reads when it is fresh again, and keeps what was written',
  async () => {
    const usage = { prompt_tokens: 60, completion_tokens: 40 }
    await using house = await openHouse({ reply: { content: 'A short answer', usage } })
    const bob = await house.app.user('Bob')
    await using admin = await openPage(house.app, { as: house.ada, path: '/settings/budgets' })
    await admin.getByText('No budgets').waitFor()
    await button(admin, 'Add a budget').click()
    await admin.getByLabel('For').selectOption('user')
    await admin.getByLabel('Person').selectOption({ label: 'Bob' })
    await admin.getByLabel('Amount').fill('100')
    await button(admin, 'Save').click()
    await admin.getByText('100 tokens a day').waitFor()
    await using page = await openPage(house.app, { as: bob })
    page.trouble.expect(/status of 429/)
    await say(page, 'First')
    await answered(page, 'A short answer')
    await page.getByText(/You have used \d+% of your budget/).waitFor()
    await say(page, 'Second')
    await page.getByText(/The budget of 100 tokens is used up. It is fresh again/).waitFor()
    await page.goto(`${house.app.url}/settings/account`)
    await page.getByRole('heading', { name: 'Your budgets' }).waitFor()
    await page.getByText('Used up', { exact: true }).waitFor()
  },
)

journey('an admin lets old chats be deleted, after seeing which and typing the name', async () => {
  await using house = await openHouse()
  const chat = (title: string) => ({ chat: { title, history: { messages: {}, currentId: null } } })
  const old = await house.ada.post('/api/v1/chats/new', chat('A forgotten recipe'))
  await house.ada.post('/api/v1/chats/new', chat('Today'))
  await onDatabase(
    house.app.database,
    `update chat set updated_at = updated_at - ${400 * DAY} where id = '${old.body.id}' returning id`,
  )
  await using page = await openPage(house.app, { as: house.ada, path: '/settings/retention' })
  await page.getByLabel('Delete old chats').fill('365')
  await button(page, 'Show what would go').click()
  await page.getByText('1 chat of 1 person would be deleted.').waitFor()
  await page.getByRole('main').getByText('A forgotten recipe').waitFor()
  await button(page, 'Save the rule').click()
  const dialog = page.getByRole('dialog')
  expect(await button(dialog, 'Save the rule').isDisabled()).toBe(true)
  await dialog.getByLabel('Type “Hearth” to go on').fill('Hearth')
  await button(dialog, 'Save the rule').click()
  await button(page, 'Run it now').click()
  await dialog.getByLabel('Type “Hearth” to go on').fill('Hearth')
  await button(dialog, 'Delete').click()
  await until(async () => (await house.ada.get('/api/v1/chats/')).body.length === 1)
  await page.getByRole('link', { name: 'A forgotten recipe' }).waitFor({ state: 'detached' })
})

journey('an admin sees how the server does, and takes a copy of its database', async () => {
  await using house = await openHouse()
  await using page = await openPage(house.app, { as: house.ada, path: '/settings/system' })
  await page.getByText('Running since').waitFor()
  await page.getByText(/free of/).waitFor()
  if (!house.app.database.startsWith('sqlite')) {
    await page.getByText('use pg_dump').waitFor()
    return
  }
  const { name, text } = await saved(page, () =>
    page.getByRole('link', { name: 'Download' }).click(),
  )
  expect(name).toBe('webui.db')
  expect(text).toStartWith('SQLite format 3')
})
