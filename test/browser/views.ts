// Every page and main state of the web client, and how a person gets there.
import type { Page } from 'playwright-core'
import type { App } from '../app'
import type { Caller } from '../caller'
import { keepChat } from './chats'
import { button, chatRow, field, say, signIn } from './person'
import { picture } from './picture'

/** Who stands where when the gallery opens. */
export interface Stage {
  app: App
  /** A house without an account. */
  empty: App
  /** A house with an admin and without a model. */
  fresh: App
  ada: Caller
  /** The admin of the fresh house. */
  eve: Caller
  /** A user without chats. */
  grace: Caller
  /** The id of the chat with everything. */
  chat: string
}

type Door = 'app' | 'empty' | 'fresh'

export interface View {
  name: string
  path: string | ((stage: Stage) => string)
  /** Ada unless said; null is nobody. */
  as?: 'ada' | 'eve' | 'grace' | null
  door?: Door
  /** Leads from the page to the state, and waits until it is there. */
  arrange: (page: Page, stage: Stage) => Promise<unknown>
  /** Trouble that belongs to the state. */
  trouble?: RegExp
  /** Only where there is room, or only on the phone. */
  only?: 'desk' | 'phone'
}

const heading = (name: string) => (page: Page) =>
  page.getByRole('heading', { name }).first().waitFor()

const setting = (path: string, name: string): View => ({
  name: `settings-${path}`,
  path: `/settings/${path}`,
  arrange: heading(name),
})

const conversation = ({ chat }: Stage): string => `/c/${chat}`

const readConversation = async (page: Page): Promise<void> => {
  await page.getByText('The provider’s quota is used up.').waitFor()
}

const toTop = (page: Page) =>
  page.getByRole('log').evaluate(log => log.parentElement?.scrollTo({ top: 0 }))

/** The row of a chat has a menu; on the phone the sidebar is opened first. */
const openSidebar = async (page: Page): Promise<void> => {
  const show = button(page, 'Show sidebar')
  const row = chatRow(page, 'A walk to the hut')
  await show.or(row).first().waitFor()
  if (await show.isVisible()) await show.click()
  await row.waitFor()
}

const strangers: View[] = [
  { name: 'sign-in', path: '/', as: null, arrange: heading('Welcome back') },
  {
    name: 'sign-in-wrong',
    path: '/',
    as: null,
    trouble: /status of 400/,
    arrange: async page => {
      await page.getByLabel('Email').fill('ada@example.org')
      await page.getByLabel('Password').fill('not this one')
      await button(page, 'Sign in').click()
      await page.getByRole('alert').waitFor()
    },
  },
  {
    name: 'sign-up',
    path: '/',
    as: null,
    arrange: async page => {
      await button(page, 'Create account').click()
      await page.getByLabel('Name').fill('Grace')
      await button(page, 'Create account').click()
      await page.getByRole('alert').waitFor()
    },
  },
  {
    name: 'sign-up-first',
    path: '/',
    as: null,
    door: 'empty',
    arrange: heading('Welcome to Hearth'),
  },
  {
    name: 'pending',
    path: '/',
    as: null,
    arrange: async page => {
      await signIn(page, 'paul@example.org')
      await page.getByRole('heading', { name: 'Waiting to be let in' }).waitFor()
    },
  },
  {
    name: 'welcome',
    path: '/',
    as: 'eve',
    door: 'fresh',
    arrange: async page => {
      await page
        .getByText(/No Ollama, LM Studio|models? at/)
        .first()
        .waitFor()
    },
  },
]

