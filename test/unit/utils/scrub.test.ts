// What may stand in a log.
import { expect, test } from 'bun:test'
import { presentable, scrub } from '../../../src/utils/scrub'

test.each([
  ['key sk-proj-AbC_123456', 'key sk-…'],
  ['gsk_abcdefghijklmnop end', 'gsk_… end'],
  ['AIzaSyA1234567890123456789012345678901', 'AIza…'],
  ['Authorization: Bearer abc.def-ghi', 'Authorization: Bearer …'],
  ['postgres://ada:pw@db/x', 'postgres://…@db/x'],
  ['GET /x?access_token=abc&page=2', 'GET /x?access_token=…&page=2'],
  ['cookie token=abcdef; a=1', 'cookie token=…; a=1'],
])('%p becomes %p', (text, expected) => expect(scrub(text)).toBe(expected))

test.each(['task-manager', 'disk-usage is high', 'max_tokens: 100', 'ada@example.org', 'a://b/c'])(
  '%p stays',
  text => expect(scrub(text)).toBe(text),
)

test('numbers and switches named like secrets stay', () => {
  const facts = { max_tokens: 5, has_token: true, token: 'abc', key: 'abc', apiKey: ['abc'] }
  expect(presentable(facts)).toEqual({
    max_tokens: 5,
    has_token: true,
    token: '[hidden]',
    key: '[hidden]',
    apiKey: '[hidden]',
  })
})

test('circles, depth, width and length have an end', () => {
  const circle: Record<string, unknown> = { name: 'x'.repeat(100_000) }
  circle.self = circle
  circle.many = Array.from({ length: 10_000 }, () => circle)
  circle.long = Array.from({ length: 10_000 }, () => circle.name)
  expect(JSON.stringify(presentable(circle)).length).toBeLessThan(250_000)
})

test('a hostile line costs no more than its length', () => {
  // A cost that grows with the square of the length would outlast the time-out.
  for (const part of ['eyJ', 'sk-', '?key', '://a', 'token=', 'bearer ']) {
    const line = part.repeat(4_000_000 / part.length)
    expect(scrub(line).length).toBeLessThanOrEqual(line.length)
  }
})
