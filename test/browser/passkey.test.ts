// Passkeys in Chromium, with its virtual authenticator.
import { expect } from 'bun:test'
import { type App, openApp } from '../app'
import type { Caller } from '../caller'
import { setUp } from '../unit/auth/factor'
import { type Authenticator, byName, giveAuthenticator } from './authenticator'
import { journey, type OpenPage, openPage } from './browser'
import { button, chooseForMe, field, signIn } from './person'

/** A page with an authenticator, at the server's name. */
async function openNamed(
  app: App,
  options: { as?: Caller; path?: string } = {},
): Promise<{ page: OpenPage; key: Authenticator }> {
  const named = { ...app, url: byName(app.url) }
  const given = Promise.withResolvers<Authenticator>()
  const page = await openPage(named, {
    ...options,
    before: async page => given.resolve(await giveAuthenticator(page)),
  })
  return { page, key: await given.promise }
}

async function addPasskey(page: OpenPage, name: string): Promise<void> {
  await button(page, 'Add a passkey').click()
  await page.getByRole('dialog').getByLabel('Name').fill(name)
  await button(page.getByRole('dialog'), 'Continue').click()
  await page.getByRole('listitem').filter({ hasText: name }).waitFor()
}

journey('a person adds a passkey, signs in with it alone, renames and removes it', async () => {
  await using app = await openApp()
  await app.admin()
  const grace = await app.user('Grace')
  const { page, key } = await openNamed(app, { as: grace, path: '/settings/security' })
  await using _ = page
  await addPasskey(page, 'Laptop')
  expect(await key.count()).toBe(1)

  await chooseForMe(page, 'Sign out')
  await button(page, 'Sign in with a passkey').click()
  await field(page).waitFor()

  await page.goto('/settings/security')
  await page.getByText(/last used/).waitFor()
  await button(page, 'Rename “Laptop”').click()
  await page.getByLabel('New name of “Laptop”').fill('Work laptop')
  await button(page, 'Save').click()
  await button(page, 'Remove “Work laptop”').click()
  await button(page.getByRole('dialog'), 'Remove').click()
  await button(page, 'Remove “Work laptop”').waitFor({ state: 'detached' })

  page.trouble.expect(/status of 400/)
  await chooseForMe(page, 'Sign out')
  await button(page, 'Sign in with a passkey').click()
  await page.getByText('This passkey does not open an account here.').waitFor()
})

journey('a passkey is the second step after the password', async () => {
  await using app = await openApp()
  await app.admin()
  const grace = await app.user('Grace')
  await setUp(grace)
  const { page } = await openNamed(app, { as: grace, path: '/settings/security' })
  await using _ = page
  page.trouble.expect(/status of 401/)
  await addPasskey(page, 'Laptop')
  await chooseForMe(page, 'Sign out')
  await signIn(page, grace.email)
  await button(page, 'Use a passkey').click()
  await field(page).waitFor()
})

journey('who does not show himself stays outside, and is told so', async () => {
  await using app = await openApp()
  await app.admin()
  const grace = await app.user('Grace')
  const { page, key } = await openNamed(app, { as: grace, path: '/settings/security' })
  await using _ = page
  await addPasskey(page, 'Laptop')
  await chooseForMe(page, 'Sign out')
  await key.verify(false)
  await button(page, 'Sign in with a passkey').click()
  await page.getByText('No passkey was used.').waitFor()
  await key.verify(true)
  await button(page, 'Sign in with a passkey').click()
  await field(page).waitFor()
})

journey('at a bare address passkeys are not made, and the page says why', async () => {
  await using app = await openApp()
  await app.admin()
  const grace = await app.user('Grace')
  await using page = await openPage(app, { as: grace, path: '/settings/security' })
  page.trouble.expect(/status of 400/)
  await button(page, 'Add a passkey').click()
  await button(page.getByRole('dialog'), 'Continue').click()
  await page.getByText('Passkeys do not work at this address.').waitFor()
})
