// Everything by keyboard: from the sign-in to an answer, with a focus that can be seen.
import { expect } from 'bun:test'
import type { Page } from 'playwright-core'
import { PASSWORD } from '../app'
import { until } from '../until'
import { journey, openPage } from './browser'
import { keepChat } from './chats'
import { openHouse } from './house'
import { answered, chatRow, field } from './person'

/** What has the focus: its accessible name or text. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement
    const label = at?.id ? document.querySelector(`label[for="${at.id}"]`)?.textContent : ''
    return at?.getAttribute('aria-label') || label || at?.textContent?.trim() || ''
  })

/** Presses Tab until that has the focus, and checks that the focus is seen on the way. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    if ((await focused(page)) === name) return
    await page.keyboard.press('Tab')
    expect(await page.evaluate(seesFocus)).toBe('seen')
  }
  throw new Error(`Tab does not lead to ${name}`)
}

/** The focus is drawn on the element itself or on what holds it. */
const seesFocus = () => {
  for (let at = document.activeElement; at && at !== document.body; at = at.parentElement) {
    const style = getComputedStyle(at)
    if (style.outlineStyle !== 'none' && style.outlineWidth !== '0px') return 'seen'
    if (at.matches('form:has(textarea) > div')) return 'seen'
  }
  const at = document.activeElement
  return at === document.body ? 'seen' : `unseen: ${at?.outerHTML.slice(0, 200)}`
}

journey('from the sign-in to an answer without a mouse', async () => {
  await using house = await openHouse({ reply: 'Well typed.' })
  await using page = await openPage(house.app)
  await page.getByRole('heading', { name: 'Welcome back' }).waitFor()
  await tabTo(page, 'Email')
  await page.keyboard.type('ada@example.org')
  await tabTo(page, 'Password')
  await page.keyboard.type(PASSWORD)
  await page.keyboard.press('Enter')
  await field(page).waitFor()
  await until(async () => (await focused(page)) === 'Message')
  await page.keyboard.type('Hello there')
  await page.keyboard.press('Enter')
  await answered(page, 'Well typed.')
  await until(async () => (await focused(page)) === 'Message')
})

journey('the first Tab leads past the sidebar', async () => {
  await using house = await openHouse()
  await using page = await openPage(house.app, { as: house.ada, path: '/settings/account' })
  await page.getByRole('heading', { name: 'Account' }).waitFor()
  await page.keyboard.press('Tab')
  expect(await focused(page)).toBe('Skip to the page')
  await page.keyboard.press('Enter')
  await until(() => page.evaluate(() => document.activeElement?.id === 'page'))
})

journey('every stop of the Tab key shows where it is', async () => {
  await using house = await openHouse()
  const code = 'Read:\n\n```ts\nlet a = 1\n```\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n$$x^2$$'
  const id = await keepChat(house.ada, 'Shopping', ['Eggs?', code])
  await using page = await openPage(house.app, { as: house.ada, path: `/c/${id}` })
  await page.getByRole('table').waitFor()
  const stops: string[] = []
  await page.locator('body').press('Tab')
  for (let presses = 0; presses < 45; presses++) {
    stops.push(await focused(page))
    expect(await page.evaluate(seesFocus)).toBe('seen')
    await page.keyboard.press('Tab')
  }
  for (const name of [
    'Shopping',
    'Copy code',
    'Copy table',
    'Answer again',
    'Message',
    'More about this chat',
  ]) {
    expect(stops).toContain(name)
  }
})

journey('the sheet lists the shortcuts, and gives the focus back', async () => {
  await using house = await openHouse()
  await using page = await openPage(house.app, { as: house.ada, path: '/archived' })
  await page.getByRole('heading', { name: 'Archived chats' }).waitFor()
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await sheet.getByText('Open the command palette').waitFor()
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'detached' })
  await page.keyboard.press('Control+Shift+O')
  await until(async () => (await focused(page)) === 'Message')
  await page.keyboard.type('?')
  expect(await field(page).inputValue()).toBe('?')
  expect(await sheet.count()).toBe(0)
})

journey('the palette leads to chats, pages, models and actions', async () => {
  await using house = await openHouse()
  await keepChat(house.ada, 'Kitchen', ['How long do eggs boil?', 'Six minutes for a soft yolk.'])
  await using page = await openPage(house.app, { as: house.ada })
  await chatRow(page, 'Kitchen').waitFor()
  const open = () => page.keyboard.press('Control+K')
  await open()
  await page.getByRole('dialog').getByRole('combobox').fill('yolk')
  await page.getByRole('option', { name: 'Kitchen' }).waitFor()
  await page.keyboard.press('Enter')
  await answered(page, 'Six minutes')
  await open()
  await page.getByRole('dialog').getByRole('combobox').fill('appearance')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Appearance' }).waitFor()
  await open()
  await page.getByRole('dialog').getByRole('combobox').fill('dark')
  await page.keyboard.press('Enter')
  await until(async () => (await page.locator('html').getAttribute('data-theme')) === 'dark')
  await open()
  await page.getByRole('dialog').getByRole('combobox').fill('namer')
  await page.getByRole('option', { name: 'New chat with namer' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'namer' }).waitFor()
})

journey('the palette shows the newest chats while the sidebar is folded away', async () => {
  await using house = await openHouse()
  await keepChat(house.ada, 'Kitchen', ['Eggs?', 'Six minutes.'])
  await using page = await openPage(house.app, {
    as: house.ada,
    before: page => page.addInitScript("localStorage.setItem('hearth.sidebar', 'folded')"),
  })
  await field(page).waitFor()
  expect(await page.getByRole('complementary').count()).toBe(0)
  await page.keyboard.press('Control+K')
  await page.getByRole('option', { name: 'Kitchen' }).click()
  await answered(page, 'Six minutes.')
})

journey('menus, the model list and the sidebar obey the keys', async () => {
  await using house = await openHouse()
  await keepChat(house.ada, 'Kitchen', ['Eggs?', 'Six minutes.'])
  await using page = await openPage(house.app, { as: house.ada })
  await chatRow(page, 'Kitchen').waitFor()
  await page.keyboard.press('Control+Shift+M')
  await page.getByRole('option', { name: 'namer' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'namer' }).waitFor()
  await page.keyboard.press('Control+Shift+S')
  await page.getByRole('complementary').waitFor({ state: 'detached' })
  await page.keyboard.press('Control+Shift+S')
  await page.getByRole('complementary').waitFor()
  await tabTo(page, 'Menu of “Kitchen”')
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Rename' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'New title' }).waitFor()
  await until(async () => (await focused(page)) === 'New title')
  await page.keyboard.type('Pantry')
  await page.keyboard.press('Enter')
  await chatRow(page, 'Pantry').waitFor()
})
