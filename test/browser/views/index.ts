// Every page and main state of the web client, and how a person gets there.
import { chats } from './chats'
import { floating } from './floating'
import { settings } from './settings'
import { strangers } from './strangers'
import { heading, type View } from './view'

const others: View[] = [
  {
    name: 'archived',
    path: '/archived',
    arrange: page => page.getByRole('main').getByText('Tax return 2024').waitFor(),
  },
  {
    name: 'archived-empty',
    path: '/archived',
    as: 'grace',
    arrange: page => page.getByText('Nothing archived').waitFor(),
  },
  {
    name: 'docs',
    path: '/docs',
    as: null,
    rules: 'wcag',
    arrange: page => page.getByText('/api/v1/auths/signin').first().waitFor(),
  },
  { name: 'missing', path: '/no/such/page', arrange: heading('There is no such page') },
]

export const views: View[] = [...strangers, ...chats, ...settings, ...floating, ...others]
