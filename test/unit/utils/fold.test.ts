import { expect, test } from 'bun:test'
import { fold, grams } from '../../../src/utils/fold'

test('case, accents, width and spacing fold away', () => {
  expect(fold('  Hello \n\t World ')).toBe('hello world')
  expect(fold('ÀÉÎÕÜ ñ')).toBe('aeiou n')
  expect(fold('ＡＢＣ　①')).toBe('abc 1')
  expect(fold('İstanbul')).toBe('istanbul')
  expect(fold('ΟΔΟΣ')).toBe(fold('οδος'))
  expect(fold('')).toBe('')
})

test('folding twice changes nothing', () => {
  for (const text of ['Ünïcödé', '한국어', 'が', 'ﬁn', '½', 'ẞ', '🏳️‍🌈', '\ud800 alone']) {
    expect(fold(fold(text))).toBe(fold(text))
  }
})

test('a part of a text folds to a part of the folded text', () => {
  const text = fold('Der Bär isst Brötchen — 今日は, ΟΔΟΣ ΟΔΟΣ')
  for (const part of ['BÄR', 'br\u006f\u0308t', 'οδος', '今日', 'ötch']) {
    expect(text).toContain(fold(part))
  }
})

test('trigrams are whole characters, each once', () => {
  expect(grams('banana')).toEqual(['ban', 'ana', 'nan'])
  expect(grams('a🌙b🌙')).toEqual(['a🌙b', '🌙b🌙'])
  expect(grams('ab')).toEqual([])
})
