// Changing what was said: questions branch, answers are rewritten, versions stand side by side.
import { expect } from 'bun:test'
import { until } from '../until'
import { journey, openPage } from './browser'
import { openHouse } from './house'
import { answered, button, field, newest, say } from './person'

const echo = { reply: (request: { lastText: string }) => `You said: ${request.lastText}` }

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
