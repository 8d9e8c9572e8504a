// How fast the page is here: figures to read, not to pass, since they are the machine's.
import { expect } from 'bun:test'
import { until } from '../until'
import { journey, openPage } from './browser'
import { keepChat } from './chats'
import { openHouse } from './house'
import { answered, field, newest, say } from './person'

const figure = (what: string, value: number, goal: number): void =>
  console.log(`${what}: ${Math.round(value)} ms (goal ${goal} ms)`)

journey('the chat page paints soon on a processor four times slower', async () => {
  await using house = await openHouse()
  // From source, the first page waits for the bundler.
  await house.app.fetch('/')
  await using page = await openPage(house.app, {
    as: house.ada,
    before: async page => {
      const line = await page.context().newCDPSession(page)
      await line.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    },
  })
  await field(page).waitFor()
  const paint = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
  )
  expect(paint).toBeGreaterThan(0)
  figure('first paint, 4x slowed', paint ?? 0, 800)
})

journey('a chat of a thousand messages opens at its end with few of them on the page', async () => {
  await using house = await openHouse()
  const turns = Array.from({ length: 1000 }, (_, place) => `Number ${place + 1}`)
  await keepChat(house.ada, 'Long', turns)
  await using page = await openPage(house.app, { as: house.ada })
  const link = page.getByRole('link', { name: 'Long' })
  await link.waitFor()
  const opened = await link.evaluate(
    row =>
      new Promise<number>(resolve => {
        const began = performance.now()
        const look = () =>
          document.body.textContent?.includes('Number 1000')
            ? resolve(performance.now() - began)
            : requestAnimationFrame(look)
        ;(row as HTMLElement).click()
        look()
      }),
  )
  figure('opening a chat of 1,000 messages', opened, 300)
  await answered(page, 'Number 1000')
  const before = await page.getByRole('article').count()
  expect(before).toBeLessThan(100)
  const box = page.getByRole('log').locator('..')
  await box.evaluate(element => element.scrollTo({ top: 0 }))
  await until(async () => (await page.getByRole('article').count()) > before)
})

const paragraph = 'Some words of **text** with `code` in them. '
const long = [
  ...(paragraph.repeat(12).match(/\S+\s*/g) ?? []),
  '\n\n```ts\n',
  ...Array.from({ length: 60 }, (_, place) => `const line${place} = compute(${place})\n`),
  '```\n\n| a | b |\n| - | - |\n',
  ...Array.from({ length: 60 }, (_, place) => `| ${place} | value ${place} |\n`),
  '\nThe end.',
]

/** Gathers how long tasks and key presses take from now on. */
const gather = () => {
  const seen = { task: 0, key: 0 }
  Object.assign(window, { seen })
  new PerformanceObserver(list => {
    for (const { duration } of list.getEntries()) seen.task = Math.max(seen.task, duration)
  }).observe({ type: 'longtask' })
  new PerformanceObserver(list => {
    for (const one of list.getEntries() as PerformanceEventTiming[]) {
      seen.key = Math.max(seen.key, one.processingEnd - one.processingStart)
    }
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
}

journey('typing goes on while an answer of two hundred tokens a second comes in', async () => {
  await using house = await openHouse({ reply: long, pace: 5 })
  await using page = await openPage(house.app, { as: house.ada })
  await say(page, 'Much')
  await newest(page).getByText('Some words').first().waitFor()
  await page.evaluate(gather)
  await field(page).pressSequentially('Meanwhile I write the next question', { delay: 20 })
  await answered(page, 'The end.')
  expect(await field(page).inputValue()).toBe('Meanwhile I write the next question')
  const seen = await page.evaluate(
    () => (window as unknown as { seen: { task: number; key: number } }).seen,
  )
  figure('longest task while streaming', seen.task, 50)
  figure('longest key press while streaming', seen.key, 16)
})
