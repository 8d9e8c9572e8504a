// Documents in chats: on their way into a message, under an answer, and opened beside it.
import type { Page } from 'playwright-core'
import { button, field, newest } from '../person'
import { BOOK, NOTES, stock } from '../shelf'
import { close, perStage, type Stop, type Visit } from './view'

export const shelf = perStage(({ ada }) => stock(ada))

/** Lets the web be searched, on this page alone. */
const withWeb = async (page: Page) => {
  await page.route('**/api/config', async route => {
    const response = await route.fetch()
    const config = await response.json()
    config.features.enable_web_search = true
    await route.fulfill({ response, json: config })
  })
  await page.reload()
}

const attached = (page: Page) => page.getByRole('list', { name: 'Attached documents' })

const openMenu = (page: Page) => button(page, 'Add to the message').click()

/** Each name stays where its file has come to. */
const onTheWay = async (page: Page) => {
  const reading = { state: 'running', stage: 'embedding', done: 140, total: 320, error: null }
  await page.route('**/api/v1/uploads', route => {
    const { name, size } = route.request().postDataJSON()
    if (name === 'Broken.pdf') return route.continue()
    return route.fulfill({ json: { id: name, name, size, received: 0, part: size } })
  })
  await page.route('**/api/v1/uploads/Charts*', () => undefined)
  await page.route('**/api/v1/uploads/Logbook*', route =>
    route.fulfill({
      json: { ...reading, id: 'logbook', filename: 'Logbook', meta: { content_type: 'text/csv' } },
    }),
  )
}

const file = (name: string, mimeType: string, text = name) => ({
  name,
  mimeType,
  buffer: Buffer.from(text),
})

const composing: Stop[] = [
  {
    name: 'documents-menu',
    arrange: async (page, stage) => {
      await shelf(stage)
      await withWeb(page)
      await openMenu(page)
      await page.getByRole('menuitemcheckbox', { name: 'Search the web' }).click()
      await page.getByRole('menu').waitFor()
    },
  },
  {
    name: 'documents-picker',
    arrange: async page => {
      await page.getByRole('menuitem', { name: 'Knowledge and pages' }).click()
      await page.getByRole('option', { name: 'Keepers and lamps' }).waitFor()
    },
  },
  {
    name: 'documents-mention',
    arrange: async page => {
      await close(page, 'dialog')
      await field(page).pressSequentially('#')
      await page.getByRole('option', { name: 'Keepers and lamps' }).waitFor()
    },
  },
  {
    name: 'documents-composing',
    arrange: async page => {
      await page.getByRole('option', { name: 'Keepers and lamps' }).click()
      await onTheWay(page)
      await page
        .locator('input[type=file]')
        .setInputFiles([
          file('Charts of the sound and its shallows.docx', 'application/msword'),
          file('Logbook.csv', 'text/csv'),
          file('Broken.pdf', 'application/pdf', '%PDF-1.7 and then nothing'),
        ])
      await attached(page).getByRole('button', { name: 'Try again' }).waitFor()
      await field(page).fill('Who keeps Skerry, and since when?')
      await button(page, 'Send').click()
      await page.getByText('2 documents are being read.').waitFor()
    },
  },
]

const panel = (page: Page, name: string) =>
  page.getByRole('complementary', { name }).or(page.getByRole('dialog', { name }))

const leave = async (page: Page, name: string) => {
  await button(panel(page, name), 'Close').click()
  await panel(page, name).waitFor({ state: 'detached' })
}

const founded: Stop[] = [
  {
    name: 'sources',
    arrange: async (page, stage) => {
      const { chat } = await shelf(stage)
      await page.goto(`${stage.app.url}/c/${chat}`)
      await button(newest(page), `Source 2: ${NOTES}`).first().waitFor()
    },
  },
  {
    name: 'viewer-pdf',
    arrange: async page => {
      await button(newest(page), `Source 1: ${BOOK}, page 5`).first().click()
      await page.locator('.pdf-text mark').first().waitFor()
    },
  },
  {
    name: 'viewer-words',
    arrange: async page => {
      await leave(page, BOOK)
      await button(newest(page), `Source 2: ${NOTES}`).first().click()
      await page.locator('mark.lit').waitFor()
    },
  },
  {
    name: 'viewer-picture',
    arrange: async page => {
      await leave(page, NOTES)
      await button(page, 'The tower.png').click()
      await panel(page, 'The tower.png').getByRole('img', { name: 'The tower.png' }).waitFor()
    },
  },
  {
    name: 'viewer-reasons',
    arrange: async page => {
      await leave(page, 'The tower.png')
      await button(page, 'Why these passages').click()
      await page.getByText('Given to the model').waitFor()
    },
  },
]

export const documents: Visit[] = [
  { name: 'documents of a message', path: '/', stops: composing },
  { name: 'an answer with sources', path: '/', stops: founded },
]
