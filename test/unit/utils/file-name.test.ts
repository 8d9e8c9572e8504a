// Names of files as people see them, and the types that they say.
import { expect, test } from 'bun:test'
import { shownName, typeByName } from '../../../src/utils/file-name'

test('what is shown is the last part, whole and without what cannot be seen', () => {
  const names: Record<string, string> = {
    'a/b/c.txt': 'c.txt',
    'a\\b\\c.txt': 'c.txt',
    ' spaced .txt ': 'spaced .txt',
    '....': 'file',
    'a/': 'file',
    'tab\tand\nline': 'tabandline',
    '.env': '.env',
    '\uD800half.txt': '\uFFFDhalf.txt',
  }
  for (const [sent, shown] of Object.entries(names)) expect(shownName(sent)).toBe(shown)
})

test('a long name keeps its end, and no half of a letter', () => {
  const shown = shownName(`${'😀'.repeat(200)}.markdown`)
  expect(shown).toEndWith('.markdown')
  expect(shown.length).toBeLessThanOrEqual(255)
  expect(shown.isWellFormed()).toBe(true)
})

test('a type is known for texts and office documents, and for nothing by an inherited name', () => {
  expect(typeByName('a.MD')).toBe('text/markdown')
  expect(typeByName('main.rs')).toBe('text/plain')
  expect(typeByName('a.docx')).toStartWith('application/vnd.openxmlformats')
  for (const name of ['a', 'a.exe', 'a.constructor', 'a.__proto__', 'txt', ''])
    expect(typeByName(name)).toBe('application/octet-stream')
})