const chats: View[] = [
  {
    name: 'chat-empty',
    path: '/',
    arrange: page => page.getByText('What is on your mind?').waitFor(),
  },
  {
    name: 'chat-empty-first',
    path: '/',
    as: 'grace',
    only: 'desk',
    arrange: page => page.getByText('Your chats will be kept here.').waitFor(),
  },
  {
    name: 'chat-temporary',
    path: '/?temporary-chat=true',
    arrange: page => page.getByText('Nothing you write here is kept.').waitFor(),
  },
  {
    name: 'chat-everything-top',
    path: conversation,
    arrange: async page => {
      await readConversation(page)
      await button(page, /^Thought for/).click()
      await page.getByRole('img', { name: 'Diagram (graph)' }).waitFor()
      await page.locator('.code-keyword').first().waitFor()
      await page.locator('.katex-display').waitFor()
      await toTop(page)
    },
  },
  {
    name: 'chat-everything-middle',
    path: conversation,
    arrange: async page => {
      await readConversation(page)
      await page.getByRole('img', { name: 'Diagram (graph)' }).waitFor()
      await page.locator('.code-keyword').first().waitFor()
      await page.getByRole('table').evaluate(table => table.scrollIntoView({ block: 'start' }))
    },
  },
  { name: 'chat-everything-end', path: conversation, arrange: readConversation },
  {
    name: 'chat-editing',
    path: conversation,
    arrange: async page => {
      await readConversation(page)
      await field(page).press('ArrowUp')
      await page.getByRole('textbox', { name: 'Edit message' }).waitFor()
    },
  },
  {
    name: 'chat-streaming',
    path: '/',
    arrange: async page => {
      await say(page, 'Count slowly')
      await page.locator('article[aria-busy] strong').waitFor()
    },
  },
  {
    name: 'chat-composing',
    path: '/',
    arrange: async page => {
      const files = [1, 2].map(number => ({
        name: `photo ${number}.png`,
        mimeType: 'image/png',
        buffer: picture(320, 240),
      }))
      await page.locator('input[type=file]').setInputFiles(files)
      await page.getByRole('img', { name: 'photo 2.png' }).waitFor()
      await field(page).fill('Two photographs.\n\nWhich of them is the sharper one, and why?')
    },
  },
  {
    name: 'chat-gone',
    path: '/c/00000000-0000-4000-8000-000000000000',
    trouble: /status of 401/,
    arrange: page => page.getByText('This chat is gone').waitFor(),
  },
  {
    name: 'chat-arabic',
    path: conversation,
    arrange: async page => {
      await page.evaluate(() => localStorage.setItem('hearth.language', 'ar'))
      await page.reload()
      await readConversation(page)
      await toTop(page)
    },
  },
  {
    name: 'offline',
    path: conversation,
    trouble: /ERR_INTERNET_DISCONNECTED/,
    arrange: async page => {
      await readConversation(page)
      await page.getByRole('img', { name: 'Diagram (graph)' }).waitFor()
      await page.context().setOffline(true)
      await page.getByText('You are offline. What is loaded can still be read.').waitFor()
    },
  },
]

const settings: View[] = [
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

const floating: View[] = [
  {
    name: 'sidebar',
    path: conversation,
    only: 'phone',
    arrange: openSidebar,
  },
  {
    name: 'sidebar-search',
    path: conversation,
    arrange: async page => {
      await openSidebar(page)
      await page.getByRole('searchbox', { name: 'Search chats' }).fill('heating')
      await page.getByText('1 chat found').first().waitFor()
    },
  },
  {
    name: 'chat-menu',
    path: conversation,
    arrange: async page => {
      await button(page, 'More about this chat').click()
      await page.getByRole('menu').waitFor()
    },
  },
  {
    name: 'person-menu',
    path: '/',
    arrange: async page => {
      await openSidebar(page)
      await button(page, /Account menu/).click()
      await page.getByRole('menu').waitFor()
    },
  },
  {
    name: 'model-picker',
    path: '/',
    arrange: async page => {
      await button(page, /^Model: /).click()
      await page.getByRole('option').first().waitFor()
    },
  },
  {
    name: 'palette',
    path: '/',
    arrange: async page => {
      await page.getByText('What is on your mind?').waitFor()
      await page.keyboard.press('Control+K')
      await page.getByRole('option').first().waitFor()
    },
  },
  {
    name: 'shortcuts',
    path: '/archived',
    arrange: async page => {
      await page.getByRole('heading', { name: 'Archived chats' }).waitFor()
      await page.keyboard.press('?')
      await page.getByRole('dialog').getByText('Open the command palette').waitFor()
    },
  },
  {
    name: 'answer-details',
    path: conversation,
    arrange: async page => {
      await readConversation(page)
      await button(page, 'About this answer').last().click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'connection-new',
    path: '/settings/connections',
    arrange: async page => {
      await button(page, 'Add a connection').click()
      await page.getByRole('dialog').getByText('More options').click()
      await page.getByLabel('Only these models').waitFor()
    },
  },
  {
    name: 'connection-wrong',
    path: '/settings/connections',
    trouble: /status of [45]\d\d/,
    arrange: async page => {
      await button(page, 'Add a connection').click()
      await page.getByLabel('Address').fill('http://127.0.0.1:9/v1')
      await button(page, 'Check').click()
      await page.getByText('The provider did not answer as expected').waitFor()
    },
  },
  {
    name: 'delete-all',
    path: '/settings/data',
    arrange: async page => {
      await button(page, 'Delete all').click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'undo',
    path: '/',
    arrange: async (page, { app, ada }) => {
      const id = await keepChat(ada, 'Old notes', ['What was this?', 'A note from March.'])
      await page.goto(`${app.url}/c/${id}`)
      await page.getByText('A note from March.').waitFor()
      await button(page, 'Delete message').last().click()
      await page.getByText('Message deleted').waitFor()
    },
  },
]

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
  { name: 'missing', path: '/no/such/page', arrange: heading('There is no such page') },
]

export const views: View[] = [...strangers, ...chats, ...settings, ...floating, ...others]
