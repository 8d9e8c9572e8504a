// A config.json in the data folder, as the contract has it.
import { expect, test } from 'bun:test'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApp } from '../../app'
import { freshDatabase } from '../../database'

async function ground() {
  const stack = new AsyncDisposableStack()
  const dir = await mkdtemp(join(tmpdir(), 'hearth-file-'))
  stack.defer(() => rm(dir, { recursive: true }))
  const database = await freshDatabase(dir, stack)
  const put = (content: unknown) =>
    writeFileSync(
      join(dir, 'config.json'),
      typeof content === 'string' ? content : JSON.stringify(content),
    )
  return { dir, database, put, [Symbol.asyncDispose]: () => stack.disposeAsync() }
}

test('it takes the place of what was saved, and is put aside', async () => {
  await using at = await ground()
  at.put({ version: 0, ui: { default_locale: 'de' }, openai: { api_keys: ['sk-x'] } })
  {
    await using app = await openApp(at)
    expect((await app.fetch('/api/config').then(r => r.json())).default_locale).toBe('de')
  }
  expect(existsSync(join(at.dir, 'config.json'))).toBe(false)
  expect(JSON.parse(readFileSync(join(at.dir, 'old_config.json'), 'utf8')).ui.default_locale).toBe(
    'de',
  )
  await using again = await openApp(at)
  expect((await again.fetch('/api/config').then(r => r.json())).default_locale).toBe('de')
})

test('what the environment pins stays pinned', async () => {
  await using at = await ground()
  at.put({ ui: { default_locale: 'de', enable_signup: false } })
  const env = { DEFAULT_LOCALE: 'ar', ENABLE_PERSISTENT_CONFIG: 'false' }
  await using app = await openApp({ ...at, env })
  const config = await app.fetch('/api/config').then(r => r.json())
  expect([config.default_locale, config.features.enable_signup]).toEqual(['ar', false])
})

test.each([
  ['{"ui": ', 'cannot be used'],
  [{ ui: { enable_signup: 'yes' } }, 'ui.enable_signup: '],
  [{ version: 7 }, 'version 7'],
])('one that cannot be used stops the start and changes nothing: %j', async (content, said) => {
  await using at = await ground()
  at.put(content)
  const error = await openApp(at).then(
    async app => void (await app[Symbol.asyncDispose]()),
    error => error,
  )
  expect(String(error)).toContain(said)
  expect(String(error)).toContain('config.json')
  expect(existsSync(join(at.dir, 'config.json'))).toBe(true)
})
