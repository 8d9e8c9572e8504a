// The tables for people say what there is.
import { expect, test } from 'bun:test'
import { firstTable, settingsTables } from '../../../src/config/reference'
import { isAhead, isKey, keys, settings } from '../../../src/config/settings'
import { ahead, variables } from '../../../src/env/variables'

const text = settingsTables()

test('every variable that is acted on stands in the table, the levels of parts in one row', () => {
  for (const name of Object.keys(variables)) {
    const part = name.endsWith('_LOG_LEVEL') && name !== 'GLOBAL_LOG_LEVEL'
    expect(text.includes(`| \`${name}\` |`)).toBe(!part && !(name in ahead))
  }
})

test('every setting that is acted on stands in the table', () => {
  for (const key of keys) expect(text.includes(`| \`${key}\` |`)).toBe(!isAhead(key))
})

test('every row has as many cells as its head', () => {
  for (const table of [firstTable(), ...text.split('##').slice(1)]) {
    const counts = table.match(/^\|.*$/gm)?.map(row => row.split(/(?<!\\)\|/).length)
    expect(new Set(counts).size).toBe(1)
  }
})

test('what most people want first is found, each in one row', () => {
  expect(firstTable().split('\n')).toHaveLength(15)
})

test('every setting has a sentence and a default of its own type, and no variable two', () => {
  const names = keys.flatMap(key => settings[key].env)
  expect(new Set(names).size).toBe(names.length)
  for (const name of names) expect(Object.keys(variables)).not.toContain(name)
  for (const key of keys) {
    const { sentence, type, initial } = settings[key]
    expect(sentence).toMatch(/\S\.$/)
    expect([key, type.safeParse(initial).success]).toEqual([key, true])
  }
})

test('what names the address of a secret names a setting', () => {
  const named = keys.flatMap(key => settings[key].at ?? [])
  expect(named.length).toBeGreaterThan(5)
  for (const at of named) expect(isKey(at)).toBe(true)
})
