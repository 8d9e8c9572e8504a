// Changing what was said: questions branch, answers are rewritten, versions stand side by side.
import { expect } from 'bun:test'
import type { Page } from 'playwright-core'
import { until } from '../until'
import { journey, openPage } from './browser'
import { keepChat } from './chats'
import { openHouse } from './house'
import { answered, button, field, newest, say } from './person'

const echo = { reply: (request: { lastText: string }) => `You said: ${request.lastText}` }

/** Keeps back what the server answers to the next read of that address until it is let through. */
async function holdRead(page: Page, url: string) {
  const underway = Promise.withResolvers<void>()
  const arrival = Promise.withResolvers<void>()
  let held = false
  await page.route(url, async route => {
    if (held || route.request().method() !== 'GET') return route.continue()
    held = true
    const response = await route.fetch()
    underway.resolve()
    await arrival.promise
    // The page may have given it up meanwhile.
    await route.fulfill({ response }).catch(() => undefined)
  })
  return { underway: underway.promise, arrive: arrival.resolve }
}

journey('an edited question starts a branch, and the switcher leads back', async () => {
  await using house = await openHouse(echo)
  await using page = await openPage(house.app, { as: house.ada })
  await say(page, 'Tea?')
  await answered(page, 'You said: Tea?')
  const question = page.getByRole('article').first()
  await question.hover()
  await button(question, 'Edit').click()
  await page.getByRole('textbox', { name: 'Edit message' }).fill('Coffee?')
  await button(question, 'Send').click()
  await answered(page, 'You said: Coffee?')
  await question.getByText('Version 2 of 2').waitFor({ state: 'attached' })

  // Only which branch is shown is saved, not the conversation.
  const saved = page.waitForRequest(request => request.method() === 'POST')
  await question.hover()
  await button(question, 'Previous version').click()
  await answered(page, 'You said: Tea?')
  expect((await saved).postData()?.length).toBeLessThan(100)
  await until(async () => {
    const { body } = await house.ada.get(`/api/v1/chats/${page.url().split('/').at(-1)}`)
    return body.chat.messages.at(-1).content === 'You said: Tea?'
  })
  await page.reload()
  await answered(page, 'You said: Tea?')
})

journey('the up arrow edits the last question, and Escape leaves it', async () => {
  await using house = await openHouse(echo)
  await using page = await openPage(house.app, { as: house.ada })
  await say(page, 'Milk?')
  await answered(page, 'You said: Milk?')
  await field(page).press('ArrowUp')
  const editor = page.getByRole('textbox', { name: 'Edit message' })
  expect(await editor.inputValue()).toBe('Milk?')
  await editor.press('Escape')
  await editor.waitFor({ state: 'detached' })
  await field(page).press('ArrowUp')
  await editor.fill('Sugar?')
  await editor.press('Enter')
  await answered(page, 'You said: Sugar?')
})

journey('an answer is rewritten by hand and stays so', async () => {
  await using house = await openHouse(echo)
  await using page = await openPage(house.app, { as: house.ada })
  await say(page, 'Bread?')
  await answered(page, 'You said: Bread?')
  await button(newest(page), 'Edit').click()
  const saved = page.waitForResponse(answer => answer.request().method() === 'POST')
  await page.getByRole('textbox', { name: 'Edit message' }).fill('Better **bread**.')
  await button(newest(page), 'Save').click()
  await answered(page, 'Better bread.')
  expect((await saved).status()).toBe(200)
  await page.reload()
  await answered(page, 'Better bread.')
})

journey('asking again puts another answer beside the first', async () => {
  let times = 0
  await using house = await openHouse({ reply: () => `Answer number ${++times}` })
  await using page = await openPage(house.app, { as: house.ada })
  await say(page, 'A number')
  await answered(page, 'Answer number 1')
  await button(newest(page), 'Answer again').click()
  await answered(page, 'Answer number 2')
  await newest(page).getByText('Version 2 of 2').waitFor({ state: 'attached' })
  await button(newest(page), 'Previous version').click()
  await answered(page, 'Answer number 1')
  expect(await button(newest(page), 'Previous version').isDisabled()).toBe(true)
  await button(newest(page), 'Next version').click()
  await answered(page, 'Answer number 2')
})

for (const when of ['before', 'after'] as const) {
  journey(`a chat that is read ${when} a change is saved does not undo it`, async () => {
    await using house = await openHouse()
    const id = await keepChat(house.ada, 'Kitchen', ['Eggs?', 'Six minutes.'])
    await using page = await openPage(house.app, { as: house.ada, path: `/c/${id}` })
    await answered(page, 'Six minutes.')
    const reads = await holdRead(page, `**/api/v1/chats/${id}?*`)
    await house.ada.post(`/api/v1/chats/${id}`, { chat: { title: 'Pantry' } })
    await reads.underway
    const saved = page.waitForResponse(
      answer => answer.request().method() === 'POST' && answer.url().includes(id),
    )
    await button(newest(page), 'Delete message').click()
    if (when === 'after') await saved
    reads.arrive()
    await page.getByRole('heading', { name: 'Pantry' }).waitFor()
    expect((await saved).status()).toBe(200)
    expect(await page.getByRole('article').count()).toBe(1)
    const { body } = await house.ada.get(`/api/v1/chats/${id}`)
    expect(body.chat.messages).toHaveLength(1)
  })
}

journey('taking a deletion back spares what was said since', async () => {
  await using house = await openHouse(echo)
  await using page = await openPage(house.app, { as: house.ada })
  await say(page, 'First')
  await answered(page, 'You said: First')
  await say(page, 'Second')
  await answered(page, 'You said: Second')
  await button(page.getByRole('article').nth(2), 'Delete message').click()
  await until(async () => (await page.getByRole('article').count()) === 2)
  await say(page, 'Third')
  await answered(page, 'You said: Third')
  await button(page, 'Undo').click()
  await answered(page, 'You said: Second')
  const question = page.getByRole('article').nth(2)
  await question.hover()
  await button(question, 'Next version').click()
  await answered(page, 'You said: Third')
})

journey('a deleted message can be brought back', async () => {
  await using house = await openHouse(echo)
  await using page = await openPage(house.app, { as: house.ada })
  await say(page, 'Keep me')
  await answered(page, 'You said: Keep me')
  await button(newest(page), 'Delete message').click()
  await page.getByText('Message deleted').waitFor()
  await until(async () => (await page.getByRole('article').count()) === 1)
  await button(page, 'Undo').click()
  await answered(page, 'You said: Keep me')
  await until(async () => {
    const { body } = await house.ada.get(`/api/v1/chats/${page.url().split('/').at(-1)}`)
    return body.chat.messages.length === 2
  })
})
