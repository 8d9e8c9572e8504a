// Growing text cut into blocks: what is finished stays the same object, and the end is as if read whole.
import { describe, expect, test } from 'bun:test'
import { BlockStream, ranksOf } from '../../../src/frontend/chat/markdown/blocks'

const sample = `# Head

A paragraph with **bold** and
a second line.

- one
- two

  still two

1. first

2. second
3. third

> quoted
lazily

\`\`\`ts
const a = 1

const b = 2
\`\`\`

| a | b |
|---|---|
| 1 | 2 |

$$
x^2
$$

[link][ref] and text

[ref]: https://example.com

Setext
------

Last [link][ref] here.
`

const whole = (text: string) => new BlockStream().read(text, false)
const shape = (text: string) => whole(text).map(({ key, token }) => [key, token.type, token.raw])

describe('text that grows', () => {
  test.each([1, 3, 7, 40])('by %d characters ends as if it had come at once', step => {
    const stream = new BlockStream()
    for (let at = 0; at < sample.length; at += step) stream.read(sample.slice(0, at), true)
    const end = stream.read(sample, false).map(({ key, token }) => [key, token.type, token.raw])
    expect(end).toEqual(shape(sample))
  })

  test('keeps finished blocks as they are', () => {
    const stream = new BlockStream()
    const early = stream.read('One.\n\nTwo.\n\nThr', true)
    const late = stream.read('One.\n\nTwo.\n\nThree and more.\n\nFour', true)
    expect(late[0]).toBe(early[0])
    expect(late[0]?.open).toBe(false)
    expect(late.at(-1)?.open).toBe(true)
  })

  test('does not split a list at a half number', () => {
    const stream = new BlockStream()
    stream.read('1. a\n\n2', true)
    expect(stream.read('1. a\n\n2. b', true).map(({ token }) => token.type)).toEqual(['list'])
  })

  test('shows a formula when it is whole', () => {
    const stream = new BlockStream()
    expect(stream.read('$$\nx', true)).toEqual([])
    expect(stream.read('$$\nx\n$$', true).map(({ token }) => token.type)).toEqual(['math'])
  })
})

test('text that changes is read anew', () => {
  const stream = new BlockStream()
  stream.read('One.\n\nTwo.\n\nThree.', true)
  expect(stream.read('Other.', false).map(({ token }) => token.raw)).toEqual(['Other.'])
})

test('Windows line ends change nothing', () => {
  expect(shape('a\r\n\r\nb')).toEqual(shape('a\n\nb'))
})

test('the same text is not read twice', () => {
  const stream = new BlockStream()
  expect(stream.read('a', true)).toBe(stream.read('a', true))
})

test('a giant block is shown plainly, a giant fence as code', () => {
  expect(whole('*a'.repeat(40_000)).map(({ token }) => token.type)).toEqual(['paragraph'])
  expect(whole(`\`\`\`\n${'x\n'.repeat(40_000)}\`\`\``).map(({ token }) => token.type)).toEqual([
    'code',
  ])
})

test('a long answer costs no more for each piece at its end than at its start', () => {
  const stream = new BlockStream()
  const text = `${sample}\n`.repeat(60)
  const made: number[] = []
  let known = new Set<object>()
  for (let at = 0; at < text.length; at += 20) {
    const blocks = stream.read(text.slice(0, at), true)
    made.push(blocks.filter(block => !known.has(block)).length)
    known = new Set(blocks)
  }
  const quarter = Math.floor(made.length / 4)
  expect(Math.max(...made.slice(-quarter))).toBeLessThanOrEqual(Math.max(...made.slice(0, quarter)))
})

test('headings keep the outline of the page whole, whatever levels a model chose', () => {
  const text = '## a\n\n#### b\n\n### c\n\n# d\n\n## e\n\nwords\n'
  expect(ranksOf(whole(text))).toEqual([3, 4, 4, 3, 4, undefined])
})
