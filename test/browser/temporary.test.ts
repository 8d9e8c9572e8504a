// A temporary chat: an ordinary conversation that leaves nothing behind.
import { expect } from 'bun:test'
import { until } from '../until'
import { journey, openPage } from './browser'
import { openHouse } from './house'
import { answered, button, field, newest, say } from './person'

journey('a temporary chat answers and leaves nothing behind', async () => {
  await using house = await openHouse({ reply: ['Between ', 'us.'], pace: 'steps' })
  await using page = await openPage(house.app, { as: house.ada })
  await button(page, 'Switch to a temporary chat').click()
  await page.getByText('Temporary chat: nothing is stored').waitFor()
  await say(page, 'A secret')
  await house.provider.next(2)
  await newest(page).getByText('Between').waitFor()
  house.provider.finish()
  await answered(page, 'Between us.')
  house.provider.scripts.ember = {
    reply: request => `${request.messages.length} messages so far`,
  }
  await say(page, 'And another')
  await answered(page, '3 messages so far')

  expect((await house.ada.get('/api/v1/chats/')).body).toEqual([])
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('secret')
  await button(page, 'Leave the temporary chat').click()
  await page.getByText('What is on your mind?').waitFor()
  await page.goBack()
  await page.getByText('Nothing you write here is kept.').waitFor()
  expect(await page.getByText('A secret').count()).toBe(0)
})

journey('an answer in a temporary chat can be stopped, and its failure is told', async () => {
  await using house = await openHouse({ reply: ['Slowly ', 'now.'], pace: 'steps' })
  await using page = await openPage(house.app, { as: house.ada, path: '/?temporary-chat=true' })
  page.trouble.expect(/status of 4\d\d|status of 5\d\d/)
  await say(page, 'Go')
  await house.provider.next(2)
  await newest(page).getByText('Slowly').waitFor()
  const call = house.provider.last('/v1/chat/completions')
  await button(page, 'Stop the answer').click()
  await call.aborted
  await newest(page).getByText('You stopped this answer.').waitFor()
  house.provider.scripts.ember = {
    fault: { status: 429, body: { error: { message: 'Too much at once.' } } },
  }
  await say(page, 'Again')
  await newest(page).getByRole('alert').getByText('Too much at once.').waitFor()
  await until(async () => (await field(page).inputValue()) === '')
})
