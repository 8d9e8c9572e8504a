// Keeping the list of chats in order: search, rename, pin, archive, copy, delete and take back.
import { expect } from 'bun:test'
import type { Page } from 'playwright-core'
import type { Caller } from '../caller'
import { until } from '../until'
import { journey, type OpenPage, openPage } from './browser'
import { keepChat } from './chats'
import { openHouse } from './house'
import { answered, button, chatRow, chooseForChat, chooseForMe, field } from './person'

const UNDO_MS = 10_000

const titles = async (owner: Caller): Promise<string[]> =>
  (await owner.get('/api/v1/chats/')).body.map((chat: { title: string }) => chat.title)

const search = (page: Page, words: string) =>
  page.getByRole('searchbox', { name: 'Search chats' }).fill(words)

journey('a chat is found by what was said in it', async () => {
  await using house = await openHouse()
  await keepChat(house.ada, 'Kitchen', ['How long do eggs boil?', 'Six minutes for a soft yolk.'])
  await keepChat(house.ada, 'Garden', ['When to cut roses?', 'In early spring.'])
  await using page = await openPage(house.app, { as: house.ada })
  await chatRow(page, 'Kitchen').waitFor()
  await search(page, 'yolk')
  await page.getByText('1 chat found').first().waitFor()
  await chatRow(page, 'Garden').waitFor({ state: 'detached' })
  await chatRow(page, 'Kitchen').click()
  await answered(page, 'Six minutes')
  await search(page, 'zeppelin')
  await page.getByText('Nothing found. Try other words.').waitFor()
  await button(page, 'Clear search').click()
  await chatRow(page, 'Garden').waitFor()
})

journey('a chat is renamed in the list and in its own head', async () => {
  await using house = await openHouse()
  const id = await keepChat(house.ada, 'Shopping', ['Eggs?', 'Twelve.'])
  await using page = await openPage(house.app, { as: house.ada, path: `/c/${id}` })
  await chooseForChat(page, 'Shopping', 'Rename')
  await page.getByRole('textbox', { name: 'New title' }).fill('Market')
  await page.keyboard.press('Enter')
  await chatRow(page, 'Market').waitFor()
  const head = page.getByRole('heading', { level: 1 })
  await head.getByRole('button', { name: 'Market' }).click()
  await head.getByRole('textbox', { name: 'Chat title' }).fill('Weekly market')
  await page.keyboard.press('Enter')
  await chatRow(page, 'Weekly market').waitFor()
  await until(async () => (await titles(house.ada))[0] === 'Weekly market')
  await head.getByRole('button', { name: 'Weekly market' }).click()
  await head.getByRole('textbox').fill('Never mind')
  await page.keyboard.press('Escape')
  await head.getByRole('button', { name: 'Weekly market' }).waitFor()
})

journey('a pinned chat stands above the others and stays there', async () => {
  await using house = await openHouse()
  await keepChat(house.ada, 'Shopping', ['Eggs?', 'Twelve.'])
  await keepChat(house.ada, 'Garden', ['Roses?', 'In May.'])
  await using page = await openPage(house.app, { as: house.ada })
  await chooseForChat(page, 'Shopping', 'Pin')
  const pinned = page.getByRole('region', { name: 'Pinned' })
  await pinned.getByRole('link', { name: 'Shopping' }).waitFor()
  await page.reload()
  await pinned.getByRole('link', { name: 'Shopping' }).waitFor()
  expect(await chatRow(page, 'Shopping').count()).toBe(1)
  await chooseForChat(page, 'Shopping', 'Unpin')
  await pinned.waitFor({ state: 'detached' })
  await chatRow(page, 'Shopping').waitFor()
})

journey('an archived chat leaves the list and comes back from the archive', async () => {
  await using house = await openHouse()
  await keepChat(house.ada, 'Shopping', ['Eggs?', 'Twelve.'])
  await using page = await openPage(house.app, { as: house.ada })
  await chooseForChat(page, 'Shopping', 'Archive')
  await page.getByText('Your chats will be kept here.').waitFor()
  await chooseForMe(page, 'Archived chats')
  await page.getByRole('main').getByRole('link', { name: 'Shopping' }).waitFor()
  await button(page, 'Bring back “Shopping”').click()
  await page.getByText('Nothing archived').waitFor()
  await chatRow(page, 'Shopping').waitFor()
})

