// The server goes away in mid-answer, and comes back on the same folder.
import { expect } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApp } from '../app'
import { journey, openPage } from './browser'
import { connected, openNamedProvider } from './house'
import { answered, button, newest, say } from './person'

journey('an answer that a restart cut off keeps its words and can go on', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'hearth-'))
  await using folder = new AsyncDisposableStack()
  folder.defer(() => rm(dir, { recursive: true, force: true }))
  const script = { reply: ['The first ', 'half ', 'and more.'], pace: 'steps' as const }
  await using provider = folder.use(await openNamedProvider(script))
  const first = await openApp({ dir, env: connected(provider) })
  const ada = await first.admin()
  await using page = await openPage(first, { as: ada })
  page.trouble.expect(/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|WebSocket/)
  page.trouble.expect(/ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_NETWORK_CHANGED/)
  await say(page, 'Tell me all')
  await provider.next(3)
  await newest(page).getByText('The first half').waitFor()
  await page.waitForURL('**/c/*')
  await first[Symbol.asyncDispose]()
  await page.getByText('The connection is gone. Reconnecting…').waitFor()

  const { port } = new URL(first.url)
  await using second = await openApp({ dir, env: { ...connected(provider), PORT: port } })
  expect(second.url).toBe(first.url)
  await newest(page).getByText('This answer was cut off.').waitFor({ timeout: 20_000 })
  await newest(page).getByText('The first half').waitFor()
  provider.scripts.ember = { reply: 'and the rest.' }
  await button(newest(page), 'Go on').click()
  await answered(page, 'and the rest.')
})
