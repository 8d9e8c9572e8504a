// What a first visit costs in bytes, and what comes only later.
import { expect } from 'bun:test'
import type { Page, Response } from 'playwright-core'
import { journey, openPage } from './browser'
import { openHouse } from './house'
import { field, say } from './person'

const MOST_SCRIPT = 250 * 1024

/** Collects the answers of a page from its first request on. */
const listening = (heard: Response[]) => async (page: Page) => {
  page.on('response', response => heard.push(response))
}

const scriptBytes = async (heard: Response[]): Promise<number> => {
  const scripts = heard.filter(response => /\.js$/.test(new URL(response.url()).pathname))
  const sizes = await Promise.all(scripts.map(script => script.request().sizes()))
  return sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0)
}

journey('the first load brings at most 250 KB of compressed script', async () => {
  await using house = await openHouse()
  const heard: Response[] = []
  await using page = await openPage(house.app, { as: house.ada, before: listening(heard) })
  await field(page).waitFor()
  await page.waitForLoadState('networkidle')
  const bytes = await scriptBytes(heard)
  console.log(`script on the first load: ${Math.round(bytes / 1024)} KB`)
  expect(bytes).toBeGreaterThan(0)
  expect(bytes).toBeLessThanOrEqual(MOST_SCRIPT)
})

journey('the heavy renderers come only when they are needed', async () => {
  await using house = await openHouse({ reply: '```mermaid\ngraph TD\n  A --> B\n```\n\n$x$' })
  const heard: Response[] = []
  await using page = await openPage(house.app, { as: house.ada, before: listening(heard) })
  await field(page).waitFor()
  await page.waitForLoadState('networkidle')
  const first = await scriptBytes(heard)
  await say(page, 'Draw')
  await page.getByRole('img', { name: 'Diagram (graph)' }).waitFor()
  expect(await scriptBytes(heard)).toBeGreaterThan(first + 100 * 1024)
})

journey('everything but the page itself is cached for good and comes compressed', async () => {
  await using house = await openHouse()
  const heard: Response[] = []
  await using page = await openPage(house.app, { as: house.ada, before: listening(heard) })
  await field(page).waitFor()
  const assets = heard.filter(response => response.url().includes('/assets/'))
  expect(assets.length).toBeGreaterThan(2)
  for (const asset of assets) {
    const { 'cache-control': cache } = await asset.allHeaders()
    expect(cache).toBe('public, max-age=31536000, immutable')
  }
  const scripts = assets.filter(asset => asset.url().endsWith('.js'))
  const encodings = await Promise.all(scripts.map(script => script.headerValue('content-encoding')))
  expect(encodings).toContain('br')
})
