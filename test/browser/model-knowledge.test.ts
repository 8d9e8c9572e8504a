// A model that brings its knowledge along: chosen by an admin, named before the first word, cited.
import { expect } from 'bun:test'
import { add, base, readFile } from '../knowledge'
import { until } from '../until'
import { journey, openPage } from './browser'
import { MODEL, openHouse } from './house'
import { answered, button, field, say } from './person'

journey('an admin gives a model its knowledge, and its answers come from there', async () => {
  await using house = await openHouse({ reply: 'Ingrid Falk [1].' })
  const { app, ada } = house
  const grace = await app.user('Grace')
  const book = await base(ada, { name: 'Handbook', access_control: null })
  const closed = await base(ada, { name: 'Payroll' })
  await add(ada, book, await readFile(ada, 'skerry.txt', 'Skerry is kept by Ingrid Falk.'))
  const chosen = async () => {
    const { body } = await ada.get('/api/models')
    const model = body.data.find(({ id }: { id: string }) => id === MODEL)
    return (model.info?.meta.knowledge ?? []).map(({ id }: { id: string }) => id)
  }

  await using page = await openPage(app, { as: ada, path: '/settings/models' })
  await button(page, `Knowledge of ${MODEL}`).click()
  const dialog = page.getByRole('dialog', { name: `Knowledge of ${MODEL}` })
  for (const [name, count] of [
    ['Handbook', 1],
    ['Payroll', 2],
  ] as const) {
    await dialog.getByRole('checkbox', { name }).click()
    await until(async () => (await chosen()).length === count)
  }
  expect(await chosen()).toEqual([book, closed])
  await page.keyboard.press('Escape')
  await page.getByText('Answers from Handbook, Payroll').waitFor()

  // Everybody may still use it; only what Grace may read is named to her.
  await using hers = await openPage(app, { as: grace })
  await field(hers).waitFor()
  await hers.getByText('Answers from Handbook', { exact: true }).waitFor()
  await say(hers, 'Who keeps Skerry?')
  await answered(hers, 'Ingrid Falk')
  await button(hers, 'Open skerry.txt').waitFor()

  await button(page, `Knowledge of ${MODEL}`).click()
  for (const name of ['Handbook', 'Payroll']) {
    await dialog.getByRole('checkbox', { name, checked: true }).click()
    await dialog.getByRole('checkbox', { name, checked: false }).waitFor()
  }
  await until(async () => (await chosen()).length === 0)
})
