// The words of a document in blocks.
import { expect, test } from 'bun:test'
import { blocksOf } from '../../../src/frontend/parts/viewer/blocks'

const line = (n: number) => `Line ${n} says what there is to say about it.\n`
const text = Array.from({ length: 500 }, (_, n) => line(n)).join('')

test('blocks joined are the text, and each begins where it says', () => {
  const blocks = blocksOf({ content: text, pages: [] })
  expect(blocks.length).toBeGreaterThan(3)
  expect(blocks.map(block => block.text).join('')).toBe(text)
  for (const { start, text: words } of blocks) expect(text.slice(start)).toStartWith(words)
  expect(blocks.every(({ page }) => page === null)).toBe(true)
})

test('a page begins a block, and only its first block names it', () => {
  const pages = [0, 10_000, 10_040, 10_040]
  const blocks = blocksOf({ content: text, pages })
  expect(blocks.map(block => block.text).join('')).toBe(text)
  expect(blocks.filter(({ page }) => page).map(({ page, start }) => [page, start])).toEqual([
    [1, 0],
    [2, 10_000],
    [4, 10_040],
  ])
  const foreword = blocksOf({ content: text, pages: [100] })
  expect(foreword[0]).toMatchObject({ start: 0, page: null })
  expect(foreword[1]).toMatchObject({ start: 100, page: 1 })
})

test('one endless line is cut, never between the halves of a letter', () => {
  const content = `a${'𝒜'.repeat(10_000)}`
  const blocks = blocksOf({ content, pages: [] })
  expect(blocks.length).toBeGreaterThan(2)
  for (const { text: words } of blocks) expect(words.isWellFormed()).toBe(true)
  expect(blocks.map(block => block.text).join('')).toBe(content)
  expect(blocksOf({ content: '', pages: [] })).toEqual([])
})
