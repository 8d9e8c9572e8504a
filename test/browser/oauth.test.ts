// A person signs up through a real provider, comes back, links another way in; an admin sets a provider up.
import { expect } from 'bun:test'
import type { Page } from 'playwright-core'
import { CLIENT, openStage, type Stage } from '../oidc/real'
import { journey, type OpenPage, openPage, PHONE } from './browser'
import { button, chooseForMe, signIn } from './person'

/** What happens on the provider's own pages is its own trouble; they would like a font, too. */
const leave = (page: OpenPage, stage: Stage): void =>
  page.trouble.expect(new RegExp(stage.url), /fonts\.googleapis\.com/)

/** What the page still asks for when its session ends. */
const REFUSED = /status of 40[13]/

/** A server that nobody has told of the provider yet. */
const UNSET = {
  OAUTH_CLIENT_ID: '',
  OAUTH_CLIENT_SECRET: '',
  OPENID_PROVIDER_URL: '',
  OAUTH_PROVIDER_NAME: '',
  ENABLE_OAUTH_SIGNUP: '',
}

/** Signs in on the provider's pages, and agrees to what Hearth asks for. */
async function signInThere(page: Page, login: string): Promise<void> {
  await page.getByPlaceholder('Enter any login').fill(login)
  await page.getByPlaceholder('and password').fill('secret')
  await button(page, 'Sign-in').click()
  await button(page, 'Continue').click()
}

const provider = (page: Page) => page.getByRole('link', { name: 'Continue with The library' })

journey('signs up through the library, signs out, and comes back as the same person', async () => {
  await using stage = await openStage()
  await using page = await openPage(stage.app)
  leave(page, stage)
  page.trouble.expect(REFUSED)
  await provider(page).click()
  await signInThere(page, 'ada')
  await button(page, /Account menu/).click()
  await page.getByText('ada@example.org').waitFor()
  await page.waitForURL(`${stage.app.url}/welcome`)
  await page.goBack()
  expect(page.url()).not.toContain('token')
  await page.goto('/')
  await chooseForMe(page, 'Sign out')
  await provider(page).click()
  await button(page, /Account menu/).waitFor()
  const count = page.evaluate(async () => (await (await fetch('/api/v1/users/')).json()).length)
  expect(await count).toBe(1)
})

journey('comes back to the page that was wanted, on a phone', async () => {
  await using stage = await openStage()
  await stage.app.admin()
  await using page = await openPage(stage.app, { path: '/archived', width: PHONE })
  leave(page, stage)
  stage.people.set('grace', { name: 'Grace', email: 'grace@example.org', roles: ['user'] })
  await provider(page).click()
  await signInThere(page, 'grace')
  await page.getByRole('heading', { name: 'Waiting to be let in' }).waitFor()
  expect(page.url()).toBe(`${stage.app.url}/archived`)
  await page.reload()
  await page.getByRole('heading', { name: 'Waiting to be let in' }).waitFor()
})

journey('changes her mind at the provider, and reads so once', async () => {
  await using stage = await openStage()
  await stage.app.admin()
  await using page = await openPage(stage.app)
  leave(page, stage)
  await provider(page).click()
  await page.getByText('[ Cancel ]').click()
  await page.getByRole('alert').getByText('you changed your mind there').waitFor()
  expect(page.url()).toBe(`${stage.app.url}/auth`)
  await page.reload()
  await page.getByRole('heading', { name: 'Welcome back' }).waitFor()
  expect(await page.getByRole('alert').count()).toBe(0)
})

journey('is told that the provider is away, and signs in with the password instead', async () => {
  const env = { OPENID_PROVIDER_URL: 'http://127.0.0.1:9', ENABLE_SIGNUP: 'true' }
  await using stage = await openStage({ env })
  await stage.app.admin()
  await using page = await openPage(stage.app)
  await provider(page).click()
  await page.getByRole('alert').getByText('The provider does not answer.').waitFor()
  await signIn(page, 'ada@example.org')
  await button(page, /Account menu/).waitFor()
})