journey('a copy is a chat of its own', async () => {
  await using house = await openHouse()
  await keepChat(house.ada, 'Shopping', ['Eggs?', 'Twelve.'])
  await using page = await openPage(house.app, { as: house.ada })
  await chooseForChat(page, 'Shopping', 'Make a copy')
  await page.waitForURL('**/c/*')
  await answered(page, 'Twelve.')
  expect(await titles(house.ada)).toHaveLength(2)
})

/** The page's own clock can be moved on. */
const openWithClock = (app: Parameters<typeof openPage>[0], as: Caller): Promise<OpenPage> =>
  openPage(app, { as, before: page => page.clock.install() })

journey('a deleted chat can be taken back for ten seconds', async () => {
  await using house = await openHouse()
  const id = await keepChat(house.ada, 'Shopping', ['Eggs?', 'Twelve.'])
  await using page = await openWithClock(house.app, house.ada)
  await chatRow(page, 'Shopping').click()
  await answered(page, 'Twelve.')
  await chooseForChat(page, 'Shopping', 'Delete')
  await page.getByText('Deleted “Shopping”').waitFor()
  await chatRow(page, 'Shopping').waitFor({ state: 'detached' })
  await field(page).waitFor()
  await button(page, 'Undo').click()
  await chatRow(page, 'Shopping').waitFor()
  await answered(page, 'Twelve.')
  await page.clock.fastForward(UNDO_MS * 2)
  expect((await house.ada.get(`/api/v1/chats/${id}`)).status).toBe(200)
})

journey('after ten seconds a deleted chat is gone for good', async () => {
  await using house = await openHouse()
  await keepChat(house.ada, 'Shopping', ['Eggs?', 'Twelve.'])
  await using page = await openWithClock(house.app, house.ada)
  await chooseForChat(page, 'Shopping', 'Delete')
  await page.getByText('Deleted “Shopping”').waitFor()
  expect(await titles(house.ada)).toEqual(['Shopping'])
  await page.clock.runFor(UNDO_MS + 1000)
  await until(async () => (await titles(house.ada)).length === 0)
})

journey('closing the page carries a deletion out', async () => {
  await using house = await openHouse()
  await keepChat(house.ada, 'Shopping', ['Eggs?', 'Twelve.'])
  await using page = await openPage(house.app, { as: house.ada })
  await chooseForChat(page, 'Shopping', 'Delete')
  await page.getByText('Deleted “Shopping”').waitFor()
  await page.close({ runBeforeUnload: true })
  await until(async () => (await titles(house.ada)).length === 0)
})

journey('chats stand under the time they were last touched', async () => {
  await using house = await openHouse()
  await keepChat(house.ada, 'Shopping', ['Eggs?', 'Twelve.'])
  const day = 86_400_000
  for (const [days, label] of [
    [0, 'Today'],
    [1, 'Yesterday'],
    [4, 'Previous 7 days'],
    [20, 'Previous 30 days'],
  ] as const) {
    await using page = await openPage(house.app, {
      as: house.ada,
      before: page => page.clock.setFixedTime(Date.now() + days * day),
    })
    await page
      .getByRole('region', { name: label })
      .getByRole('link', { name: 'Shopping' })
      .waitFor()
  }
})

journey('a long list of chats is read as one scrolls', async () => {
  await using house = await openHouse()
  for (let number = 1; number <= 130; number++)
    await keepChat(house.ada, `Chat ${number}`, ['Hi', 'Ho'])
  await using page = await openPage(house.app, { as: house.ada })
  await chatRow(page, 'Chat 130').waitFor()
  expect(await chatRow(page, 'Chat 1').count()).toBe(0)
  const list = page.getByRole('navigation', { name: 'Chats' })
  // At the end again in every frame, as with the scrollbar held down.
  await list.evaluate(nav => {
    const down = () => {
      nav.scrollTo(0, nav.scrollHeight)
      requestAnimationFrame(down)
    }
    down()
  })
  await chatRow(page, 'Chat 1').waitFor()
})
