// Answers of the server that are lost on the way: what was asked is asked once.
import { expect } from 'bun:test'
import type { Page } from 'playwright-core'
import { until } from '../until'
import { journey, openPage } from './browser'
import { type House, MODEL, openHouse } from './house'
import { answered, button, field, newest, say } from './person'

const RESET = /ERR_CONNECTION_RESET/

/** Lets the first `count` requests for a reply through to the server and loses what it answers. */
const losing = (count: number) => (page: Page) =>
  page.route('**/api/v1/replies', async route => {
    if (route.request().method() !== 'POST' || count-- <= 0) return route.continue()
    await route.fetch()
    await route.abort('connectionreset')
  })

/** How often the model was asked for what the person reads. */
const asked = ({ provider }: House) =>
  provider.calls.filter(({ body }) => (body as { model?: string })?.model === MODEL).length

/** The messages of the only chat, on the server. */
async function kept({ ada }: House): Promise<string[]> {
  const { body: list } = await ada.get('/api/v1/chats/')
  expect(list).toHaveLength(1)
  const { body } = await ada.get(`/api/v1/chats/${list[0].id}`)
  const messages: { content: string }[] = Object.values(body.chat.history.messages)
  return messages.map(({ content }) => content).sort()
}

for (const [lost, how] of [
  [1, 'at once'],
  [3, 'by itself'],
] as const) {
  journey(`a question whose answer is lost goes out again ${how}, and is asked once`, async () => {
    await using house = await openHouse({ reply: 'Once.' })
    await using page = await openPage(house.app, { as: house.ada, before: losing(lost) })
    page.trouble.expect(RESET)
    await say(page, 'How often?')
    await answered(page, 'Once.')
    await page.waitForURL('**/c/*')
    expect(await field(page).inputValue()).toBe('')
    expect(await page.getByRole('article').count()).toBe(2)
    expect(await kept(house)).toEqual(['How often?', 'Once.'])
    expect(asked(house)).toBe(1)
  })
}

journey('a question that arrived after all and is changed meanwhile is another one', async () => {
  await using house = await openHouse({
    reply: ({ lastText }: { lastText: string }) => `You said: ${lastText}`,
  })
  await using page = await openPage(house.app, { as: house.ada })
  page.trouble.expect(RESET)
  await say(page, 'First')
  await answered(page, 'You said: First')
  await losing(2)(page)
  await say(page, 'Second')
  await page.getByText('Waiting for the line to come back.').waitFor()
  await field(page).fill('Third')
  await button(page, 'Send').click()
  await answered(page, 'You said: Third')
  await until(async () => (await kept(house)).length === 6)
})

journey('another answer, and more of one, are not begun twice', async () => {
  await using house = await openHouse({ reply: ['Half ', 'of it'], pace: 'steps' })
  await using page = await openPage(house.app, { as: house.ada })
  page.trouble.expect(RESET)
  await say(page, 'Tell me')
  await house.provider.next(2)
  await newest(page).getByText('Half').waitFor()
  await button(page, 'Stop the answer').click()
  await newest(page).getByText('You stopped this answer.').waitFor()
  house.provider.scripts[MODEL] = { reply: 'and the other half.' }
  await losing(1)(page)
  await button(newest(page), 'Go on').click()
  await answered(page, 'Half and the other half.')
  expect(asked(house)).toBe(2)
  house.provider.scripts[MODEL] = { reply: 'Whole.' }
  await losing(1)(page)
  await button(newest(page), 'Answer again').click()
  await answered(page, 'Whole.')
  expect(asked(house)).toBe(3)
  expect(await kept(house)).toEqual(['Half and the other half.', 'Tell me', 'Whole.'])
})
