// What functions and tools say to a page, and ask of it: only of pages of the user who asked.
import { expect, test } from 'bun:test'
import { resolvePrincipal } from '../../../src/auth/principal'
import { chatEvents, NoAnswer } from '../../../src/socket'
import { openHouse } from './house'
import { poll } from './poll'
import { enter } from './visit'

const event = (type: string, data: unknown = {}) => ({
  chat_id: 'c',
  message_id: 'm',
  data: { type, data },
})

test('events reach the page of that session in order, and no other', async () => {
  await using house = await openHouse()
  const me = await resolvePrincipal(house.house, house.admin.token)
  using page = await enter(house.url, house.admin.token)
  using tab = await enter(house.url, house.admin.token, ['polling'])
  const events = chatEvents(house.house)
  for (let i = 0; i < 5; i++) events.emit(me, page.socket.id, event('message', { content: `${i}` }))
  const got: unknown[] = []
  while (got.length < 5) got.push(await page.next('chat-events'))
  expect(got).toEqual([0, 1, 2, 3, 4].map(i => event('message', { content: `${i}` })))
  await tab.socket.emitWithAck('user-count')
  expect(tab.heard.some(([name]) => name === 'chat-events')).toBe(false)
})

test('a page of somebody else, an unknown one and none at all get nothing', async () => {
  await using house = await openHouse()
  const me = await resolvePrincipal(house.house, house.admin.token)
  const ursula = await house.user('Ursula')
  using hers = await enter(house.url, ursula.token)
  using mine = await enter(house.url, house.admin.token)
  const events = chatEvents(house.house)
  for (const id of [hers.socket.id, 'unknown', '__proto__', '', null, undefined]) {
    events.emit(me, id, event('execute', { code: 'alert(1)' }))
    const asked = events.call(me, id, event('input')).catch(error => error)
    expect(await asked).toBeInstanceOf(NoAnswer)
  }
  for (const page of [hers, mine]) {
    await page.socket.emitWithAck('user-count')
    expect(page.heard.some(([name]) => name === 'chat-events')).toBe(false)
  }
})

test('a question brings the page’s answer', async () => {
  await using house = await openHouse()
  const me = await resolvePrincipal(house.house, house.admin.token)
  using page = await enter(house.url, house.admin.token, ['polling'])
  page.socket.on('chat-events', (_event: unknown, answer: (value: unknown) => void) => answer(true))
  const asked = chatEvents(house.house).call(me, page.socket.id, event('confirmation'))
  expect(await asked).toBe(true)
})

test('a page that does not answer, and one that goes, end the question', async () => {
  await using house = await openHouse()
  const me = await resolvePrincipal(house.house, house.admin.token)
  using page = await enter(house.url, house.admin.token)
  const { call } = chatEvents(house.house)
  const late = call(me, page.socket.id, event('input'), 50).catch(error => error)
  expect(await late).toEqual(new NoAnswer('The page did not answer in time.'))
  await page.next('chat-events')
  const asked = call(me, page.socket.id, event('input')).catch(error => error)
  await page.next('chat-events')
  page.socket.close()
  expect(await asked).toEqual(new NoAnswer('The page went away.'))
})

test('a page that never polls for what it is told is dropped', async () => {
  await using house = await openHouse()
  const me = await resolvePrincipal(house.house, house.admin.token)
  const client = await poll(house.url)
  await client.post(`40${JSON.stringify({ token: house.admin.token })}`)
  const [connected = ''] = await client.get()
  const { sid } = JSON.parse(connected.slice(2))
  const megabyte = event('message', { content: 'x'.repeat(1_000_000) })
  for (let i = 0; i < 8; i++) chatEvents(house.house).emit(me, sid, megabyte)
  await client.get()
  expect(await client.status()).toBe(400)
})

test('a page whose session ended is spoken to no more', async () => {
  await using house = await openHouse()
  const me = await resolvePrincipal(house.house, house.admin.token)
  using page = await enter(house.url, house.admin.token)
  const { call } = chatEvents(house.house)
  const asked = call(me, page.socket.id, event('input')).catch(error => error)
  await page.next('chat-events')
  await house.admin.get('/api/v1/auths/signout')
  expect(await asked).toBeInstanceOf(NoAnswer)
  await page.closed
})
