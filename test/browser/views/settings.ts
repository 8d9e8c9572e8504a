// The settings, page by page.
import { button } from '../person'
import { heading, type View } from './view'

const setting = (path: string, name: string): View => ({
  name: `settings-${path}`,
  path: `/settings/${path}`,
  arrange: heading(name),
})

export const settings: View[] = [
  setting('account', 'Account'),
  setting('appearance', 'Appearance'),
  setting('data', 'Your data'),
  setting('connections', 'Connections'),
  setting('models', 'Models'),
  setting('people', 'People'),
  setting('general', 'Chat titles'),
  {
    name: 'settings-key',
    path: '/settings/account',
    arrange: async page => {
      await button(page, 'Change password').click()
      await page.getByLabel('Name of the new key').fill('laptop')
      await button(page, 'Make a key').click()
      await page.getByLabel('API key', { exact: true }).waitFor()
    },
  },
  {
    name: 'settings-search',
    path: '/settings/account',
    arrange: async page => {
      await page.getByRole('searchbox', { name: 'Find a setting' }).fill('model')
      await page.getByText('Model for titles').first().waitFor()
    },
  },
]
