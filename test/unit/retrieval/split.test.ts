// Texts are cut where they may be, and every passage says where it stands.
import { describe, expect, test } from 'bun:test'
import { type Splitting, split } from '../../../src/retrieval/split'

const characters = (size: number, overlap: number): Splitting => ({
  unit: 'character',
  size,
  overlap,
  encoding: 'cl100k_base',
})
const tokens = (size: number, overlap: number): Splitting => ({
  ...characters(size, overlap),
  unit: 'token',
})

const sentence = (n: number): string => `Keeper ${n} climbs the stairs at dusk and trims the wick.`
const prose = Array.from({ length: 200 }, (_, n) => sentence(n)).join(' ')

describe('a text without pages', () => {
  test('gives passages that are slices of it, none longer than wanted', async () => {
    const pieces = await split({ content: prose, pages: [] }, characters(300, 60))
    expect(pieces.length).toBeGreaterThan(30)
    for (const { start, stop, text, page } of pieces) {
      expect(text).toBe(prose.slice(start, stop))
      expect(text.length).toBeLessThanOrEqual(300)
      expect(page).toBeNull()
    }
  })

  test('loses no word, and neighbours share some', async () => {
    const pieces = await split({ content: prose, pages: [] }, characters(300, 80))
    for (const [n, piece] of pieces.slice(1).entries()) {
      const before = pieces[n]
      expect(piece.start).toBeLessThan(before?.stop ?? 0)
      expect(piece.start).toBeGreaterThan(before?.start ?? 0)
    }
    expect(pieces[0]?.start).toBe(0)
    expect(pieces.at(-1)?.stop).toBe(prose.length)
  })

  test('ends passages with sentences, and with paragraphs where there are some', async () => {
    const pieces = await split({ content: prose, pages: [] }, characters(300, 0))
    expect(pieces.every(({ text }) => text.endsWith('.'))).toBe(true)
    const paragraphs = `${'one word after another '.repeat(9)}\n\n${'and so it goes on '.repeat(9)}`
    const [first] = await split({ content: paragraphs, pages: [] }, characters(300, 0))
    expect(first?.text).toBe('one word after another '.repeat(9).trim())
  })

  test('is cut between characters where there is nothing else, never inside of one', async () => {
    const pieces = await split({ content: '🐈'.repeat(500), pages: [] }, characters(101, 0))
    expect(pieces.map(({ text }) => text).join('')).toBe('🐈'.repeat(500))
    expect(pieces.every(({ text }) => text.isWellFormed())).toBe(true)
  })

  test('gives nothing when it holds no word', async () => {
    expect(await split({ content: ' \n\t ', pages: [] }, characters(100, 10))).toEqual([])
    expect(await split({ content: '', pages: [] }, characters(100, 10))).toEqual([])
  })

  test('is cut whatever the settings say', async () => {
    for (const [size, overlap] of [
      [0, 0],
      [1, 5],
      [10, 1000],
    ] as const) {
      const pieces = await split({ content: sentence(1), pages: [] }, characters(size, overlap))
      const seen = pieces.map(({ text }) => text).join('')
      expect(seen.replace(/\s/g, '').length).toBeGreaterThanOrEqual(40)
    }
  })
})

describe('a text with pages', () => {
  const pages = ['The first page. '.repeat(20), 'The second page. '.repeat(20), '', 'The end.']
  const content = pages.join('')
  const starts = pages.map((_, n) => pages.slice(0, n).join('').length)

  test('gives passages that each lie on one page and name it', async () => {
    const pieces = await split({ content, pages: starts }, characters(200, 40))
    for (const { start, stop, page } of pieces) {
      const from = starts[(page ?? 0) - 1] ?? 0
      expect(start).toBeGreaterThanOrEqual(from)
      expect(stop).toBeLessThanOrEqual(from + (pages[(page ?? 0) - 1]?.length ?? 0))
    }
    expect(new Set(pieces.map(({ page }) => page))).toEqual(new Set([1, 2, 4]))
  })
})

describe('a text cut by tokens', () => {
  test('has passages of at most so many tokens', async () => {
    const { Tiktoken } = await import('js-tiktoken/lite')
    const { default: ranks } = await import('js-tiktoken/ranks/cl100k_base')
    const coder = new Tiktoken(ranks)
    const pieces = await split({ content: prose, pages: [] }, tokens(100, 20))
    const lengths = pieces.map(({ text }) => coder.encode(text).length)
    expect(Math.max(...lengths)).toBeLessThanOrEqual(100)
    expect(Math.max(...lengths)).toBeGreaterThan(80)
    for (const { start, stop, text } of pieces) expect(text).toBe(prose.slice(start, stop))
  })

  test('does not choke on a run without blanks, or of nothing else', async () => {
    const began = performance.now()
    const run = 'a'.repeat(300_000) + ' '.repeat(300_000) + 'b'.repeat(1000)
    const pieces = await split({ content: run, pages: [] }, tokens(500, 50))
    expect(pieces.at(-1)?.stop).toBe(run.length)
    expect(performance.now() - began).toBeLessThan(15_000)
  })
})
