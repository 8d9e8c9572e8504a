// Half-written markdown shows well-formed.
import { describe, expect, test } from 'bun:test'
import { insideFence, mend } from '../../../src/frontend/chat/markdown/mend'

const closes: [string, string][] = [
  ['**bold te', '**bold te**'],
  ['**bold*', '**bold**'],
  ['*it **bo', '*it **bo***'],
  ['***x', '***x***'],
  ['~~de', '~~de~~'],
  ['a `co', 'a `co`'],
  ['a ``co`', 'a ``co``'],
  ['- one\n- **tw', '- one\n- **tw**'],
  ['> said _so', '> said _so_'],
  ['# A **head', '# A **head**'],
]

describe('what is open is closed', () => {
  test.each(closes)('%j', (half, whole) => expect(mend(half)).toBe(whole))
})

const leaves = ['2*3', 'a_b_c', '$5 and', 'plain', 'a `b` c', '**done**', '[0, 1', '1 * 2']

describe('what only looks open is left alone', () => {
  test.each(leaves)('%j', text => expect(mend(text)).toBe(text))
})

const holds: [string, string][] = [
  ['see **', 'see'],
  ['see `', 'see'],
  ['text\n-', 'text\n'],
  ['text\n==', 'text\n'],
  ['1. a\n2', '1. a\n'],
  ['1. a\n2.', '1. a\n'],
  ['text\n##', 'text\n'],
  ['text\n``', 'text\n'],
  ['foo $x^2', 'foo'],
  ['a \\(x', 'a'],
  ['$$\nx', ''],
  ['\\[ x', ''],
  ['[text](http://e', 'text'],
  ['![x](da', ''],
]

describe('what says nothing yet is held back', () => {
  test.each(holds)('%j', (half, shown) => expect(mend(half).trimEnd()).toBe(shown.trimEnd()))
})

const tables: [string, string][] = [
  ['| a | **b', '| a | **b** |\n| --- | --- |'],
  ['| a | b |\n|-', '| a | b |\n| --- | --- |'],
  ['| a | b |\n|--|--|\n| x | `y', '| a | b |\n|--|--|\n| x | `y` |'],
  ['words\n| a', 'words\n| a |\n| --- |'],
]

describe('a table is a table from its first row on', () => {
  test.each(tables)('%j', (half, whole) =>
    expect(mend(half).replaceAll(' \n', '\n').trimEnd()).toBe(whole),
  )
})

describe('code', () => {
  test('is never touched', () => {
    expect(mend('```js\nlet *a = `')).toBe('```js\nlet *a = `')
  })

  test('is known in quotes and lists', () => {
    expect(insideFence('> ```\n> x')).toBe(true)
    expect(insideFence('- ```\n  x\n  ```')).toBe(false)
    expect(insideFence('~~~\n```')).toBe(true)
    expect(insideFence('````\n```')).toBe(true)
  })
})

const hostile = [
  '**a ',
  '[',
  '[a](',
  '`a``b',
  '$x ',
  '\\(',
  '_a',
  '| a ',
  '> ',
  '~~a ',
  '![',
  '*_',
  '\\',
]

/** No longer block is mended. */
const LONGEST = 60_000

describe('hostile text is mended before the time-out, and grows no more than threefold', () => {
  test.each(hostile)('%j', piece => {
    const mended = mend(piece.repeat(Math.ceil(LONGEST / piece.length)))
    expect(mended.length).toBeLessThan(LONGEST * 3)
  })
})
