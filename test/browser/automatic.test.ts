// Coming in without being asked: by the word of a proxy, and into a house without accounts.
import { expect } from 'bun:test'
import { openApp } from '../app'
import { journey, openPage } from './browser'
import { findings, photograph } from './inspect'
import { button, chooseForMe } from './person'

const HEADER = { WEBUI_AUTH_TRUSTED_EMAIL_HEADER: 'X-Email' }

journey('is known by the proxy, signs out for good, and comes back on demand', async () => {
  await using app = await openApp({ env: HEADER })
  await using page = await openPage(app, {
    before: page => page.setExtraHTTPHeaders({ 'X-Email': 'ada@example.org' }),
  })
  await button(page, /Account menu/).waitFor()
  await chooseForMe(page, 'Sign out')
  await page.getByRole('heading', { name: 'You are signed out' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'You are signed out' }).waitFor()
  await photograph(page, 'signed-out-desk', 'light')
  expect(await findings(page, 'all')).toEqual([])
  await button(page, 'Sign in').click()
  await button(page, /Account menu/).waitFor()
})

journey('sees another person’s page when the proxy names another', async () => {
  await using app = await openApp({ env: { ...HEADER, ENABLE_SIGNUP: 'true' } })
  await using page = await openPage(app, {
    before: page => page.setExtraHTTPHeaders({ 'X-Email': 'ada@example.org' }),
  })
  await button(page, /Account menu/).waitFor()
  page.trouble.expect(/status of 40[13]/)
  await page.setExtraHTTPHeaders({ 'X-Email': 'grace@example.org' })
  await page.reload()
  await page.getByText('There is no account for you here, and none may be made.').waitFor()
})

journey('reads why nobody comes in when the proxy names nobody', async () => {
  await using app = await openApp({ env: HEADER })
  await using page = await openPage(app)
  page.trouble.expect(/status of 400/)
  await page.getByRole('heading', { name: 'You could not be signed in' }).waitFor()
  await page.getByText('The proxy in front of this server does not say who you are.').waitFor()
  expect(await findings(page, 'all')).toEqual([])
  await button(page, 'Try again').click()
  await page.getByRole('heading', { name: 'You could not be signed in' }).waitFor()
})

journey('is at home at once in a house without accounts, where nobody signs out', async () => {
  await using app = await openApp({ env: { WEBUI_AUTH: 'false' } })
  await using page = await openPage(app)
  await button(page, /Account menu/).click()
  await page.getByText('admin@localhost').waitFor()
  expect(await page.getByRole('menuitem', { name: 'Sign out' }).count()).toBe(0)
})

journey('is offered no password where none opens anything', async () => {
  for (const env of [HEADER, { WEBUI_AUTH: 'false' }]) {
    await using app = await openApp({ env })
    await using page = await openPage(app, {
      before: page => page.setExtraHTTPHeaders({ 'X-Email': 'ada@example.org' }),
    })
    await button(page, /Account menu/).waitFor()
    await page.goto(`${app.url}/settings/account`)
    await page.getByRole('heading', { name: 'Account' }).waitFor()
    expect(await button(page, 'Change password').count()).toBe(0)
    expect(await button(page, 'Sign out').count()).toBe(env === HEADER ? 1 : 0)
  }
})
