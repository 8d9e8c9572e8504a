// The queue: work is noted once, in the transaction that makes it needed.
import { expect, test } from 'bun:test'
import { transaction } from '../../../src/db'
import { enqueue, jobs, latest, onQueued } from '../../../src/db/jobs'
import { openQueue } from './queue'

test('what is queued twice waits once, with what was said last', async () => {
  await using at = await openQueue()
  const first = await enqueue(at.db, { kind: 'brew', subject: 'tea', data: { cups: 1 } })
  const second = await enqueue(at.db, { kind: 'brew', subject: 'tea', data: { cups: 2 } })
  await enqueue(at.db, { kind: 'brew', subject: 'coffee' })
  expect(second).toMatchObject({ id: first.id, state: 'queued', again: false, data: { cups: 2 } })
  expect(await at.db.$count(jobs)).toBe(2)
})

test('what is queued while it runs is to be done again', async () => {
  await using at = await openQueue()
  await enqueue(at.db, { kind: 'brew', subject: 'tea' })
  await at.db.update(jobs).set({ state: 'running', attempts: 3 })
  const again = await enqueue(at.db, { kind: 'brew', subject: 'tea' })
  expect(again).toMatchObject({ state: 'running', again: true, attempts: 3 })
})

test('a transaction that fails queues nothing and wakes nobody', async () => {
  await using at = await openQueue()
  let woken = 0
  onQueued(at.db, () => void woken++)
  const failing = transaction(at.db, async tx => {
    await enqueue(tx, { kind: 'brew', subject: 'tea' })
    throw new Error('no water')
  })
  await failing.catch(() => {})
  expect([woken, await at.db.$count(jobs)]).toEqual([0, 0])
  await transaction(at.db, tx => enqueue(tx, { kind: 'brew', subject: 'tea' }))
  expect(woken).toBe(1)
  expect(await latest(at.db, 'brew', 'tea')).toMatchObject({ state: 'queued' })
})
