// Setting up an authenticator app, signing in with its codes, and a house that asks for it.
import { expect } from 'bun:test'
import type { Page } from 'playwright-core'
import { openApp, PASSWORD } from '../app'
import { onDatabase } from '../sql'
import { codeOf, setUp } from '../unit/auth/factor'
import { journey, openPage } from './browser'
import { button, chooseForMe, field, signIn } from './person'

/** Reads the key that stands beside the picture, as somebody without a camera does. */
async function keyOf(page: Page): Promise<string> {
  await page.getByRole('img', { name: 'Picture for the authenticator app' }).waitFor()
  await page.getByText('Or enter this key by hand').click()
  return (await page.getByLabel('Key', { exact: true }).inputValue()).replaceAll(' ', '')
}

const codes = (page: Page) =>
  page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')

/** Sets the app up from its picture on; gives the key and the recovery codes. */
async function scan(page: Page): Promise<{ secret: string; recovery: string[] }> {
  const secret = await keyOf(page)
  await page.getByLabel('Code that the app shows now').fill(codeOf(secret))
  await button(page, 'Turn on').click()
  await codes(page).first().waitFor()
  const recovery = await codes(page).allTextContents()
  await button(page, 'I have kept them').click()
  return { secret, recovery }
}

journey('a person sets up an app, signs in with its code, then with a recovery code', async () => {
  await using app = await openApp()
  await app.admin()
  const grace = await app.user('Grace')
  await using page = await openPage(app, { as: grace, path: '/settings/security' })
  page.trouble.expect(/status of 40[01]/)
  await button(page, 'Set up').click()
  await button(page, 'Continue').click()
  const { secret, recovery } = await scan(page)
  expect(recovery).toHaveLength(10)
  await page.getByText('10 codes left.').waitFor()

  await chooseForMe(page, 'Sign out')
  await signIn(page, grace.email)
  await page.getByRole('heading', { name: 'One more step' }).waitFor()
  await page.getByLabel('Code', { exact: true }).fill('000000')
  await page.keyboard.press('Enter')
  await page.getByText('This code is not right, or it was used before.').waitFor()
  await page.getByLabel('Code', { exact: true }).fill(codeOf(secret, 1))
  await button(page, 'Continue').click()
  await field(page).waitFor()

  await chooseForMe(page, 'Sign out')
  await signIn(page, grace.email)
  await button(page, 'Use a recovery code').click()
  await page.getByLabel('Recovery code').fill(` ${recovery[0]?.toUpperCase()} `)
  await button(page, 'Continue').click()
  await field(page).waitFor()
  await page.goto(`${app.url}/settings/security`)
  await page.getByText('9 codes left.').waitFor()
})

journey('later the password is asked for before anything changes', async () => {
  await using app = await openApp()
  await app.admin()
  const grace = await app.user('Grace')
  await setUp(grace)
  await onDatabase(app.database, 'update session set created_at = created_at - 660000')
  await using page = await openPage(app, { as: grace, path: '/settings/security' })
  page.trouble.expect(/status of 400/)
  await button(page, 'Make new ones').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Your password').fill('not this one')
  await button(dialog, 'Make new ones').click()
  await page.getByText('This is not your password.').waitFor()
  await dialog.getByLabel('Your password').fill(PASSWORD)
  await button(dialog, 'Make new ones').click()
  await codes(page).first().waitFor()
  await button(page, 'I have kept them').click()

  await button(page, 'Turn off').click()
  await dialog.getByLabel('Your password').fill(PASSWORD)
  await button(dialog, 'Turn off').click()
  await button(page, 'Set up').waitFor()
})

journey('where everybody has to, an open page is led to it and goes on after it', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const grace = await app.user('Grace')
  await setUp(ada)
  await using page = await openPage(app, { as: grace })
  page.trouble.expect(/status of 403/)
  await field(page).waitFor()
  await ada.post('/api/v1/settings', { 'auth.second_factor': 'everybody' })
  await page.getByRole('heading', { name: 'Set up a second factor' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Set up a second factor' }).waitFor()
  await button(page, 'Continue').click()
  await scan(page)
  await field(page).waitFor()
})

journey('a sign-in that ended at a provider goes on at the address it was sent to', async () => {
  await using app = await openApp()
  await app.admin()
  const grace = await app.user('Grace')
  const { recovery } = await setUp(grace)
  await using page = await openPage(app)
  page.trouble.expect(/status of 401/)
  const { ticket } = await page.evaluate(
    async form => {
      const answer = await fetch('/api/v1/auths/signin', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(form),
      })
      return (await answer.json()).second_factor as { ticket: string }
    },
    { email: grace.email, password: PASSWORD },
  )
  await page.goto('about:blank')
  await page.goto(`${app.url}/auth#second-factor=${ticket}&methods=app%2Crecovery`)
  await button(page, 'Use a recovery code').click()
  expect(page.url()).not.toContain(ticket)
  await page.getByLabel('Recovery code').fill(recovery[0] ?? '')
  await button(page, 'Continue').click()
  await field(page).waitFor()
})

journey('a ticket that is too old leads back to the beginning', async () => {
  await using app = await openApp()
  await app.admin()
  await using page = await openPage(app, { path: '/auth#second-factor=made-up' })
  page.trouble.expect(/status of 410/)
  await page.getByLabel('Code', { exact: true }).fill('123456')
  await button(page, 'Continue').click()
  await page.getByText('This took too long or was tried too often.').waitFor()
  await button(page, 'Back to sign-in').click()
  await page.getByRole('heading', { name: 'Welcome back' }).waitFor()
})
