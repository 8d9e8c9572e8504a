// A person signs in with the name and password of a real directory.
import { afterAll, beforeAll, expect } from 'bun:test'
import { type App, openApp } from '../app'
import { APP, BASE, settingsFor } from '../directory/house'
import { certificate } from '../directory/server'
import { addGroup, addPerson, openSlapd, type Slapd } from '../directory/slapd'
import { until } from '../until'
import { journey, openPage, PHONE } from './browser'
import { findings, photograph } from './inspect'
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
  await photograph(page, 'sign-in-directory-desk', 'light')
  expect(await findings(page, 'all')).toEqual([])
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
  await photograph(page, 'sign-in-directory-phone', 'dark')
  expect(await findings(page, 'all')).toEqual([])
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
  await button(page, 'Anmelden').click()
  await page.getByText('Grace').first().waitFor()
})

journey('sets the directory up as an admin, tries it, and reads what is wrong', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  await using page = await openPage(app, { as: ada, width: PHONE, path: '/settings/ldap' })
  page.trouble.expect(/status of 400/)
  const fill = (label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text)
  await fill('Name of the directory', 'The library')
  await fill('Port', String(slapd.port))
  await page.getByLabel('Encryption', { exact: true }).selectOption('StartTLS')
  await fill('Account for searching', APP.dn)
  await fill('Its password', APP.password)
  await fill('Where people are', BASE)
  await button(page, 'Save').click()
  await page.getByText('Saved').first().waitFor()
  const attempt = async (name: string) => {
    await fill('User name', name)
    await page.keyboard.press('Enter')
  }
  await attempt('grace')
  await page.getByText('Its certificate is not trusted').waitFor()
  await fill('Certificates to trust', certificate('ca'))
  await button(page, 'Save').click()
  await page.getByText('The file of certificates').waitFor({ state: 'detached' })
  await until(async () => {
    const { body } = await ada.get('/api/v1/auths/admin/config/ldap/server')
    return body.certificate_path !== ''
  })
  await attempt('nobody')
  await page.getByText('There is nobody, or more than one').waitFor()
  await attempt('grace')
  await page.getByText('Would be made').waitFor()
  await page.getByText('Grace@Example.org').waitFor()
  await page.getByRole('switch', { name: 'Sign-in with a directory' }).click()
  await until(async () => (await app.nobody.get('/api/config')).body.features.enable_ldap)
})
