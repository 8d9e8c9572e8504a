// The chat page in its states.
import type { Page } from 'playwright-core'
import { button, field, say } from '../person'
import { picture } from '../picture'
import { conversation, readConversation, type View } from './view'

const toTop = (page: Page) =>
  page.getByRole('log').evaluate(log => log.parentElement?.scrollTo({ top: 0 }))

export const chats: View[] = [
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
