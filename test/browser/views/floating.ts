// What floats over a page: menus, lists, dialogs, notices.
import { keepChat } from '../chats'
import { button } from '../person'
import { close, openSidebar, type Visit } from './view'

export const floating: Visit[] = [
  {
    name: 'the sidebar',
    path: '/',
    stops: [
      { name: 'sidebar', only: 'phone', arrange: openSidebar },
      {
        name: 'person-menu',
        arrange: async page => {
          await openSidebar(page)
          await button(page, /Account menu/).click()
          await page.getByRole('menu').waitFor()
        },
      },
      {
        name: 'sidebar-search',
        arrange: async page => {
          await close(page, 'menu')
          await page.getByRole('searchbox', { name: 'Search chats' }).fill('heating')
          await page.getByText('1 chat found').first().waitFor()
        },
      },
    ],
  },
  {
    name: 'the archive, the palette and the shortcuts',
    path: '/archived',
    stops: [
      {
        name: 'archived',
        arrange: page => page.getByRole('main').getByText('Tax return 2024').waitFor(),
      },
      {
        name: 'palette',
        arrange: async page => {
          await page.keyboard.press('Control+K')
          await page.getByRole('option').first().waitFor()
        },
      },
      {
        name: 'shortcuts',
        arrange: async page => {
          await close(page, 'dialog')
          await page.keyboard.press('?')
          await page.getByRole('dialog').getByText('Open the command palette').waitFor()
        },
      },
    ],
  },
  {
    name: 'a notice',
    path: '/',
    stops: [
      {
        name: 'undo',
        arrange: async (page, { app, ada }) => {
          const id = await keepChat(ada, 'Old notes', ['What was this?', 'A note from March.'])
          await page.goto(`${app.url}/c/${id}`)
          await page.getByText('A note from March.').waitFor()
          await button(page, 'Delete message').last().click()
          await page.getByText('Message deleted').waitFor()
        },
      },
    ],
  },
]
