// A reply belongs to the server: it goes on without the page, and is found again.
import { expect } from 'bun:test'
import { until } from '../until'
import { journey, openPage } from './browser'
import { MODEL, openHouse } from './house'
import { answered, chatRow, field, newest, say } from './person'

const story = {
  reply: ['One. ', 'Two. ', 'Three. ', 'Four. ', 'Five.'],
  pace: 'steps' as const,
}

journey('an answer goes on while the tab is closed', async () => {
  await using house = await openHouse(story)
  let place = ''
  {
    await using page = await openPage(house.app, { as: house.ada })
    await say(page, 'Count')
    await house.provider.next(2)
    await newest(page).getByText('One.').waitFor()
    await page.waitForURL('**/c/*')
    place = new URL(page.url()).pathname
  }
  house.provider.finish()
  await until(async () => {
    const { body } = await house.ada.get(`/api/v1/chats${place.slice(2)}`)
    return body.chat.messages.at(-1).done === true
  })
  await using page = await openPage(house.app, { as: house.ada, path: place })
  await answered(page, 'One. Two. Three. Four. Five.')
})

journey('a reload in mid-answer joins it again', async () => {
  await using house = await openHouse(story)
  await using page = await openPage(house.app, { as: house.ada })
  await say(page, 'Count')
  await house.provider.next(2)
  await newest(page).getByText('One.').waitFor()
  await page.waitForURL('**/c/*')
  await page.reload()
  await newest(page).getByText('One.').waitFor()
  expect(await newest(page).getAttribute('aria-busy')).toBe('true')
  await house.provider.next()
  await newest(page).getByText('One. Two.').waitFor()
  house.provider.finish()
  await answered(page, 'One. Two. Three. Four. Five.')
})

journey('the sidebar shows that a chat is being answered while another is read', async () => {
  await using house = await openHouse(story)
  await using page = await openPage(house.app, { as: house.ada })
  await say(page, 'Count')
  await house.provider.next(2)
  await newest(page).getByText('One.').waitFor()
  await page.waitForURL('**/c/*')
  await page.getByRole('link', { name: 'New chat', exact: true }).click()
  await page.getByRole('heading', { name: MODEL }).waitFor()
  await page.getByRole('img', { name: 'Being answered' }).waitFor()
  house.provider.finish()
  await page.getByRole('img', { name: 'Being answered' }).waitFor({ state: 'detached' })
  await chatRow(page, 'A walk in the rain').click()
  await answered(page, 'Five.')
})

journey('what was being written survives a reload', async () => {
  await using house = await openHouse()
  await using page = await openPage(house.app, { as: house.ada })
  await field(page).fill('A thought, half')
  await page.reload()
  await until(async () => (await field(page).inputValue()) === 'A thought, half')
})
