// Where the focus goes when what had it closes or is gone: back to where the person was, or beside it.
import { expect } from 'bun:test'
import type { Page } from 'playwright-core'
import { until } from '../until'
import { journey, openPage } from './browser'
import { keepChat } from './chats'
import { openHouse } from './house'
import { answered, button, chatRow, field, newest, say } from './person'

const named = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement
    if (!at || at === document.body) return 'nobody'
    const label = at.id ? document.querySelector(`label[for="${at.id}"]`)?.textContent : ''
    return at.getAttribute('aria-label') || label || at.textContent?.trim() || at.tagName
  })

const has = (page: Page, name: string): Promise<unknown> =>
  until(async () => (await named(page)) === name)

journey('a dialog begins at its first field and gives the focus back', async () => {
  await using house = await openHouse()
  await using page = await openPage(house.app, { as: house.ada, path: '/knowledge' })
  const opener = page.getByRole('button', { name: 'New knowledge base' }).first()
  await opener.focus()
  await page.keyboard.press('Enter')
  await has(page, 'Name')
  await page.keyboard.press('Escape')
  await has(page, 'New knowledge base')
  await page.keyboard.press('Control+K')
  await page.getByRole('combobox').waitFor()
  await page.keyboard.press('Escape')
  await has(page, 'New knowledge base')
})

journey('an edit leads back to the message field', async () => {
  await using house = await openHouse({ reply: 'Noted.' })
  await using page = await openPage(house.app, { as: house.ada })
  await say(page, 'Eggs')
  await answered(page, 'Noted.')
  await field(page).press('ArrowUp')
  await has(page, 'Edit message')
  await page.keyboard.press('Escape')
  await has(page, 'Message')
  await page.keyboard.press('ArrowUp')
  await has(page, 'Edit message')
  await page.keyboard.type(' and milk')
  await page.keyboard.press('Enter')
  await page.getByText('Eggs and milk').waitFor()
  await has(page, 'Message')
})

journey('what stands beside a deleted message or chat has the focus next', async () => {
  await using house = await openHouse()
  const id = await keepChat(house.ada, 'Kitchen', ['Eggs?', 'Six minutes.'])
  await keepChat(house.ada, 'Cellar', ['Wine?', 'Red.'])
  await using page = await openPage(house.app, { as: house.ada, path: `/c/${id}` })
  await answered(page, 'Six minutes.')
  await button(newest(page), 'Delete message').focus()
  await page.keyboard.press('Enter')
  await page.getByText('Message deleted').waitFor()
  await has(page, 'Delete message')
  expect(await page.getByRole('article').count()).toBe(1)
  await button(page, 'Menu of “Cellar”').focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Delete' }).focus()
  await page.keyboard.press('Enter')
  await chatRow(page, 'Cellar').waitFor({ state: 'detached' })
  await has(page, 'Kitchen')
  await page.keyboard.press('Alt+T')
  await until(async () => {
    await page.keyboard.press('Tab')
    return (await named(page)) === 'Undo'
  })
  await page.keyboard.press('Enter')
  await chatRow(page, 'Cellar').waitFor()
})
