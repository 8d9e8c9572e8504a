// The watch over every journey: it must see what goes wrong, or the journeys prove little.
import { expect, test } from 'bun:test'
import { openApp } from '../app'
import { until } from '../until'
import { openPage } from './browser'

const POLICY = 'Content Security Policy'

test.each([
  ['an error in the console', "console.error('lost my way')", 'console: lost my way'],
  [
    'an error of a script',
    "setTimeout(() => { throw new Error('broken') })",
    'page: Error: broken',
  ],
  ['a refused request', "fetch('/api/v1/nothing')", 'status of 404'],
  ['another host', "window.open('http://other.invalid/')", 'another host'],
  ['a picture from another host', "new Image().src = 'http://other.invalid/1.png'", POLICY],
  [
    'a script inside the page',
    "document.body.append(Object.assign(document.createElement('script'), { text: '1' }))",
    POLICY,
  ],
])('%s is trouble', async (_what, deed, text) => {
  await using app = await openApp()
  const page = await openPage(app)
  await page.evaluate(deed)
  await until(() => page.trouble.found().some(found => found.includes(text)))
  // Awaited by hand: a matcher that waits for a promise turns the event loop inside itself.
  const failure = await page[Symbol.asyncDispose]().then(() => 'no failure', String)
  expect(failure).toContain(text)
})

test('what the test expects is no trouble', async () => {
  await using app = await openApp()
  await using page = await openPage(app)
  const heard = page.waitForEvent('console')
  await page.evaluate("console.error('lost my way')")
  await heard
  expect(page.trouble.found()).toHaveLength(1)
  page.trouble.expect(/lost my way/)
  expect(page.trouble.found()).toEqual([])
})
