// Stopping an answer: the model is told, the text so far stays, and it can go on.
import { expect } from 'bun:test'
import type { Locator } from 'playwright-core'
import { journey, openPage } from './browser'
import { openHouse } from './house'
import { answered, button, newest, say } from './person'

const story = {
  reply: ['Once ', 'upon ', 'a time ', 'there was ', 'an end.'],
  pace: 'steps' as const,
}

/** The colour behind a button, once it has changed to it. */
const ground = (locator: Locator): Promise<string> =>
  locator.evaluate(async element => {
    await Promise.all(element.getAnimations().map(({ finished }) => finished))
    return getComputedStyle(element).backgroundColor
  })

journey('a person stops an answer and later lets it go on', async () => {
  await using house = await openHouse(story)
  await using page = await openPage(house.app, { as: house.ada })
  await say(page, 'A story')
  await house.provider.next(3)
  await newest(page).getByText('Once upon').waitFor()
  await button(page, 'Stop the answer').hover()
  expect(await ground(button(page, 'Stop the answer'))).toContain('/ 0.85')
  await button(page, 'Stop the answer').click()
  await newest(page).getByText('You stopped this answer.').waitFor()
  await button(page, 'Send').waitFor()
  await page.reload()
  await newest(page).getByText('You stopped this answer.').waitFor()
  await newest(page).getByText('Once upon').waitFor()

  house.provider.scripts.ember = { reply: 'a time, it ended.' }
  await button(newest(page), 'Go on').click()
  await answered(page, 'it ended.')
  expect(await newest(page).textContent()).toMatch(/Once upon\s*a time, it ended\./)
})

journey('Escape stops, and the next question is answered', async () => {
  await using house = await openHouse(story)
  await using page = await openPage(house.app, { as: house.ada })
  await say(page, 'A story')
  await house.provider.next(2)
  await newest(page).getByText('Once').waitFor()
  await page.keyboard.press('Escape')
  await newest(page).getByText('You stopped this answer.').waitFor()
  house.provider.scripts.ember = { reply: 'A short one.' }
  await say(page, 'Shorter, please')
  await answered(page, 'A short one.')
})

journey('stopping closes the line to the model', async () => {
  await using house = await openHouse(story)
  await using page = await openPage(house.app, { as: house.ada })
  await say(page, 'A story')
  const call = await house.provider.call('/v1/chat/completions')
  await button(page, 'Stop the answer').click()
  await call.aborted
  await newest(page).getByText('You stopped this answer.').waitFor()
})
