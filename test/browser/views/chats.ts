// The chat page in its states.
import type { Page } from 'playwright-core'
import { button, field, say } from '../person'
import { picture } from '../picture'
import { close, conversation, readConversation, type Visit } from './view'

const toTop = (page: Page) =>
  page.getByRole('log').evaluate(log => log.parentElement?.scrollTo({ top: 0 }))

const diagram = (page: Page) => page.getByRole('img', { name: 'Diagram (graph)' }).waitFor()

export const chats: Visit[] = [
  {
    name: 'a new chat',
    path: '/',
    stops: [
      {
        name: 'chat-empty',
        arrange: page => page.getByText('What is on your mind?').waitFor(),
      },
      {
        name: 'model-picker',
        arrange: async page => {
          await button(page, /^Model: /).click()
          await page.getByRole('option').first().waitFor()
        },
      },
      {
        name: 'chat-composing',
        arrange: async page => {
          await close(page, 'dialog')
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
        name: 'chat-streaming',
        arrange: async page => {
          await say(page, 'Count slowly')
          await page.locator('article[aria-busy] strong').waitFor()
        },
      },
      {
        name: 'chat-temporary',
        arrange: async page => {
          await page.keyboard.press('Control+Shift+O')
          await button(page, 'Switch to a temporary chat').click()
          await page.getByText('Nothing you write here is kept.').waitFor()
        },
      },
    ],
  },
  {
    name: 'a conversation',
    path: conversation,
    trouble: /ERR_INTERNET_DISCONNECTED/,
    stops: [
      {
        name: 'chat-everything-top',
        arrange: async page => {
          await readConversation(page)
          await button(page, /^Thought for/).click()
          await diagram(page)
          await page.locator('.code-keyword').first().waitFor()
          await page.locator('.katex-display').waitFor()
          await toTop(page)
        },
      },
      {
        name: 'chat-everything-middle',
        arrange: page =>
          page.getByRole('table').evaluate(table => table.scrollIntoView({ block: 'start' })),
      },
      {
        name: 'chat-everything-end',
        arrange: page => button(page, 'To the newest message').click(),
      },
      {
        name: 'chat-menu',
        arrange: async page => {
          await button(page, 'More about this chat').click()
          await page.getByRole('menu').waitFor()
        },
      },
      {
        name: 'answer-details',
        arrange: async page => {
          await close(page, 'menu')
          await button(page, 'About this answer').last().click()
          await page.getByRole('dialog').waitFor()
        },
      },
      {
        name: 'chat-editing',
        arrange: async page => {
          await close(page, 'dialog')
          await field(page).press('ArrowUp')
          await page.getByRole('textbox', { name: 'Edit message' }).waitFor()
        },
      },
      {
        name: 'offline',
        arrange: async page => {
          await page.getByRole('textbox', { name: 'Edit message' }).press('Escape')
          // Drawn for the other theme before the line goes: its parts come when they are needed.
          await diagram(page)
          await page.context().setOffline(true)
          await page.getByText('You are offline. What is loaded can still be read.').waitFor()
        },
      },
    ],
  },
  {
    name: 'a conversation in Arabic',
    path: conversation,
    stops: [
      {
        name: 'chat-arabic',
        arrange: async page => {
          await page.evaluate(() => localStorage.setItem('hearth.language', 'ar'))
          await page.reload()
          await readConversation(page)
          await toTop(page)
        },
      },
    ],
  },
  {
    name: 'a chat that is gone',
    path: '/c/00000000-0000-4000-8000-000000000000',
    trouble: /status of 401/,
    stops: [{ name: 'chat-gone', arrange: page => page.getByText('This chat is gone').waitFor() }],
  },
]
