// Every action of the audit log has its words in every language.
import { describe, expect, test } from 'bun:test'
import { seeing as ar } from '../../src/frontend/text/ar/seeing'
import { seeing as de } from '../../src/frontend/text/de/seeing'
import { seeing as en } from '../../src/frontend/text/en/seeing'
import { sources } from './sources'

const NAMED =
  /(?:audit: |action: |writes\(|told\(\w+, |(?:pull|create|push), )'([a-z]+(?:\.[a-z]+)+)'/g

const actions = [
  ...new Set(
    sources('src/**/*.ts')
      .filter(({ path }) => !path.startsWith('src/frontend'))
      .flatMap(({ text }) => [...text.matchAll(NAMED)].map(([, action = '']) => action)),
  ),
].sort()

test('the actions are found in the source', () => {
  expect(actions).toContain('session.open')
  expect(actions).toContain('knowledge.file.add')
  expect(actions).toContain('ollama.pull')
})

describe.each([
  ['en', en],
  ['de', de],
  ['ar', ar],
])('%s', (_, words) => {
  test.each(actions)('says %s', action => {
    const at = action.lastIndexOf('.')
    const noun = action.slice(0, at).replaceAll('.', '_')
    expect(words['audit.noun']).toContain(` ${noun} {`)
    expect(words['audit.verb']).toContain(` ${action.slice(at + 1)} {`)
  })
})
