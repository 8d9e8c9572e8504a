// What floats over a page: menus, lists, dialogs, notices.
import { keepChat } from '../chats'
import { button } from '../person'
import { conversation, openSidebar, readConversation, type View } from './view'

export const floating: View[] = [
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
