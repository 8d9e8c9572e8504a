// Every page and main state of the web client, and how a person gets there.
import { chats } from './chats'
import { documents } from './documents'
import { floating } from './floating'
import { house } from './house'
import { knowledge } from './knowledge'
import { people } from './people'
import { providers } from './providers'
import { security } from './security'
import { seeing } from './seeing'
import { settings } from './settings'
import { strangers } from './strangers'
import { heading, type Visit } from './view'

const others: Visit[] = [
  {
    name: 'an account without chats',
    path: '/',
    as: 'grace',
    stops: [
      {
        name: 'chat-empty-first',
        only: 'desk',
        arrange: page => page.getByText('Your chats will be kept here.').waitFor(),
      },
      {
        name: 'archived-empty',
        arrange: async (page, { app }) => {
          await page.goto(`${app.url}/archived`)
          await page.getByText('Nothing archived').waitFor()
        },
      },
    ],
  },
  {
    name: 'a mistyped address',
    path: '/no/such/page',
    stops: [{ name: 'missing', arrange: heading('There is no such page') }],
  },
  {
    name: 'the page for machines',
    path: '/docs',
    as: null,
    rules: 'wcag',
    stops: [
      {
        name: 'docs',
        // It draws no more of the list than can be seen.
        arrange: page => page.locator('.opblock').first().waitFor(),
      },
    ],
  },
]

export const visits: Visit[] = [
  ...strangers,
  ...chats,
  ...documents,
  ...knowledge,
  ...settings,
  ...people,
  ...house,
  ...security,
  ...providers,
  ...seeing,
  ...floating,
  ...others,
]
