// Whose texts are embedded next.
import { expect, test } from 'bun:test'
import { makeQueue, type Queue } from '../../../../src/retrieval/embed/queue'

const vector = (text: string): Float32Array => Float32Array.of(text.length)

/** Does what the queue gives until it is empty; the texts of each slice, in that order. */
function drain(queue: Queue): string[] {
  const order: string[] = []
  for (let slice = queue.next(); slice; slice = queue.next()) {
    order.push(slice.texts.join('+'))
    slice.done(slice.texts.map(vector))
  }
  return order
}

test('gives vectors in the order of the texts, however they were sliced', async () => {
  const queue = makeQueue(2)
  const asked = queue.add(['a', 'bb', 'ccc', 'dddd', 'eeeee'], 'passage')
  expect(drain(queue)).toEqual(['a+bb', 'ccc+dddd', 'eeeee'])
  expect((await asked).map(([length]) => length)).toEqual([1, 2, 3, 4, 5])
})

test('takes a little of each document in turn', () => {
  const queue = makeQueue(1)
  void queue.add(['a1', 'a2', 'a3'], 'passage')
  void queue.add(['b1', 'b2'], 'passage')
  expect(drain(queue)).toEqual(['a1', 'b1', 'a2', 'b2', 'a3'])
})

test('answers a question before the rest of a document', () => {
  const queue = makeQueue(2)
  void queue.add(['a1', 'a2', 'a3', 'a4'], 'passage')
  const first = queue.next()
  void queue.add(['why?'], 'query')
  first?.done(first.texts.map(vector))
  expect(drain(queue)).toEqual(['why?', 'a3+a4'])
})

test('forgets a document whose reader gave up, even while it is being read', async () => {
  const queue = makeQueue(1)
  const leaving = new AbortController()
  const asked = queue.add(['a1', 'a2', 'a3'], 'passage', leaving.signal)
  void queue.add(['b1'], 'passage')
  const first = queue.next()
  asked.catch(() => undefined)
  leaving.abort(new Error('Ben gave up'))
  first?.done(first.texts.map(vector))
  expect(drain(queue)).toEqual(['b1'])
  await expect(asked).rejects.toThrow('Ben gave up')
})

test('does not begin for somebody who has left', async () => {
  const queue = makeQueue(1)
  await expect(queue.add(['a'], 'query', AbortSignal.abort(new Error('left')))).rejects.toThrow(
    'left',
  )
  expect(queue.next()).toBeUndefined()
})

test('fails the document that failed, and no other', async () => {
  const queue = makeQueue(1)
  const bad = queue.add(['bad', 'worse'], 'passage')
  bad.catch(() => undefined)
  const good = queue.add(['good'], 'passage')
  queue.next()?.failed(new Error('broken'))
  await expect(bad).rejects.toThrow('broken')
  expect(drain(queue)).toEqual(['good'])
  expect(await good).toHaveLength(1)
})

test('has nothing to do for no texts', async () => {
  const queue = makeQueue(1)
  expect(await queue.add([], 'passage')).toEqual([])
  expect(queue.next()).toBeUndefined()
})
