// What a question is looked for by, how both halves come together, and what is left out.
import { describe, expect, test } from 'bun:test'
import type { Passage } from '../../../src/retrieval/search'
import { words } from '../../../src/retrieval/search/fold'
import { best, candidatesOf, feedback, order } from '../../../src/retrieval/search/fuse'
import { pick } from '../../../src/retrieval/search/pick'
import { terms } from '../../../src/retrieval/search/terms'

describe('the terms of a question', () => {
  test('are its words, without those that say nothing', () => {
    expect(terms('How does a lighthouse work?')).toEqual(['lighthouse', 'work'])
    expect(terms('Was ist ein Leuchtturm?')).toEqual(['leuchtturm'])
  })

  test('are those too where there are no others', () => {
    expect(terms('to be or not to be')).toContain('be')
  })

  test('keep a name with marks inside together, besides its parts', () => {
    expect(terms('error E-4711')).toEqual(['error', 'e', '4711', 'e 4711'])
  })

  test('are pairs of characters where a script has no blanks', () => {
    expect(terms('中国首都')).toEqual(['中 国', '国 首', '首 都'])
  })

  test('are bounded, however long the question', () => {
    const long = Array.from({ length: 5000 }, (_, n) => `word${n}`).join(' ')
    expect(terms(long).length).toBeLessThanOrEqual(24)
  })
})

test('texts in scripts without blanks are kept with their characters apart', () => {
  expect(words('plain words')).toBeNull()
  expect(words('首都 city')?.split(/\s+/).filter(Boolean)).toEqual(['首', '都', 'city'])
})

const scored = (chunk_id: number, score: number) => ({ chunk_id, score })
const none = new Map<number, number>()

describe('both halves together', () => {
  test('put first what both find', () => {
    const near = [scored(1, 0.6), scored(2, 0.55)]
    const worded = [scored(3, 0.5), scored(2, 0.45)]
    const [first] = order(candidatesOf({ near, worded, cosines: none, also: none }))
    expect(first?.chunk_id).toBe(2)
    expect(first?.vector).toEqual({ rank: 2, score: 0.55 })
    expect(first?.words).toEqual({ rank: 2, score: 0.45 })
  })

  test('say of a passage that one half found what the other thinks of it', () => {
    const halves = {
      near: [scored(1, 0.6)],
      worded: [scored(3, 0.5)],
      cosines: new Map([[3, 0.2]]),
      also: none,
    }
    const third = candidatesOf(halves).find(({ chunk_id }) => chunk_id === 3)
    expect(third?.vector?.score).toBe(0.2)
  })

  test('keep the best that any question says of a passage', () => {
    const lists = [0.3, 0.7].map(score =>
      candidatesOf({ near: [scored(1, score)], worded: [], cosines: none, also: none }),
    )
    expect(best(lists)).toHaveLength(1)
    expect(best(lists)[0]?.vector?.score).toBe(0.7)
  })

  test('move the question towards what was found, at its own length', () => {
    const moved = feedback(new Float32Array([1, 0]), [new Float32Array([0, 1])])
    expect(Math.hypot(...moved)).toBeCloseTo(1, 5)
    expect(moved[1]).toBeGreaterThan(0.5)
  })
})

const passage = (
  chunk_id: number,
  score: number,
  text: string,
  start = chunk_id * 100,
): Passage => ({
  chunk_id,
  file_id: 'file',
  name: 'Lights.txt',
  type: 'text/plain',
  text,
  start,
  stop: start + 100,
  page: null,
  position: chunk_id,
  embedder: { engine: '', model: 'small' },
  score,
  vector: null,
  words: null,
  rerank: null,
})

describe('what is given', () => {
  const found = [
    passage(1, 0.9, 'The lens of Fresnel'),
    passage(2, 0.8, 'The  lens of\nfresnel'),
    passage(3, 0.7, 'The wick', 130),
    passage(4, 0.6, 'The stairs'),
    passage(5, 0.1, 'The sea'),
  ]

  test('leaves out repetitions, neighbours that overlap, the unfitting and the rest, and says why', () => {
    const { passages, left } = pick(found, 1, 0.5)
    expect(passages.map(({ chunk_id }) => chunk_id)).toEqual([1])
    expect(left.map(({ chunk_id, why }) => [chunk_id, why])).toEqual([
      [2, 'duplicate'],
      [3, 'duplicate'],
      [4, 'rank'],
      [5, 'threshold'],
    ])
  })

  test('is everything that fits where there is room', () => {
    expect(pick(found, 10, 0).passages).toHaveLength(3)
  })
})
