// Pages and texts that old clients name by a hash: found for whoever made them, and for nobody else.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Caller } from '../../caller'
import { type Desk, openDesk, say, streamed } from './desk'
import { GARDEN, TEAPOT } from './shelf'

const PROCESS = '/retrieval/api/v1/process'

let desk: Desk
let bob: Caller

beforeAll(async () => {
  desk = await openDesk()
  bob = await desk.user('Bob', 'echo')
})
afterAll(() => desk[Symbol.asyncDispose]())

const keep = async (who: Caller, name: string, content: string): Promise<string> =>
  (await who.post(`${PROCESS}/text`, { name, content })).body.collection_name

const ask = (who: Caller, collection_name: string) =>
  streamed(who, say('cups?', { files: [{ type: 'text', name: 'note', collection_name }] }))

test('a text is found by the name that was given for it', async () => {
  const collection = await keep(desk.ada, 'note', TEAPOT)
  const { events } = await ask(desk.ada, collection)
  expect(events[0].sources[0]).toMatchObject({ document: [TEAPOT], source: { type: 'text' } })
})

test('CVE-2026-45398: the same name is another thing for somebody else, or nothing', async () => {
  const collection = await keep(desk.ada, 'garden', GARDEN)
  const before = desk.provider.work.length
  expect((await ask(bob, collection)).status).toBe(404)
  for (const name of [`${collection.slice(0, 5)}%`, `%`, '_'.repeat(63), '']) {
    const { status, events } = await ask(bob, name)
    expect([name, JSON.stringify(events).includes('Gallica')]).toEqual([name, false])
    expect([name, status]).toEqual([name, name === '' ? 200 : 404])
  }
  expect(desk.provider.work.length).toBe(before + 1)
  const own = await keep(bob, 'garden', GARDEN)
  const { events } = await ask(bob, own)
  expect(events[0].sources[0].metadata[0].created_by).toBe(bob.id)
})
