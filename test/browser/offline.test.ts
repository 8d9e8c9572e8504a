// The line goes and comes back: what is loaded stays readable, what is written is sent later.
import { expect } from 'bun:test'
import { until } from '../until'
import { journey, openPage } from './browser'
import { keepChat } from './chats'
import { openHouse } from './house'
import { answered, button, chatRow, field, newest, say } from './person'

const LINE = /ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|ERR_ABORTED/

journey('a message written offline is sent when the line is back', async () => {
  await using house = await openHouse({ reply: 'Good to see you.' })
  await keepChat(house.ada, 'Kitchen', ['Eggs?', 'Six minutes.'])
  await using page = await openPage(house.app, { as: house.ada })
  page.trouble.expect(LINE)
  await chatRow(page, 'Kitchen').click()
  await answered(page, 'Six minutes.')
  await page.context().setOffline(true)
  await page.getByText('You are offline. What is loaded can still be read.').waitFor()
  await page.getByText('You are offline. Your message is sent when the line is back.').waitFor()
  await page.getByText('Six minutes.').waitFor()
  await say(page, 'Hello again')
  await page.getByText('Waiting for the line to come back.').waitFor()
  expect(await field(page).inputValue()).toBe('Hello again')
  await page.context().setOffline(false)
  await answered(page, 'Good to see you.')
  await page.getByText('You are offline.').first().waitFor({ state: 'detached' })
  expect(await page.getByText('Hello again').count()).toBe(1)
})

journey('what is taken back while offline is not sent', async () => {
  await using house = await openHouse({ reply: 'Too late.' })
  await using page = await openPage(house.app, { as: house.ada })
  page.trouble.expect(LINE)
  await field(page).waitFor()
  await page.context().setOffline(true)
  await page.getByText('You are offline. What is loaded can still be read.').waitFor()
  await say(page, 'Something rash')
  await page.getByText('Waiting for the line to come back.').waitFor()
  await field(page).fill('Something wiser')
  await page.getByText('Waiting for the line to come back.').waitFor({ state: 'detached' })
  await page.context().setOffline(false)
  await page.getByText('You are offline.').first().waitFor({ state: 'detached' })
  await button(page, 'Send').click()
  await answered(page, 'Too late.')
  expect(await page.getByText('Something rash').count()).toBe(0)
})

journey('an answer that ran on while the line was away is caught up with', async () => {
  await using house = await openHouse({
    reply: ['One. ', 'Two. ', 'Three. ', 'Four.'],
    pace: 'steps',
  })
  await using page = await openPage(house.app, { as: house.ada })
  page.trouble.expect(LINE)
  await say(page, 'Count')
  await house.provider.next(2)
  await newest(page).getByText('One.').waitFor()
  await page.waitForURL('**/c/*')
  await page.context().setOffline(true)
  await page.getByText('You are offline. What is loaded can still be read.').waitFor()
  house.provider.finish()
  const id = page.url().split('/').at(-1)
  await until(async () => {
    const { body } = await house.ada.get(`/api/v1/chats/${id}`)
    return body.chat.messages.at(-1).done === true
  })
  await page.context().setOffline(false)
  await answered(page, 'One. Two. Three. Four.')
})

journey('what happened before the line first stood shows once it does', async () => {
  await using house = await openHouse()
  const id = await keepChat(house.ada, 'Kitchen', ['Eggs?', 'Six minutes.'])
  let stands = false
  await using page = await openPage(house.app, {
    as: house.ada,
    before: page =>
      page.routeWebSocket('**/ws', socket => {
        if (stands) socket.connectToServer()
        else void socket.close()
      }),
  })
  await chatRow(page, 'Kitchen').waitFor()
  await house.ada.post(`/api/v1/chats/${id}`, { chat: { title: 'Pantry' } })
  stands = true
  await chatRow(page, 'Pantry').waitFor()
})

journey('what another tab did meanwhile shows once the line is back', async () => {
  await using house = await openHouse()
  const id = await keepChat(house.ada, 'Kitchen', ['Eggs?', 'Six minutes.'])
  await using page = await openPage(house.app, { as: house.ada })
  page.trouble.expect(LINE)
  await chatRow(page, 'Kitchen').waitFor()
  await page.context().setOffline(true)
  await page.getByText('You are offline. What is loaded can still be read.').waitFor()
  await house.ada.post(`/api/v1/chats/${id}`, { chat: { title: 'Pantry' } })
  await page.context().setOffline(false)
  await chatRow(page, 'Pantry').waitFor()
})

journey('a machine without a network still speaks to the Hearth that runs on it', async () => {
  await using house = await openHouse({ reply: 'Here as ever.' })
  await using page = await openPage(house.app, {
    as: house.ada,
    before: page =>
      page.addInitScript(() =>
        Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false }),
      ),
  })
  await field(page).waitFor()
  const asked = page.waitForResponse(response => response.url().endsWith('/health'))
  await page.evaluate(() => window.dispatchEvent(new Event('offline')))
  await (await asked).finished()
  await say(page, 'Are you there?')
  await answered(page, 'Here as ever.')
  expect(await page.getByText('You are offline.').count()).toBe(0)
})
