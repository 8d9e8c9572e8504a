// Reading where an answer comes from: its marks, the document at the passage, and why it was chosen.
import { expect } from 'bun:test'
import type { Page } from 'playwright-core'
import { journey, openPage, PHONE } from './browser'
import { type House, openHouse } from './house'
import { BOOK as NAME, PASSAGE, shelve } from './library'
import { button, newest } from './person'

/** A chat whose answer cites the book. */
async function citing({ ada }: House) {
  const { file, chat } = await shelve(ada)
  return { file, chat }
}

const panel = (page: Page, name: string) => page.getByRole('complementary', { name })
const lit = (page: Page) => page.locator('.pdf-text mark')

journey('a mark in an answer opens the document at its page, with the passage lit', async () => {
  await using house = await openHouse()
  const { chat } = await citing(house)
  await using page = await openPage(house.app, { as: house.ada, path: `/c/${chat}` })
  await newest(page).getByText('A footnote [9] is none.').waitFor()
  const mark = button(newest(page), `Source 1: ${NAME}, page 5`).first()
  await mark.click()
  await lit(page).first().waitFor()
  expect((await lit(page).allTextContents()).join(' ')).toContain('is called Ingrid Falk')
  const section = page.locator('[data-page="5"]')
  expect(await section.locator('.pdf-text mark').count()).toBeGreaterThan(0)
  expect(await lit(page).first().isVisible()).toBe(true)
  await page.keyboard.press('Escape')
  await panel(page, NAME).waitFor({ state: 'detached' })
  expect(await mark.evaluate(element => element === document.activeElement)).toBe(true)
})

journey('the question and the list of sources lead to the document, too', async () => {
  await using house = await openHouse()
  const { chat } = await citing(house)
  await using page = await openPage(house.app, { as: house.ada, path: `/c/${chat}` })
  await button(page.getByRole('article').first(), NAME).click()
  await panel(page, NAME).getByText('of 12').waitFor()
  await page.getByRole('textbox', { name: 'Page number' }).fill('7')
  await page.keyboard.press('Enter')
  await page.locator('[data-page="7"]').getByText('Page 7, line 3:').waitFor()
  await button(panel(page, NAME), 'Close').click()
  await button(page.getByRole('region', { name: 'Sources' }), `Open ${NAME}`).click()
  await lit(page).first().waitFor()
})

journey('why these passages: what was asked, weighed and left out', async () => {
  await using house = await openHouse()
  const { chat } = await citing(house)
  await using page = await openPage(house.app, { as: house.ada, path: `/c/${chat}` })
  await button(page, 'Why these passages').click()
  const why = panel(page, 'Why these passages')
  for (const words of ['keeper of Skerry', 'No. 2 (8)', 'not found', 'Others fitted better.']) {
    await why.getByText(words, { exact: true }).first().waitFor()
  }
  await button(why, 'Open the document here').first().click()
  await lit(page).first().waitFor()
  await button(page, 'Back').click()
  await why.getByText('keeper of Skerry').waitFor()
})

journey('a document that is gone leaves the passage', async () => {
  await using house = await openHouse()
  const { chat, file } = await citing(house)
  await house.ada.delete(`/api/v1/files/${file}`)
  await using page = await openPage(house.app, { as: house.ada, path: `/c/${chat}` })
  page.trouble.expect(/404/)
  await button(newest(page), `Source 1: ${NAME}, page 5`).first().click()
  await page.getByText('This document is not there any more, or not open to you.').waitFor()
  await page.getByText(PASSAGE).waitFor()
})

journey('on a phone the document lies over the chat and goes again', async () => {
  await using house = await openHouse()
  const { chat } = await citing(house)
  await using page = await openPage(house.app, {
    as: house.ada,
    path: `/c/${chat}`,
    width: PHONE,
  })
  await button(newest(page), `Source 1: ${NAME}, page 5`).first().click()
  await lit(page).first().waitFor()
  const sheet = page.getByRole('dialog', { name: NAME })
  const box = await sheet.boundingBox()
  expect(box?.width).toBe(PHONE)
  await button(sheet, 'Close').click()
  await sheet.waitFor({ state: 'detached' })
})
