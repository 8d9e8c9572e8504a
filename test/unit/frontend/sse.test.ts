// Reading server-sent events, wherever the network cuts them.
import { describe, expect, test } from 'bun:test'
import { EventReader, readEvents, type StreamEvent } from '../../../src/frontend/chat/sse'

const stream =
  'id: 1\ndata: {"a":1}\n\n: a comment\nid: 2\r\ndata: one\r\ndata:two\r\n\r\nevent: x\n\n'
const expected: StreamEvent[] = [
  { id: '1', data: '{"a":1}' },
  { id: '2', data: 'one\ntwo' },
]

describe('events', () => {
  test('come out whole when they come in whole', () => {
    expect(new EventReader().feed(stream)).toEqual(expected)
  })

  test('come out whole wherever they are cut', () => {
    for (let at = 1; at < stream.length; at++) {
      const reader = new EventReader()
      const got = [...reader.feed(stream.slice(0, at)), ...reader.feed(stream.slice(at))]
      expect(got).toEqual(expected)
    }
  })

  test('are not made of an unfinished block', () => {
    expect(new EventReader().feed('data: half')).toEqual([])
  })
})

test('a response is read to its end, characters cut in half too', async () => {
  const bytes = new TextEncoder().encode('data: Grüße 🔥\n\n')
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const byte of bytes) controller.enqueue(new Uint8Array([byte]))
      controller.close()
    },
  })
  const got: string[] = []
  await readEvents(new Response(body), event => got.push(event.data))
  expect(got).toEqual(['Grüße 🔥'])
})

test('what the taker throws ends the reading', () => {
  const reading = readEvents(new Response('data: x\n\n'), () => {
    throw new Error('enough')
  })
  expect(reading).rejects.toThrow('enough')
})
