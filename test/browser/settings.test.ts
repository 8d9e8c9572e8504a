// The person's own settings: who they are, how the page looks and speaks, what they take along.
import { expect } from 'bun:test'
import { signIn as newSession, PASSWORD } from '../app'
import { until } from '../until'
import { journey, openPage } from './browser'
import { documentOf, keepChat } from './chats'
import { openHouse } from './house'
import { answered, button, chatRow, field, say } from './person'

journey('a new name shows at once, and after a reload', async () => {
  await using house = await openHouse()
  await using page = await openPage(house.app, { as: house.ada, path: '/settings/account' })
  await page.getByLabel('Name', { exact: true }).fill('Ada Lovelace')
  await button(page, 'Save').click()
  await button(page, /^Ada Lovelace/).waitFor()
  await page.reload()
  await button(page, /^Ada Lovelace/).waitFor()
})

journey('a new password ends the other sessions and keeps this one', async () => {
  await using house = await openHouse()
  const other = await newSession(house.app.url, house.ada.email)
  await using page = await openPage(house.app, { as: house.ada, path: '/settings/account' })
  page.trouble.expect(/status of 400.*password/)
  await button(page, 'Change password').click()
  await page.getByLabel('Current password').fill('a wrong guess')
  await page.getByLabel('New password').fill('brand new and long')
  await button(page, 'Change password').click()
  await page.getByText('This is not your password').waitFor()
  await page.getByLabel('Current password').fill(PASSWORD)
  await button(page, 'Change password').click()
  await page.getByText('Your password is changed').waitFor()
  expect((await other.get('/api/v1/auths/')).status).toBe(401)
  await page.reload()
  await page.getByRole('heading', { name: 'Account' }).waitFor()
  await newSession(house.app.url, house.ada.email, 'brand new and long')
})

journey('the theme is chosen, kept, and there from the first paint', async () => {
  await using house = await openHouse()
  await using page = await openPage(house.app, { as: house.ada, path: '/settings/appearance' })
  const root = page.locator('html')
  expect(await root.getAttribute('data-theme')).toBe('light')
  await page.getByText('Dark', { exact: true }).click()
  await until(async () => (await root.getAttribute('data-theme')) === 'dark')
  await page.route('**/*.js', route =>
    route.request().url().includes('first') ? route.continue() : route.abort(),
  )
  page.trouble.expect(/ERR_FAILED/)
  await page.reload()
  expect(await root.getAttribute('data-theme')).toBe('dark')
})

journey('the theme of the system is followed while the page is open', async () => {
  await using house = await openHouse()
  await using page = await openPage(house.app, { as: house.ada, theme: 'dark' })
  await field(page).waitFor()
  const root = page.locator('html')
  expect(await root.getAttribute('data-theme')).toBe('dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await until(async () => (await root.getAttribute('data-theme')) === 'light')
})

journey('the page speaks German, then Arabic from right to left', async () => {
  await using house = await openHouse()
  await using page = await openPage(house.app, { as: house.ada, path: '/settings/appearance' })
  await page.getByLabel('Language').selectOption('de')
  await page.getByRole('heading', { name: 'Einstellungen' }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('de')
  await page.getByRole('combobox').selectOption('ar')
  await until(async () => (await page.locator('html').getAttribute('dir')) === 'rtl')
  await page.reload()
  await page.getByRole('heading', { name: 'الإعدادات' }).waitFor()
  const aside = await page.getByRole('complementary').boundingBox()
  expect(aside?.x).toBeGreaterThan(1000)
})

journey('a browser set to German is spoken to in German', async () => {
  await using house = await openHouse()
  await using page = await openPage(house.app, { language: 'de-CH' })
  page.trouble.expect(/status of 400/)
  await page.getByRole('heading', { name: 'Willkommen zurück' }).waitFor()
  await page.getByLabel('E-Mail').fill('ada@example.org')
  await page.getByLabel('Passwort').fill('nicht dieses')
  await page.getByRole('button', { name: 'Anmelden' }).click()
  await page.getByText('Die E-Mail-Adresse oder das Passwort stimmt nicht.').waitFor()
})

journey('Enter may start a new line instead of sending', async () => {
  await using house = await openHouse({ reply: 'Read.' })
  await using page = await openPage(house.app, { as: house.ada, path: '/settings/appearance' })
  const saved = page.waitForResponse('**/settings/update')
  await page.getByRole('switch', { name: 'Enter sends the message' }).click()
  await saved
  await page.goto(house.app.url)
  await say(page, 'One')
  await page.keyboard.type('Two')
  expect(await field(page).inputValue()).toBe('One\nTwo')
  await page.keyboard.press('Control+Enter')
  await answered(page, 'Read.')
})

journey('a setting is found by its words and comes into view', async () => {
  await using house = await openHouse()
  await using page = await openPage(house.app, { as: house.ada, path: '/settings/account' })
  await page.getByRole('searchbox', { name: 'Find a setting' }).fill('session lasts')
  await page.getByRole('link', { name: 'Length of a session' }).click()
  await page.getByLabel('Length of a session').waitFor()
  expect(new URL(page.url()).pathname).toBe('/settings/general')
})

journey('all chats are taken along, put away, deleted and brought back from the file', async () => {
  await using house = await openHouse()
  await keepChat(house.ada, 'Shopping', ['Eggs?', 'Twelve.'])
  await using page = await openPage(house.app, { as: house.ada, path: '/settings/data' })
  const saving = page.waitForEvent('download')
  await button(page, 'Export').click()
  const file = await (await saving).path()
  expect(JSON.stringify(await Bun.file(file).json())).toContain('Twelve.')

  await button(page, 'Archive all').click()
  await button(page.getByRole('dialog'), 'Archive all').click()
  await chatRow(page, 'Shopping').waitFor({ state: 'detached' })

  await button(page, 'Delete all').click()
  const dialog = page.getByRole('dialog')
  expect(await button(dialog, 'Delete all').isDisabled()).toBe(true)
  await dialog.getByRole('textbox').fill('delete')
  await button(dialog, 'Delete all').click()
  await page.getByText('All your chats are deleted').waitFor()
  expect((await house.ada.get('/api/v1/chats/all')).body).toEqual([])

  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByText('1 chat imported').waitFor()
  expect((await house.ada.get('/api/v1/chats/all')).body).toHaveLength(1)
})

journey('a file without chats is refused, one from elsewhere is read', async () => {
  await using house = await openHouse()
  await using page = await openPage(house.app, { as: house.ada, path: '/settings/data' })
  const give = (name: string, value: unknown) =>
    page.locator('input[type=file]').setInputFiles({
      name,
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(value)),
    })
  await give('recipe.json', { flour: 2 })
  await page.getByText('This file holds no chats that can be read.').waitFor()
  await give('chats.json', [{ chat: documentOf('From elsewhere', ['Hi', 'Ho']) }])
  await chatRow(page, 'From elsewhere').click()
  await answered(page, 'Ho')
})
