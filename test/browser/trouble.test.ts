// A model that fails: what happened is said in plain words, and there is a way on.
import { expect } from 'bun:test'
import type { Script } from '../provider'
import { journey, openPage } from './browser'
import { MODEL, openHouse } from './house'
import { answered, button, newest, say } from './person'

const refused = (status: number, message: string): Script => ({
  fault: { status, body: { error: { message, type: 'x', code: null, param: null } } },
})

journey('a refusal is told in the provider’s words, and asking again works', async () => {
  await using house = await openHouse(refused(429, 'You exceeded your current quota.'))
  await using page = await openPage(house.app, { as: house.ada })
  await say(page, 'Hello')
  const alert = newest(page).getByRole('alert')
  await alert.getByText('The answer failed').waitFor()
  await alert.getByText('You exceeded your current quota.').waitFor()
  await page.reload()
  await alert.getByText('You exceeded your current quota.').waitFor()
  house.provider.scripts[MODEL] = { reply: 'Back again.' }
  await button(alert, 'Answer again').click()
  await answered(page, 'Back again.')
})

journey('an answer that breaks off keeps its text and can go on', async () => {
  const script: Script = { reply: ['Half ', 'a ', 'thought'], pace: 'steps', fault: { drop: 4 } }
  await using house = await openHouse(script)
  await using page = await openPage(house.app, { as: house.ada })
  await say(page, 'Think')
  await house.provider.next(3)
  await newest(page).getByText('Half a').waitFor()
  house.provider.finish()
  await newest(page).getByRole('alert').waitFor()
  await newest(page).getByText('Half a').waitFor()
  house.provider.scripts[MODEL] = { reply: 'thought, whole.' }
  await button(newest(page), 'Go on').click()
  await answered(page, 'thought, whole.')
})

journey(
  'a provider that is gone is named as such, and the way on works once it is back',
  async () => {
    await using house = await openHouse({ reply: 'Here.' })
    await using page = await openPage(house.app, { as: house.ada })
    await say(page, 'First')
    await answered(page, 'Here.')
    house.provider.scripts[MODEL] = { fault: { drop: 'headers' } }
    await say(page, 'Second')
    const alert = newest(page).getByRole('alert')
    await alert.waitFor()
    expect(await alert.textContent()).not.toMatch(/ECONN|undefined|fetch failed|at .*\.ts/)
    house.provider.scripts[MODEL] = { reply: 'Here once more.' }
    await button(alert, 'Answer again').click()
    await answered(page, 'Here once more.')
  },
)

journey('a model that was taken away says so before anything is sent', async () => {
  await using house = await openHouse({ reply: 'Here.' })
  await using page = await openPage(house.app, { as: house.ada })
  await say(page, 'First')
  await answered(page, 'Here.')
  const { body } = await house.ada.get('/openai/config')
  await house.ada.post('/openai/config/update', {
    ...body,
    OPENAI_API_CONFIGS: { [house.provider.openai]: { enable: true, model_ids: ['other'] } },
  })
  await page.getByText(`${MODEL} is no longer available. Choose another model.`).waitFor()
  expect(await button(page, 'Send').isDisabled()).toBe(true)
  await button(page, `Model: ${MODEL} (not available)`).click()
  await page.getByRole('option', { name: 'other' }).click()
  await page.getByText('is no longer available').waitFor({ state: 'detached' })
})

journey('a provider that cannot be reached is named in the list of models', async () => {
  await using house = await openHouse({ reply: 'Here.' })
  const { body } = await house.ada.get('/openai/config')
  await house.ada.post('/openai/config/update', {
    ...body,
    OPENAI_API_BASE_URLS: [house.provider.openai, 'http://127.0.0.1:9/v1'],
    OPENAI_API_KEYS: ['sk-journey', ''],
  })
  await using page = await openPage(house.app, { as: house.ada })
  await button(page, `Model: ${MODEL}`).click()
  await page.getByText('127.0.0.1:9: not reachable').waitFor()
  await page.getByRole('option', { name: MODEL }).click()
  await say(page, 'Hello')
  await answered(page, 'Here.')
})