journey('has only the provider where the form is switched off', async () => {
  await using stage = await openStage({ env: { ENABLE_LOGIN_FORM: 'false' } })
  await stage.app.admin()
  await using page = await openPage(stage.app)
  await provider(page).waitFor()
  expect(await page.getByLabel('Password').count()).toBe(0)
})

journey('loses the session here at once when it is ended there', async () => {
  await using stage = await openStage()
  await using page = await openPage(stage.app)
  leave(page, stage)
  page.trouble.expect(REFUSED)
  await provider(page).click()
  await signInThere(page, 'ada')
  await button(page, /Account menu/).waitFor()
  const there = await page.context().newPage()
  await there.goto(`${stage.url}/session/end`)
  await there.getByRole('button', { name: 'Yes, sign me out' }).click()
  await page.getByRole('heading', { name: 'Welcome back' }).waitFor()
})

journey('links a provider to an account with a password, and unlinks it', async () => {
  await using stage = await openStage({ env: { ENABLE_OAUTH_SIGNUP: 'false' } })
  await stage.app.admin()
  const grace = await stage.app.user('Grace')
  await using page = await openPage(stage.app, { as: grace, path: '/settings/account' })
  leave(page, stage)
  stage.people.set('gh', { name: 'G. Hopper', email: 'hopper@example.com' })
  await button(page, 'Link The library').click()
  await button(page.getByRole('dialog'), 'Link').click()
  await signInThere(page, 'gh')
  await page.getByText('The provider is linked to your account').waitFor()
  expect(page.url()).toBe(`${stage.app.url}/settings/account`)
  await page.getByText('Linked on').waitFor()
  await chooseForMe(page, 'Sign out')
  await provider(page).click()
  await button(page, /Account menu/).click()
  await page.getByText('grace@example.org').waitFor()
  await page.goto('/settings/account')
  await button(page, 'Unlink The library').click()
  await button(page.getByRole('dialog'), 'Unlink').click()
  await page.getByText('Not linked.').waitFor()
})

journey('sets a provider up, tries it, and sees its button on the sign-in page', async () => {
  await using stage = await openStage({ env: UNSET })
  const ada = await stage.app.admin()
  await using page = await openPage(stage.app, { as: ada, path: '/settings/oauth' })
  await page.getByText('OpenID Connect').first().click()
  const card = page.getByRole('group').filter({ hasText: 'OpenID Connect' }).first()
  const redirect = card.getByLabel('Redirect address', { exact: true })
  expect(await redirect.inputValue()).toBe(`${stage.app.url}/oauth/oidc/callback`)
  page.trouble.expect(/status of 400/)
  await card.getByLabel('Address', { exact: true }).fill('http://127.0.0.1:9')
  await button(card, 'Test').click()
  await card.getByText('Nothing answers at this address.').waitFor()
  await card.getByLabel('Address', { exact: true }).fill(stage.url)
  await button(card, 'Test').click()
  await card.getByText(`It answers and calls itself ${stage.url}.`).waitFor()
  await card.getByLabel('Name on the button').fill('The library')
  await card.getByLabel('Client id').fill(CLIENT.client_id)
  await card.getByLabel('Client secret').fill(CLIENT.client_secret)
  await button(card, 'Save').click()
  await card.getByText('Set up', { exact: true }).waitFor()
  expect(await card.getByLabel('Client secret').inputValue()).toBe('')
  await page.getByRole('switch', { name: 'Accounts from providers' }).click()
  await using other = await openPage(stage.app)
  leave(other, stage)
  await provider(other).click()
  await signInThere(other, 'grace')
  await other.getByRole('heading', { name: 'Waiting to be let in' }).waitFor()
  await button(card, 'Take away').click()
  await button(page.getByRole('dialog'), 'Take away').click()
  await card.getByText('Not set up').waitFor()
})
