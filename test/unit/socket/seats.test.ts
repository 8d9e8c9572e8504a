// Rights that change under an open connection: the next event knows.
import { expect, test } from 'bun:test'
import { z } from 'zod'
import { resolvePrincipal } from '../../../src/auth/principal'
import { UserChanged } from '../../../src/auth/schema'
import * as Sessions from '../../../src/auth/sessions'
import * as Accounts from '../../../src/auth/store'
import type { Role } from '../../../src/auth/table'
import { topic } from '../../../src/bus'
import { feed } from '../../../src/socket'
import { Seats } from '../../../src/socket/seats'
import type { Caller } from '../../caller'
import { type Opened, openHouse } from './house'
import { counted, dial, sit } from './line'
import { enter, visit } from './visit'

const Note = topic('test.note', z.object({ user_id: z.string(), text: z.string() }))
const notes = feed(
  Note,
  ({ user_id }) => ({ user_id }),
  ({ text }) => ({ type: 'note', text }),
)
const News = topic('test.news', z.string())
const news = feed(
  News,
  () => 'everyone',
  text => ({ type: 'news', text }),
)
const Whisper = topic('test.whisper', z.object({ session: z.string(), text: z.string() }))
const whispers = feed(
  Whisper,
  ({ session }) => ({ session }),
  ({ text }) => ({ type: 'whisper', text }),
)

async function promote({ house }: Opened, { id }: Caller, role: Role): Promise<void> {
  await Accounts.update(house.db, id, { role })
  house.bus.publish(UserChanged, { user_id: id, gone: false })
}

test('announcements reach whom they are for', async () => {
  await using opened = await openHouse([notes, news, whispers])
  const { house, url, admin } = opened
  const ursula = await opened.user('Ursula')
  using mine = await sit(url, admin.token)
  using hers = await sit(url, ursula.token)
  const { session } = await resolvePrincipal(house, ursula.token)
  house.bus.publish(Note, { user_id: admin.id, text: 'for Ada' })
  house.bus.publish(Whisper, { session: session?.id ?? '', text: 'for one session' })
  house.bus.publish(News, 'for all')
  await Promise.all([mine.next('news'), hers.next('news')])
  const texts = (line: typeof mine) => line.heard.flatMap(({ text }) => text ?? [])
  expect(texts(mine)).toEqual(['for Ada', 'for all'])
  expect(texts(hers)).toEqual(['for one session', 'for all'])
})

test('who becomes pending hears nothing said after that, and is heard no more', async () => {
  await using opened = await openHouse([notes, news])
  const { house, url, admin } = opened
  const ursula = await opened.user('Ursula')
  using hers = await sit(url, ursula.token)
  using page = await enter(url, ursula.token)
  using mine = await sit(url, admin.token)
  await promote(opened, ursula, 'pending')
  house.bus.publish(Note, { user_id: ursula.id, text: 'too late' })
  house.bus.publish(News, 'too late')
  expect(await hers.next('user')).toMatchObject({ user: { id: ursula.id, role: 'pending' } })
  await mine.next('news')
  await hers.settle()
  expect(hers.heard.filter(({ text }) => text)).toEqual([])
  let answers = 0
  page.socket.emit('usage', { model: 'm' }, () => answers++)
  await page.socket.emitWithAck('user-join', { auth: { token: ursula.token } })
  expect(answers).toBe(0)
  await counted(mine, 2)
  await counted(mine, 1)
})

test('who is let in by an admin joins in without coming back', async () => {
  await using opened = await openHouse([news])
  const ursula = await opened.user('Ursula')
  await promote(opened, ursula, 'pending')
  using hers = await dial(opened.url, { token: ursula.token })
  await hers.next('hello')
  using page = await visit(opened.url, { token: ursula.token })
  await promote(opened, ursula, 'user')
  expect(await hers.next('user')).toMatchObject({ user: { role: 'user' } })
  expect(await hers.next('user-count')).toEqual({ type: 'user-count', count: 1 })
  expect(await page.next('user-count')).toEqual({ count: 1 })
  opened.house.bus.publish(News, 'good morning')
  await hers.next('news')
})

test('a deleted account is gone from both doors', async () => {
  await using opened = await openHouse()
  const ursula = await opened.user('Ursula')
  using hers = await sit(opened.url, ursula.token)
  using page = await enter(opened.url, ursula.token)
  opened.house.bus.publish(UserChanged, { user_id: ursula.id, gone: true })
  expect((await hers.closed).code).toBe(4001)
  expect(await page.closed).toBe('transport close')
})

test('a session that ended without a word ends at the next event', async () => {
  await using opened = await openHouse()
  const { house, url, admin } = opened
  using line = await sit(url, admin.token)
  using page = await enter(url, admin.token)
  const { session } = await resolvePrincipal(house, admin.token)
  await Sessions.end(house.db, admin.id, session?.id ?? '')
  line.say({ type: 'usage', model: 'm' })
  page.socket.emit('usage', { model: 'm' })
  expect((await line.closed).code).toBe(4001)
  expect(await page.closed).toBe('transport close')
})

test('a silent connection whose session ended is found by the sweep', async () => {
  await using opened = await openHouse()
  const { house, admin } = opened
  const seats = new Seats(house)
  const stop = seats.watch(10)
  const sitter = await seats.admit(admin.token)
  if (!sitter) throw new Error('Ada cannot sit')
  const ended = Promise.withResolvers<void>()
  seats.take({ id: 's', sitter, changed() {}, ended: ended.resolve })
  await Sessions.end(house.db, admin.id, sitter.session.id)
  await ended.promise
  stop()
})
