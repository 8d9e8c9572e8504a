// Two tabs of one person stay in step without a reload.
import { expect } from 'bun:test'
import { until } from '../until'
import { journey, openPage } from './browser'
import { keepChat } from './chats'
import { openHouse } from './house'
import { answered, button, chatRow, chooseForChat, field, newest, say } from './person'

journey('a question asked in one tab is answered in both', async () => {
  await using house = await openHouse({ reply: ['Here ', 'and ', 'there.'], pace: 'steps' })
  await using one = await openPage(house.app, { as: house.ada })
  await using two = await openPage(house.app, { as: house.ada })
  await field(two).waitFor()
  await say(one, 'Where?')
  await house.provider.next(2)
  await newest(one).getByText('Here').waitFor()
  await two.getByRole('navigation', { name: 'Chats' }).getByRole('link').first().click()
  await newest(two).getByText('Here').waitFor()
  await house.provider.next()
  await newest(two).getByText('Here and').waitFor()
  house.provider.finish()
  await Promise.all([answered(one, 'Here and there.'), answered(two, 'Here and there.')])
  house.provider.scripts.ember = { reply: 'Seen.' }
  await say(two, 'And now?')
  await answered(two, 'Seen.')
  await answered(one, 'Seen.')
  await one.getByText('And now?').waitFor()
})

journey('renaming, pinning and deleting in one tab shows in the other', async () => {
  await using house = await openHouse()
  await keepChat(house.ada, 'Shopping', ['Eggs?', 'Twelve.'])
  await keepChat(house.ada, 'Garden', ['Roses?', 'In May.'])
  await using one = await openPage(house.app, { as: house.ada })
  await using two = await openPage(house.app, { as: house.ada })
  await chatRow(two, 'Shopping').waitFor()

  await chooseForChat(one, 'Shopping', 'Rename')
  await one.getByRole('textbox', { name: 'New title' }).fill('Market')
  await one.keyboard.press('Enter')
  await chatRow(two, 'Market').waitFor()

  await chooseForChat(one, 'Market', 'Pin')
  const pinned = two.getByRole('region', { name: 'Pinned' })
  await pinned.getByRole('link', { name: 'Market' }).waitFor()

  await chooseForChat(one, 'Garden', 'Archive')
  await chatRow(two, 'Garden').waitFor({ state: 'detached' })

  await chooseForChat(one, 'Market', 'Delete')
  await one.reload()
  await chatRow(two, 'Market').waitFor({ state: 'detached' })
  expect(await pinned.count()).toBe(0)
})

journey('a chat that is deleted elsewhere says that it is gone', async () => {
  await using house = await openHouse()
  const id = await keepChat(house.ada, 'Shopping', ['Eggs?', 'Twelve.'])
  await using page = await openPage(house.app, { as: house.ada, path: `/c/${id}` })
  page.trouble.expect(/status of 401.*\/api\/v1\/chats\//)
  await answered(page, 'Twelve.')
  await house.ada.delete(`/api/v1/chats/${id}`)
  await page.getByText('This chat is gone').waitFor()
  expect(await field(page).count()).toBe(0)
  await button(page, 'Start a new chat').click()
  await field(page).waitFor()
  await until(async () => new URL(page.url()).pathname === '/')
})
