// The phone: one hand, a finger, 390 pixels.
import { expect } from 'bun:test'
import type { Page } from 'playwright-core'
import { journey, openPage, PHONE } from './browser'
import { keepChat } from './chats'
import { openHouse } from './house'
import { strayScrolls } from './inspect'
import { answered, button, chatRow, field, newest } from './person'

const drawer = (page: Page) => page.getByRole('dialog', { name: 'Sidebar' })

/** Controls that a finger would miss: what it can hit is less than 44 pixels high or wide. */
const tooSmall = () =>
  [
    ...document.querySelectorAll<HTMLElement>(
      'button, a[href], select, input:not([type=file], [type=radio]), [role=menuitem], [role=switch]',
    ),
  ]
    .filter(
      control =>
        control.checkVisibility({ opacityProperty: true }) &&
        !control.closest('.chat-prose, p, .sr-only'),
    )
    .flatMap(control => {
      // A finger may hit the label of a mark as well.
      const mark = control.matches('[type=checkbox]') ? control.closest('label') : null
      const box = (mark ?? control).getBoundingClientRect()
      const reach = getComputedStyle(mark ?? control, '::after')
      const around =
        reach.content !== 'none' ? [parseFloat(reach.width), parseFloat(reach.height)] : [0, 0]
      const wide = Math.max(box.width, around[0] || 0)
      const high = Math.max(box.height, around[1] || 0)
      if (!box.width || (wide >= 43.5 && high >= 43.5)) return []
      return [`${control.ariaLabel || control.textContent} ${wide} x ${high}`]
    })

journey('a chat from the drawer and back', async () => {
  await using house = await openHouse({ reply: 'Short and sweet.' })
  await keepChat(house.ada, 'Kitchen', ['Eggs?', 'Six minutes.'])
  await using page = await openPage(house.app, { as: house.ada, width: PHONE })
  expect(await page.getByRole('complementary').count()).toBe(0)
  await button(page, 'Show sidebar').tap()
  await drawer(page).getByRole('link', { name: 'Kitchen' }).tap()
  await drawer(page).waitFor({ state: 'detached' })
  await answered(page, 'Six minutes.')
  await field(page).fill('And soft ones?')
  await button(page, 'Send').tap()
  await answered(page, 'Short and sweet.')
  await button(newest(page), 'Copy').tap()
  await button(newest(page), 'Copied').waitFor()
  await button(page, 'Show sidebar').tap()
  await drawer(page).getByRole('link', { name: 'New chat', exact: true }).tap()
  await page.getByText('What is on your mind?').waitFor()
})

journey('the field does not open the keyboard by itself', async () => {
  await using house = await openHouse()
  await using page = await openPage(house.app, { as: house.ada, width: PHONE })
  await field(page).waitFor()
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY')
})

journey('every control is large enough for a finger', async () => {
  await using house = await openHouse({ reply: 'Short and sweet.' })
  const answer = 'Read:\n\n```ts\nlet a = 1\n```\n\n| a | b |\n| - | - |\n| 1 | 2 |'
  const id = await keepChat(house.ada, 'Kitchen', ['Eggs?', { content: answer, reasoning: 'Hm.' }])
  await using page = await openPage(house.app, { as: house.ada, width: PHONE, path: `/c/${id}` })
  await page.getByRole('table').waitFor()
  expect(await page.evaluate(tooSmall)).toEqual([])
  await button(page, 'Show sidebar').tap()
  await chatRow(page, 'Kitchen').waitFor()
  expect(await page.evaluate(tooSmall)).toEqual([])
  const small: string[] = []
  await page.goto(`${house.app.url}/settings`)
  const tabs = page.getByRole('navigation', { name: 'Settings pages' })
  const menu = button(page, /^Settings pages:/)
  await menu.tap()
  await tabs.getByRole('link', { name: 'Connections' }).waitFor()
  expect(await page.evaluate(tooSmall)).toEqual([])
  const names = await tabs.getByRole('link').allTextContents()
  expect(names).toContain('Connections')
  for (const name of names) {
    if (name !== names[0]) await menu.tap()
    await tabs.getByRole('link', { name, exact: true }).tap()
    await menu.filter({ hasText: name }).waitFor()
    await page.getByRole('heading', { level: 2 }).first().waitFor()
    await page.getByRole('status', { name: 'Loading' }).first().waitFor({ state: 'detached' })
    small.push(...(await page.evaluate(tooSmall)).map(what => `${name}: ${what}`))
  }
  expect(small).toEqual([])
})

journey('a long word, a wide table and a long line of code stay inside the page', async () => {
  await using house = await openHouse()
  const wide = `| ${'column | '.repeat(12)}\n| ${'--- | '.repeat(12)}\n| ${'value | '.repeat(12)}`
  const answer = `${'Unbreakable'.repeat(20)}\n\n${wide}\n\n\`\`\`\n${'x'.repeat(300)}\n\`\`\`\n\n$$${'x+'.repeat(80)}1$$`
  const id = await keepChat(house.ada, 'W'.repeat(150), ['Q'.repeat(200), answer])
  await using page = await openPage(house.app, { as: house.ada, width: PHONE, path: `/c/${id}` })
  await page.locator('.katex-display').waitFor()
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(beyond).toBe(0)
  expect(await button(page, 'More about this chat').isVisible()).toBe(true)
})

journey('at 320 pixels, as at 400 % zoom, nothing has to be scrolled sideways', async () => {
  await using house = await openHouse()
  const id = await keepChat(house.ada, 'Kitchen', ['How long do eggs boil?', 'Six minutes.'])
  await using page = await openPage(house.app, { as: house.ada, width: 320, path: `/c/${id}` })
  await answered(page, 'Six minutes.')
  const found = await strayScrolls(page)
  for (const path of ['/', '/archived', '/settings/account', '/settings/connections']) {
    await page.goto(house.app.url + path)
    await page.getByRole('heading').first().waitFor()
    await page.getByRole('status', { name: 'Loading' }).first().waitFor({ state: 'detached' })
    found.push(...(await strayScrolls(page)).map(what => `${path} ${what}`))
  }
  expect(found).toEqual([])
})
