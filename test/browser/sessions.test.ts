// Where somebody is signed in, ended from elsewhere; and keys that may do only so much.
import { expect } from 'bun:test'
import { signIn as newSession, openApp } from '../app'
import { setUp } from '../unit/auth/factor'
import { journey, openPage } from './browser'
import { openHouse } from './house'
import { button, field } from './person'

const device = /Chrome on Linux|HeadlessChrome|Unknown device|Bun/

journey('a person ends another device, which is signed out at once', async () => {
  await using app = await openApp()
  await app.admin()
  const grace = await app.user('Grace')
  const other = await newSession(app.url, grace.email)
  await using page = await openPage(app, { as: grace, path: '/settings/sessions' })
  await using lost = await openPage(app, { as: other })
  lost.trouble.expect(/status of 40[13]/)
  await field(lost).waitFor()
  const rows = page.getByRole('main').getByRole('listitem')
  await rows.nth(1).waitFor()
  expect(await rows.count()).toBe(2)
  expect(await rows.filter({ hasText: 'This device' }).count()).toBe(1)
  expect(await rows.first().textContent()).toMatch(device)
  await page.getByRole('button', { name: /End the session of/ }).click()
  await lost.getByRole('heading', { name: 'Welcome back' }).waitFor()
  await rows.nth(1).waitFor({ state: 'detached' })
})

journey('all others end together, after a question', async () => {
  await using app = await openApp()
  await app.admin()
  const grace = await app.user('Grace')
  const others = [await newSession(app.url, grace.email), await newSession(app.url, grace.email)]
  await using page = await openPage(app, { as: grace, path: '/settings/sessions' })
  await button(page, 'End all others').click()
  await button(page.getByRole('dialog'), 'End all others').click()
  await page.getByText('2 sessions ended').waitFor()
  for (const other of others) expect((await other.get('/api/v1/auths/')).status).toBe(401)
})

journey(
  'an admin sees where somebody is signed in, ends it and takes a lost factor away',
  async () => {
    await using app = await openApp()
    const ada = await app.admin()
    const grace = await app.user('Grace')
    await setUp(grace)
    await using page = await openPage(app, { as: ada, path: '/settings/people' })
    await button(page, 'Sign-in of Grace').click()
    const dialog = page.getByRole('dialog', { name: 'Sign-in of Grace' })
    await dialog.getByText('Authenticator app: on, no passkeys').waitFor()
    await button(dialog, 'Take away the second factor').click()
    const question = page.getByRole('dialog', { name: 'Take away the second factor' })
    await button(question, 'Take away the second factor').click()
    await dialog.getByText('Authenticator app: off').waitFor()
    await button(dialog, 'End all sessions').click()
    await button(page.getByRole('dialog', { name: 'End all sessions' }), 'End all sessions').click()
    await dialog.getByText('Nowhere signed in.').waitFor()
    expect((await grace.get('/api/v1/auths/')).status).toBe(401)
    await newSession(app.url, grace.email)
  },
)

journey('a key is made for one model and an end, shown once, listed and deleted', async () => {
  await using house = await openHouse()
  await using page = await openPage(house.app, { as: house.ada, path: '/settings/api-keys' })
  await button(page, 'New key').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name of the new key').fill('Editor')
  await dialog.getByLabel('What it may do').selectOption('completions')
  await dialog.getByText('Right for most tools').waitFor()
  await dialog.getByRole('combobox', { name: 'Models' }).selectOption('some')
  await button(dialog, 'Make a key').click()
  await dialog.getByText('Choose at least one model.').waitFor()
  await dialog.getByRole('checkbox', { name: 'ember' }).check()
  await dialog.getByLabel('Ends').selectOption('30')
  await button(dialog, 'Make a key').click()
  const key = await page.getByLabel('API key', { exact: true }).inputValue()
  expect(key).toMatch(/^sk-[0-9a-f]{32}$/)
  await page.getByText(/Ask models only · 1 model · until/).waitFor()

  const bearer = { authorization: `Bearer ${key}` }
  const models = await house.app.nobody.get('/v1/models', bearer)
  expect(models.body.data.map(({ id }: { id: string }) => id)).toEqual(['ember'])
  expect((await house.app.nobody.get('/api/v1/chats/', bearer)).status).toBe(403)

  await page.reload()
  await page.getByText(/Last used/).waitFor()
  expect(await page.getByText(key).count()).toBe(0)
  await button(page, 'Delete the key “Editor”').click()
  await button(page.getByRole('dialog'), 'Delete').click()
  await page.getByText('No keys yet').waitFor()
  expect((await house.app.nobody.get('/v1/models', bearer)).status).toBe(401)
})
