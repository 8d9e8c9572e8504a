// Finding what a model thought in what it said.
import { describe, expect, test } from 'bun:test'
import { splitThoughts, withoutThoughts } from '../../../src/frontend/chat/think'

const kinds = (content: string, running = false) =>
  splitThoughts(content, running).map(({ kind, text }) => [kind, text])

describe('a whole message', () => {
  test('without tags is text', () => {
    expect(kinds('a < b')).toEqual([['text', 'a < b']])
  })

  test('gives thought and text apart', () => {
    expect(kinds('<think>\nwhy\n</think>\n\nThus.')).toEqual([
      ['thought', 'why'],
      ['text', 'Thus.'],
    ])
  })

  test('may think more than once, in either word for it', () => {
    const content = '<think>a</think>\nb\n<thinking>c</thinking>\nd'
    expect(kinds(content).map(([kind]) => kind)).toEqual(['thought', 'text', 'thought', 'text'])
  })

  test('that speaks about the tag keeps it', () => {
    expect(kinds('Use the <think> tag.')).toEqual([['text', 'Use the <think> tag.']])
  })

  test('that shows the tag in code keeps it', () => {
    const content = '```html\n<think>\n```\nafter'
    expect(kinds(content)).toEqual([['text', content]])
  })

  test('finds a thought after code', () => {
    expect(kinds('```\nx\n```\n<think>y</think>z').map(([kind]) => kind)).toEqual([
      'text',
      'thought',
      'text',
    ])
  })

  test('of nothing has no parts', () => {
    expect(splitThoughts('')).toEqual([])
  })
})

describe('a message that is being written', () => {
  test('keeps an open thought open', () => {
    expect(splitThoughts('<think>\nstill', true)).toEqual([
      { kind: 'thought', text: 'still', closed: false },
    ])
  })

  test('holds half a tag back', () => {
    expect(kinds('<thi', true)).toEqual([])
    expect(kinds('Words\n<th', true)).toEqual([['text', 'Words\n']])
    expect(kinds('<think>a</thi', true)).toEqual([['thought', 'a']])
  })

  test('shows what only looked like a tag', () => {
    expect(kinds('<thing', true)).toEqual([['text', '<thing']])
  })
})

test('copying leaves the thoughts out', () => {
  expect(withoutThoughts('<think>a</think>\nOne\n<think>b</think>\nTwo')).toBe('One\n\nTwo')
})

test('hostile text is read in time that grows with its length', () => {
  // So long that anything but linear would outlast the test's time-out by hours.
  const count = 100_000
  expect(splitThoughts('\n<think>```'.repeat(count), true).length).toBeGreaterThan(0)
  expect(splitThoughts('\n<think></think>'.repeat(count)).length).toBeGreaterThan(0)
  expect(splitThoughts('\n```<think'.repeat(count)).length).toBeGreaterThan(0)
})
