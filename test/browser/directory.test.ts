// A person signs in with the name and password of a real directory.
import { afterAll, beforeAll, expect } from 'bun:test'
import { type App, openApp } from '../app'
import { settingsFor } from '../directory/house'
import { addGroup, addPerson, openSlapd, type Slapd } from '../directory/slapd'
import { journey, openPage, PHONE } from './browser'
import { button } from './person'

let slapd: Slapd

beforeAll(async () => {
  slapd = await openSlapd()
  const grace = await addPerson(slapd.admin, 'grace', { mail: 'Grace@Example.org', cn: 'Grace' })
  await addGroup(slapd.admin, 'Editors', [grace])
}, 30_000)
afterAll(() => slapd?.[Symbol.asyncDispose]())

const open = (env: Record<string, string> = {}): Promise<App> =>
  openApp({
    env: {
      ...settingsFor(slapd.port),
      LDAP_TIMEOUT: '10',
      LDAP_USE_TLS: 'true',
      LDAP_TLS_MODE: 'starttls',
      DEFAULT_USER_ROLE: 'user',
      ...env,
    },
  })

journey('signs in through the library’s directory, after a slip', async () => {
  await using app = await open()
  await app.admin()
  await using page = await openPage(app)
  page.trouble.expect(/status of 400/)
  await page.getByRole('tab', { name: 'The library' }).waitFor()
  await button(page, 'Sign in').click()
  await page.getByText('Enter your user name.').waitFor()
  await page.getByLabel('User name').fill('grace')
  await page.getByLabel('Password').fill('guessed')
  await page.keyboard.press('Enter')
  await page.getByText('The user name or the password is not right.').waitFor()
  await page.getByLabel('Password').fill("grace's own")
  await page.keyboard.press('Enter')
  await button(page, /Account menu/).waitFor()
  await button(page, /Account menu/).click()
  await page.getByText('grace@example.org').waitFor()
})

journey('changes to the password of the house by keyboard, and finds it there again', async () => {
  await using app = await open()
  await app.admin()
  await using page = await openPage(app, { width: PHONE })
  await page.getByRole('tab', { name: 'The library' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.getByRole('textbox', { name: 'Email' }).fill('ada@example.org')
  await page.reload()
  await page.getByRole('textbox', { name: 'Email' }).waitFor()
  expect(await page.getByRole('tab', { name: 'Email' }).getAttribute('aria-selected')).toBe('true')
})

journey('has no other way where the house has switched its own off', async () => {
  await using app = await open({ ENABLE_LOGIN_FORM: 'false' })
  await app.admin()
  await using page = await openPage(app, { language: 'de-DE' })
  await page.getByLabel('Benutzername').fill('grace')
  await page.getByLabel('Passwort').fill("grace's own")
  expect(await page.getByRole('tab').count()).toBe(0)
  await page.getByRole('button', { name: 'Anmelden' }).click()
  await page.getByText('Grace').first().waitFor()
})
