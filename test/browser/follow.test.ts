// Reading while an answer comes in: the page keeps to its end only while the reader is there.
import { expect } from 'bun:test'
import { until } from '../until'
import { journey, openPage } from './browser'
import { openHouse } from './house'
import { answered, newest, say } from './person'

journey('the page follows an answer only while the reader is at its end', async () => {
  const line = 'A line of some length that fills the page.\n\n'
  await using house = await openHouse({
    reply: [...Array.from({ length: 60 }, () => line), 'The end.'],
    pace: 'steps',
  })
  await using page = await openPage(house.app, { as: house.ada })
  const box = page.getByRole('log').locator('..')
  const gap = () => box.evaluate(log => log.scrollHeight - log.scrollTop - log.clientHeight)
  await say(page, 'Much text')
  await house.provider.next(41)
  await until(async () => (await newest(page).getByText('A line').count()) >= 40)
  await until(async () => (await gap()) < 4)
  await page.mouse.move(800, 400)
  await page.mouse.wheel(0, -600)
  await page.getByRole('button', { name: 'New text below' }).waitFor()
  const place = await box.evaluate(log => log.scrollTop)
  await house.provider.next(8)
  await until(async () => (await newest(page).getByText('A line').count()) >= 48)
  expect(Math.abs((await box.evaluate(log => log.scrollTop)) - place)).toBeLessThan(2)
  await page.getByRole('button', { name: 'New text below' }).click()
  await until(async () => (await gap()) < 4)
  house.provider.finish()
  await answered(page, 'The end.')
  await until(async () => (await gap()) < 4)
})
