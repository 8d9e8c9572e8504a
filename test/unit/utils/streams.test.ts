import { describe, expect, test } from 'bun:test'
import { lineCutter, OversizedLine } from '../../../src/utils/lines'
import { ndjsonParser, readNdjson, writeNdjson } from '../../../src/utils/ndjson'
import {
  readSse,
  type SseEvent,
  sseDone,
  sseJson,
  sseParser,
  writeSse,
} from '../../../src/utils/sse'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Feeds `text` in pieces of `size` bytes. */
const parse = (text: string, size: number): SseEvent[] => {
  const parser = sseParser()
  const all = bytes(text)
  const events: SseEvent[] = []
  for (let at = 0; at < all.length; at += size)
    events.push(...parser.push(all.slice(at, at + size)))
  return [...events, ...parser.end()]
}

describe('server-sent events', () => {
  const stream =
    '\uFEFF: a comment\n\ndata: {"a":"héllo 🙂"}\n\nevent: tick\r\nid: 7\r\ndata: one\r\ndata:two\r\n\r\n' +
    'data:  spaced\rdata\r\rretry: 5\nnonsense\n\ndata: [DONE]'
  const events: SseEvent[] = [
    { data: '{"a":"héllo 🙂"}' },
    { data: 'one\ntwo', event: 'tick', id: '7' },
    { data: ' spaced\n' },
    { data: '[DONE]' },
  ]

  for (const size of [1, 2, 3, 7, 64, 10_000]) {
    test(`are the same in pieces of ${size} bytes`, () => {
      expect(parse(stream, size)).toEqual(events)
    })
  }

  test('with a line or an event over the cap are refused', () => {
    expect(() => sseParser(10).push(bytes('data: 12345'))).toThrow(OversizedLine)
    expect(() => sseParser(20).push(bytes('data: 12345\n'.repeat(5)))).toThrow(OversizedLine)
    expect(sseParser(11).push(bytes('data: 12345\n\n'))).toEqual([{ data: '12345' }])
  })

  test('that are written are read back, and their data cannot forge another event', () => {
    const sly = { data: 'x\n\nevent: execute\ndata: code', event: 'a\nb', id: '1' }
    expect(parse(writeSse(sly), 5)).toEqual([{ ...sly, event: 'a b' }])
    expect(parse(sseJson({ text: 'a\nb' }) + sseDone, 3)).toEqual([
      { data: '{"text":"a\\nb"}' },
      { data: '[DONE]' },
    ])
  })

  test('arrive from a body one by one, and leaving the loop cancels it', async () => {
    let cancelled = false
    const body = new ReadableStream<Uint8Array>({
      pull: controller => controller.enqueue(bytes('data: a\n\ndata: b\n\n')),
      cancel: () => {
        cancelled = true
      },
    })
    const seen: string[] = []
    for await (const event of readSse(body)) {
      seen.push(event.data)
      if (seen.length === 3) break
    }
    expect(seen).toEqual(['a', 'b', 'a'])
    expect(cancelled).toBe(true)
  })
})

test('a huge line in tiny pieces takes time linear in its length', () => {
  const cutter = lineCutter(100_000_000)
  const piece = bytes('x'.repeat(16))
  // A quadratic reader would need hours, and outlast the time-out.
  for (let count = 0; count < 1_000_000; count++) cutter.push(piece)
  expect(cutter.end().map(line => line.length)).toEqual([16_000_000])
})

test('many short lines in one piece take time linear in their number', () => {
  expect(lineCutter().push(bytes('data: a\n'.repeat(1_000_000)))).toHaveLength(1_000_000)
})

describe('lines of JSON', () => {
  const text = '{"a":"é🙂"}\n\n  \n[1]\r\n{"broken\n"last"'
  for (const size of [1, 3, 1_000]) {
    test(`are the same in pieces of ${size} bytes, broken ones marked`, () => {
      const parser = ndjsonParser()
      const all = bytes(text)
      const lines = []
      for (let at = 0; at < all.length; at += size)
        lines.push(...parser.push(all.slice(at, at + size)))
      expect([...lines, ...parser.end()]).toEqual([
        { value: { a: 'é🙂' } },
        { value: [1] },
        { broken: '{"broken' },
        { value: 'last' },
      ])
    })
  }

  test('over the cap are refused, from a body too', async () => {
    const body = new Blob([writeNdjson({ a: 'x'.repeat(100) })]).stream()
    const read = async () => {
      for await (const _ of readNdjson(body, 50));
    }
    await expect(read()).rejects.toThrow(OversizedLine)
  })
})
