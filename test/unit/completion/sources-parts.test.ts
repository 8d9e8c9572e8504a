// The parts of an answer's foundations that are pure: what is named, how texts are cut, what models say, what they are told.
import { describe, expect, test } from 'bun:test'
import { blocksOf } from '../../../src/completion/sources/blocks'
import { entriesIn } from '../../../src/completion/sources/entries'
import { numbered, sourcesOf } from '../../../src/completion/sources/evidence'
import { queriesIn } from '../../../src/completion/sources/queries'
import { slim } from '../../../src/completion/sources/slim'

const namesIn = (list: unknown) => entriesIn(list).map(({ names }) => names)

describe('what requests name as files', () => {
  test('each form of the contract comes to names of collections', () => {
    const list = [
      { type: 'file', id: 'a', collection_name: 'somebody-says' },
      { type: 'collection', id: 'b' },
      { type: 'collection', collection_names: ['c', 'd'], legacy: true },
      { id: 'e', name: 'old', legacy: true },
      { type: 'doc', collection_name: 'f' },
      { type: 'web_search_results', collection_name: 'g', urls: [] },
      { type: 'text', collection_name: 'h' },
      { name: 'older', collection_names: ['i'] },
    ]
    const [several, one] = [['c', 'd'], ['e']]
    const rest = [['f'], ['g'], ['h'], ['i']]
    expect(namesIn(list)).toEqual([['file-a'], ['b'], several, one, ...rest])
  })

  test('what is no document, or makes no sense, is left out', () => {
    const nothing = [
      { type: 'image', url: 'x', id: 'a' },
      { type: 'note', id: 'a' },
      { type: 'text', content: 'x' },
      { type: 'collection', id: 7 },
      { type: 'file', id: 'x'.repeat(600) },
      null,
      7,
      'file',
    ]
    expect(entriesIn(nothing)).toEqual([])
    expect(entriesIn('files')).toEqual([])
    expect(entriesIn(Array.from({ length: 900 }, (_, id) => ({ id: `${id}` })))).toHaveLength(200)
  })

  test('of what was said about them only plain fields come back', () => {
    const [entry] = entriesIn([
      { type: 'file', id: 'a', name: 'a.txt', data: { content: 'x' }, file: { secret: 1 }, x: 1 },
    ])
    expect(entry?.source).toEqual({ type: 'file', id: 'a', name: 'a.txt' })
  })
})

describe('a whole text in parts', () => {
  test('the parts are the pages, without gaps and overlaps', () => {
    const content = 'First page.\n\nSecond page.\n\nThird.'
    const parts = blocksOf({ content, pages: [0, 13, 27] })
    expect(parts.map(({ page, text }) => [page, text])).toEqual([
      [1, 'First page.'],
      [2, 'Second page.'],
      [3, 'Third.'],
    ])
    expect(parts.map(({ start, stop }) => content.slice(start, stop)).join('')).toBe(content)
  })

  test('what is long is cut between paragraphs or sentences, and never inside a sign', () => {
    const paragraph = `${'A sentence of some words. '.repeat(30).trim()}\n\n`
    const content = paragraph.repeat(20)
    const parts = blocksOf({ content, pages: [] })
    expect(parts.length).toBeGreaterThan(5)
    expect(parts.map(({ start, stop }) => content.slice(start, stop)).join('')).toBe(content)
    expect(parts.every(({ text }) => text.startsWith('A ') && text.endsWith('.'))).toBe(true)
    const faces = '😀'.repeat(5000)
    const cut = blocksOf({ content: `x${faces}`, pages: [] })
    expect(cut.map(({ text }) => text).join('')).toBe(`x${faces}`)
    expect(cut.every(({ text }) => text.isWellFormed())).toBe(true)
  })

  test('nothing comes of nothing', () => {
    expect(blocksOf({ content: ' \n ', pages: [] })).toEqual([])
    expect(blocksOf({ content: '', pages: [0, 0, 0] })).toEqual([])
  })
})

describe('the queries in what a model says', () => {
  test('they are found among other words, each once, three at most', () => {
    const said =
      '<think>{"queries": ["no"]}</think>Sure: {"queries": ["a", " a ", 7, "", "b", "c", "d"]} Done.'
    expect(queriesIn(said)).toEqual(['a', 'b', 'c'])
  })

  test('a short line that is no JSON is one; a speech is none', () => {
    expect(queriesIn('tea in winter')).toEqual(['tea in winter'])
    expect(queriesIn('{"queries": []}')).toEqual([])
    expect(queriesIn('{"queries": "tea"}')).toEqual([])
    expect(queriesIn('I would look up:\n- tea\n- winter')).toEqual([])
    expect(queriesIn('x'.repeat(600))).toEqual([])
    expect(queriesIn('')).toEqual([])
  })
})

test('numbers run through all sources, and those without a name are shown to nobody', () => {
  const part = (text: string, score: number | null) => ({
    text,
    source: 'a.pdf',
    name: 'a.pdf',
    start: 0,
    stop: text.length,
    page: 3,
    score,
    vector: null,
    words: null,
    rerank: null,
  })
  const grounds = numbered([
    { source: { name: 'A' }, evidence: [part('one', 0.5), part('two', 0.25)] },
    { source: { id: 'nameless' }, evidence: [part('three', 0.1)] },
    { source: { name: 'B' }, evidence: [part('four', null)] },
  ])
  const [a, b] = sourcesOf(grounds)
  expect(a).toMatchObject({ document: ['one', 'two'], distances: [0.5, 0.25] })
  expect(a?.metadata.map(({ number, page }) => [number, page])).toEqual([
    [1, 2],
    [2, 2],
  ])
  expect(b?.metadata[0]).toMatchObject({ number: 4, whole: true })
  expect(b && 'distances' in b).toBe(false)
})

test('a chat keeps no long texts a second time', () => {
  const meta = (number: number, whole: boolean) => ({
    number,
    source: 'a',
    name: 'a',
    ...(whole && { whole: true as const }),
  })
  const of = (letters: number) => [
    {
      source: {},
      document: ['x'.repeat(letters), 'y'.repeat(900)],
      metadata: [meta(1, true), meta(2, false)],
    },
  ]
  expect(slim(of(10_000))).toEqual(of(10_000))
  const [cut] = slim(of(30_000))
  expect(cut?.document.map(({ length }) => length)).toEqual([201, 900])
})
