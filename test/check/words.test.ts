// Every setting that something acts on has its words in every language, and no words are left over.
import { describe, expect, test } from 'bun:test'
import { areas, isAhead, keys, settings } from '../../src/config/settings'
import { words as ar } from '../../src/frontend/text/ar/house-words'
import { words as de } from '../../src/frontend/text/de/house-words'
import { words as en } from '../../src/frontend/text/en/house-words'

const shown = keys.filter(key => !isAhead(key)).sort()

/** The words that a setting may be, where it may be only a few. */
const choices = (key: (typeof keys)[number]): string[] => {
  const { type } = settings[key]
  return 'options' in type && Array.isArray(type.options)
    ? type.options.filter(option => typeof option === 'string')
    : []
}

describe.each([
  ['en', en],
  ['de', de],
  ['ar', ar],
])('%s', (_, words) => {
  test('has words for every setting and for nothing else', () => {
    expect(Object.keys(words.settings).sort()).toEqual(shown)
  })

  test('has a name for every area', () => {
    expect(Object.keys(words.areas).sort()).toEqual(Object.keys(areas).sort())
  })

  test('says what a setting is called, what it does, and what its choices are called', () => {
    for (const key of shown) {
      const [label = '', hint = '', named = {}] = words.settings[key] ?? []
      expect([key, label.trim().length > 0, hint.trim().length > 0]).toEqual([key, true, true])
      expect([key, ...choices(key).filter(word => !named[word])]).toEqual([key])
    }
  })
})
