// The room that pages have in memory, all together.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { Hold } from '../../../../src/retrieval/web/hold'
import { type Opened, openHouse, refusal } from './house'

let opened: Opened
beforeAll(async () => {
  opened = await openHouse()
})
afterAll(() => opened[Symbol.asyncDispose]())

const MB = 1_000_000
/** The same megabyte again and again: what counts is what is said, not what it costs here. */
const piece = new Uint8Array(MB)
const megabytes = (count: number) =>
  new ReadableStream<Uint8Array>({
    pull(controller) {
      if (count-- > 0) controller.enqueue(piece)
      else controller.close()
    },
  })

test('pages that are held make room when they are let go', async () => {
  const { house } = opened
  {
    using first = new Hold(house)
    expect((await first.take(megabytes(200))).byteLength).toBe(200 * MB)
    using second = new Hold(house)
    expect(await refusal(second.take(megabytes(60)))).toContain('Too many pages')
  }
  using third = new Hold(house)
  expect((await third.take(megabytes(60))).byteLength).toBe(60 * MB)
  expect((await third.take(null)).byteLength).toBe(0)
})
