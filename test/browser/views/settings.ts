// The settings, page by page.
import type { Page } from 'playwright-core'
import { button } from '../person'
import { heading, type Stop, type Visit } from './view'

/** Goes to a page by the menu, which is opened first on a phone. */
const turnTo = async (page: Page, name: string) => {
  const link = page
    .getByRole('navigation', { name: 'Settings pages' })
    .getByRole('link', { name, exact: true })
  const menu = button(page, /^Settings pages:/)
  await menu.or(link).first().waitFor()
  const folded = (await menu.isVisible()) && (await menu.getAttribute('aria-expanded')) === 'false'
  if (folded) await menu.click()
  await link.click()
}

const tab = (name: string): Stop => ({
  name: `settings-${name.toLowerCase().replaceAll(' ', '-')}`,
  arrange: async page => {
    await turnTo(page, name)
    await heading(name)(page)
  },
})

const menu: Stop = {
  name: 'settings-menu',
  only: 'phone',
  arrange: async page => {
    await button(page, /^Settings pages:/).click()
    await page.getByRole('link', { name: 'System' }).waitFor()
  },
}

export const settings: Visit[] = [
  {
    name: 'the settings',
    path: '/settings/account',
    stops: [
      { name: 'settings-account', arrange: heading('Account') },
      menu,
      tab('Appearance'),
      tab('Models'),
      tab('People'),
      {
        name: 'settings-search',
        arrange: async page => {
          const search = page.getByRole('searchbox', { name: 'Find a setting' })
          await search.fill('model')
          await page.getByRole('link', { name: /model/i }).nth(1).waitFor()
        },
      },
      {
        name: 'settings-password',
        arrange: async page => {
          await page.getByRole('searchbox', { name: 'Find a setting' }).fill('')
          await turnTo(page, 'Account')
          await button(page, 'Change password').click()
        },
      },
      tab('Your data'),
      {
        name: 'delete-all',
        arrange: async page => {
          await button(page, 'Delete all').click()
          await page.getByRole('dialog').waitFor()
        },
      },
    ],
  },
  {
    name: 'the connections',
    path: '/settings/connections',
    trouble: /status of [45]\d\d/,
    stops: [
      { name: 'settings-connections', arrange: heading('Connections') },
      {
        name: 'connection-new',
        arrange: async page => {
          await button(page, 'Add a connection').click()
          await page.getByRole('dialog').getByText('More options').click()
          await page.getByLabel('Only these models').waitFor()
        },
      },
      {
        name: 'connection-wrong',
        arrange: async page => {
          await page.getByLabel('Address').fill('http://127.0.0.1:9/v1')
          await button(page, 'Check').click()
          await page.getByText('The provider did not answer as expected').waitFor()
          await page.getByText('The provider did not answer as expected').scrollIntoViewIfNeeded()
        },
      },
    ],
  },
]
