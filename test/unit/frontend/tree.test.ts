// The tree of messages: branches, siblings, growth and pruning.
import { describe, expect, test } from 'bun:test'
import {
  branch,
  EMPTY,
  grow,
  type History,
  historyOf,
  leaf,
  patch,
  prune,
  restore,
  siblings,
  turn,
} from '../../../src/frontend/chat/tree'
import type { Message } from '../../../src/frontend/wire'

const message = (id: string, parentId: string | null, role: Message['role'] = 'user'): Message => ({
  id,
  parentId,
  childrenIds: [],
  role,
  content: id,
  timestamp: 0,
})

/** ask → (first, second); below second: more → last */
const sample = (): History =>
  [
    message('ask', null),
    message('first', 'ask', 'assistant'),
    message('second', 'ask', 'assistant'),
    message('more', 'second'),
    message('last', 'more', 'assistant'),
  ].reduce(grow, EMPTY)

const ids = (history: History) => branch(history).map(({ id }) => id)

describe('branch', () => {
  test('runs from the root to the current message', () => {
    expect(ids(sample())).toEqual(['ask', 'second', 'more', 'last'])
  })

  test('ends at a missing parent', () => {
    const { messages } = sample()
    expect(
      ids({ currentId: 'last', messages: { last: messages.last ?? message('x', null) } }),
    ).toEqual(['last'])
  })

  test('ends at a loop', () => {
    const messages = { a: message('a', 'b'), b: message('b', 'a') }
    expect(ids({ currentId: 'a', messages })).toEqual(['b', 'a'])
  })
})

describe('siblings', () => {
  test('come in the order they were written', () => {
    expect(siblings(sample(), 'second')).toEqual(['first', 'second'])
  })

  test('of a first message are all first messages', () => {
    const history = grow(sample(), { ...message('other', null), timestamp: 1 })
    expect(siblings(history, 'ask')).toEqual(['ask', 'other'])
  })

  test('of an unknown message are none', () => {
    expect(siblings(sample(), 'nobody')).toEqual([])
  })
})

describe('turning', () => {
  test('shows the other version down to its newest leaf', () => {
    const back = turn(sample(), 'second', -1)
    expect(ids(back)).toEqual(['ask', 'first'])
    expect(ids(turn(back, 'first', 1))).toEqual(['ask', 'second', 'more', 'last'])
  })

  test('beyond either end changes nothing', () => {
    const history = sample()
    expect(turn(history, 'second', 1)).toBe(history)
    expect(turn(history, 'first', -1)).toBe(history)
  })

  test('is not caught in a loop of children', () => {
    const messages = {
      a: { ...message('a', null), childrenIds: ['b'] },
      b: { ...message('b', 'a'), childrenIds: ['a'] },
    }
    expect(['a', 'b']).toContain(leaf({ currentId: 'a', messages }, 'a'))
  })
})

describe('growing', () => {
  test('hangs a message under its parent once', () => {
    const again = grow(sample(), { ...message('first', 'ask', 'assistant'), content: 'changed' })
    expect(again.messages.ask?.childrenIds).toEqual(['first', 'second'])
    expect(again.messages.first?.content).toBe('changed')
  })

  test('leaves the history it grew from alone', () => {
    const history = sample()
    grow(history, message('new', 'last'))
    expect(history.messages.last?.childrenIds).toEqual([])
  })
})

test('patching an unknown message changes nothing', () => {
  const history = sample()
  expect(patch(history, 'nobody', { content: 'x' })).toBe(history)
})

describe('pruning', () => {
  test('takes all that hangs below and shows the nearest version left', () => {
    const history = prune(sample(), 'second')
    expect(Object.keys(history.messages)).toEqual(['ask', 'first'])
    expect(ids(history)).toEqual(['ask', 'first'])
    expect(history.messages.ask?.childrenIds).toEqual(['first'])
  })

  test('of the only child shows the parent', () => {
    expect(prune(sample(), 'more').currentId).toBe('second')
  })

  test('of another branch keeps the one that is shown', () => {
    expect(prune(sample(), 'first').currentId).toBe('last')
  })

  test('of the root leaves nothing', () => {
    expect(prune(sample(), 'ask')).toEqual(EMPTY)
  })
})

describe('restoring', () => {
  test('puts a pruned branch back in its old place', () => {
    for (const id of ['first', 'second', 'more', 'ask']) {
      expect(restore(prune(sample(), id), sample())).toEqual(sample())
    }
  })

  test('keeps what was said and changed meanwhile', () => {
    const pruned = patch(prune(sample(), 'first'), 'second', { content: 'changed' })
    const history = restore(grow(pruned, message('new', 'ask', 'assistant')), sample())
    expect(history.messages.ask?.childrenIds).toEqual(['first', 'second', 'new'])
    expect(history.messages.second?.content).toBe('changed')
    expect(ids(history)).toEqual(['ask', 'second', 'more', 'last'])
  })
})

test('a document without a tree becomes a straight line', () => {
  const messages = [message('one', null), message('two', null, 'assistant')]
  const history = historyOf({ title: 'old', messages })
  expect(ids(history)).toEqual(['one', 'two'])
  expect(history.messages.one?.childrenIds).toEqual(['two'])
})
