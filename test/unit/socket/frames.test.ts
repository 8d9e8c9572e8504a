// Frames that no honest client sends, on both doors: the server lives, and says nothing stupid.
import { expect, test } from 'bun:test'
import { z } from 'zod'
import { topic } from '../../../src/bus'
import { feed } from '../../../src/socket'
import { openApp } from '../../app'
import { openHouse } from './house'
import { dial, sit } from './line'
import { poll } from './poll'
import { knock } from './raw'
import { enter, visit } from './visit'

const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`

test('garbage on the line is ignored', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  using line = await sit(app.url, ada.token)
  const frames = [
    '',
    '{',
    'null',
    '[]',
    '"auth"',
    deep,
    '{"type":"nonsense"}',
    '{"type":"usage"}',
    '{"type":"usage","model":7}',
    '{"type":"usage","model":""}',
    `{"type":"usage","model":"${'m'.repeat(256)}"}`,
    '{"type":"auth","token":{"toString":1}}',
    '{"__proto__":{"type":"ping"}}',
    '\ud800',
  ]
  for (const frame of frames) line.raw(frame)
  line.raw(new Uint8Array([0, 255, 254, 128]))
  await line.settle()
  expect(line.heard.map(({ type }) => type)).toEqual(['hello', 'user-count', 'usage', 'pong'])
})

test('a message over 64 KB, and one over every limit, ends the line', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  using line = await sit(app.url, ada.token)
  line.raw(JSON.stringify({ type: 'ping', padding: 'é'.repeat(20_000) }))
  await line.next('pong')
  line.raw(JSON.stringify({ type: 'ping', padding: 'é'.repeat(40_000) }))
  expect((await line.closed).code).toBe(1009)
  using other = await dial(app.url)
  other.raw('x'.repeat(2_000_000))
  expect((await other.closed).code).toBeOneOf([1006, 1009])
  expect((await app.nobody.get('/health')).status).toBe(200)
})

test('a flood ends the line', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  using line = await sit(app.url, ada.token)
  for (let i = 0; i < 1500; i++) line.say({ type: 'ping' })
  expect((await line.closed).code).toBe(1008)
})

test('who stops reading is dropped, and keeps nobody waiting', async () => {
  const Noise = topic('test.noise', z.string())
  const noise = feed(
    Noise,
    () => 'everyone',
    text => ({ type: 'noise', text }),
  )
  await using house = await openHouse([noise])
  using stalled = await knock(house.url, '/ws')
  stalled.say(JSON.stringify({ type: 'auth', token: house.admin.token }))
  using line = await sit(house.url, house.admin.token)
  using page = await enter(house.url, house.admin.token)
  stalled.stopReading()
  for (let sent = 0; sent < 64; sent++) {
    house.house.bus.publish(Noise, 'x'.repeat(1_000_000))
    await line.next('noise')
  }
  // Only one who was dropped finds an end to what he left unread.
  stalled.readOn()
  await stalled.closed
  expect(await page.socket.emitWithAck('user-count')).toBeUndefined()
}, 20_000)

test('malformed Socket.IO events neither raise nor answer', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  using page = await enter(app.url, ada.token)
  const { socket } = page
  let answers = 0
  const never = () => answers++
  const payloads = [
    null,
    7,
    'text',
    [],
    {},
    { model: 7 },
    { model: '' },
    { model: 'm'.repeat(256) },
  ]
  for (const payload of payloads) socket.emit('usage', payload, never)
  socket.emit('usage', never)
  socket.emit('usage', Buffer.from([1, 2, 3]), never)
  socket.emit('error', new Error('x'), never)
  socket.emit('__proto__', {}, never)
  socket.emit('nothing we know', never)
  for (const payload of [null, { auth: null }, { auth: { token: 7 } }, { auth: { token: 'x' } }]) {
    expect(await socket.emitWithAck('user-join', payload)).toBeUndefined()
  }
  expect(await socket.emitWithAck('user-count', 'ignored', 'too')).toBeUndefined()
  expect(answers).toBe(0)
  expect(page.heard.filter(([event]) => event === 'usage')).toEqual([['usage', { models: [] }]])
})

test('packets that break the protocol end that connection alone', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  using page = await enter(app.url, ada.token)
  const broken = [
    'x',
    '4',
    '49',
    '42',
    '42{"a":1}',
    '42["disconnect"]',
    '4',
    '41',
    '2',
    `42${deep}`,
  ]
  for (const packet of broken) {
    const client = await poll(app.url)
    expect([packet, await client.post('40')]).toEqual([packet, 200])
    expect((await client.get())[0]).toStartWith('40')
    expect([packet, await client.post(packet)]).toEqual([packet, 200])
  }
  const early = await poll(app.url)
  await early.post('42["usage",{"model":"m"}]')
  expect(await early.status()).toBe(400)
  const elsewhere = await poll(app.url)
  await elsewhere.post('40/admin,')
  expect(await elsewhere.get()).toEqual(['44/admin,{"message":"Invalid namespace"}'])
  const attached = await poll(app.url)
  await attached.post('40')
  await attached.post('4599999999-["usage",{"_placeholder":true,"num":0}]')
  expect(await page.socket.emitWithAck('user-count')).toBeUndefined()
})

test('a connection that leaves its namespace is closed', async () => {
  await using app = await openApp()
  const client = await poll(app.url)
  await client.post('40')
  await client.get()
  await client.post('41')
  expect(await client.status()).toBe(400)
})

test('a body over the cap is refused with 413', async () => {
  await using app = await openApp()
  const client = await poll(app.url)
  expect(await client.post('4'.repeat(1_000_001))).toBe(413)
  const fits = await poll(app.url)
  expect(await fits.post('40')).toBe(200)
  expect((await fits.get())[0]).toStartWith('40')
})

test('an answer over the cap ends the connection', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  using page = await enter(app.url, ada.token)
  page.socket.emit('user-count', 'x'.repeat(1_000_001))
  expect(await page.closed).toBe('transport close')
})

test('a flood ends the connection', async () => {
  await using app = await openApp()
  using page = await visit(app.url)
  for (let i = 0; i < 1500; i++) page.socket.emit('usage', { model: 'm' })
  expect(await page.closed).toBe('transport close')
})
