import { expect, test } from 'bun:test'
import { openApp } from '../../app'
import type { Caller } from '../../caller'
import { CHATS, contents, reread, type Said, start, talk } from '../../documents'

type Messages = Record<string, unknown>

const node = (id: string, parentId: string | null, childrenIds: string[] = []): Said => ({
  id,
  parentId,
  childrenIds,
  role: 'user',
  content: id,
  timestamp: 1,
})

const byId = (...nodes: Said[]): Messages => Object.fromEntries(nodes.map(said => [said.id, said]))

const chatOf = (messages: unknown, currentId: unknown = null) => ({
  title: 'Tree',
  history: { messages, currentId },
})

/** Sends the history both ways, as a new chat and over a known one; gives the two statuses. */
async function sendBoth(who: Caller, id: string, chat: object): Promise<number[]> {
  const made = await who.post(`${CHATS}/new`, { chat })
  const saved = await who.post(`${CHATS}/${id}`, { chat })
  for (const { body } of [made, saved]) expect(body.detail).toBeDefined()
  return [made.status, saved.status]
}

const BROKEN: [why: string, chat: object][] = [
  [
    'two messages that are each other’s parents',
    chatOf(byId(node('a', 'b', ['b']), node('b', 'a', ['a']))),
  ],
  ['a message that is its own parent', chatOf(byId(node('a', 'a', ['a'])))],
  [
    'a loop beside a sound tree',
    chatOf(
      byId(node('r', null), node('a', 'c', ['b']), node('b', 'a', ['c']), node('c', 'b', ['a'])),
    ),
  ],
  ['a parent that is not there', chatOf(byId(node('a', 'ghost')))],
  ['a child that is not there', chatOf(byId(node('a', null, ['ghost'])))],
  [
    'a child that names another parent',
    chatOf(byId(node('a', null, ['c']), node('b', null), node('c', 'b'))),
  ],
  ['a child that its parent does not list', chatOf(byId(node('a', null), node('b', 'a')))],
  ['a child listed twice', chatOf(byId(node('a', null, ['b', 'b']), node('b', 'a')))],
  ['children that are no list', chatOf({ a: { ...node('a', null), childrenIds: 'b' } })],
  ['a parent that is no id', chatOf({ a: { ...node('a', null), parentId: 5 } })],
  ['an id that is not its key', chatOf({ a: node('b', null) })],
  ['an id with quotes', chatOf(byId(node('a"b', null)))],
  ['an id without letters', chatOf(byId(node('', null)))],
  ['a very long id', chatOf(byId(node('x'.repeat(300), null)))],
  ['a message that is a word', chatOf({ a: 'b' })],
  ['messages in a list', chatOf([node('a', null)])],
  ['a current message that is not there', chatOf(byId(node('a', null)), 'ghost')],
  ['a history that is a word', { title: 'Tree', history: 'none' }],
]

test('histories that are no trees are refused, and nothing is written', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const whole = talk('Whole', 'first', 'second')
  const id = await start(ada, whole)
  for (const [why, chat] of BROKEN) {
    const [made, saved] = await sendBoth(ada, id, chat)
    expect({
      why,
      made: made === 400 || made === 422,
      saved: saved === 400 || saved === 422,
    }).toEqual({
      why,
      made: true,
      saved: true,
    })
  }
  expect((await ada.get(`${CHATS}/all`)).body).toHaveLength(1)
  expect(await reread(ada, id)).toEqual(whole)
})

test('100,000 messages are refused, in whatever shape', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const id = await start(ada, talk('Small', 'one'))
  const ids = Array.from({ length: 100_000 }, (_, n) => `m${n}`)
  const chain = byId(
    ...ids.map((name, n) => node(name, ids[n - 1] ?? null, ids.slice(n + 1, n + 2))),
  )
  const star = byId(node('m', null, ids), ...ids.map(name => node(name, 'm')))
  const ring = byId(
    ...ids.map((name, n) => node(name, ids.at(n - 1) ?? null, [ids[n + 1] ?? 'm0'])),
  )
  for (const messages of [chain, star, ring]) {
    // What cost the square of their number would outlast the time-out.
    expect(await sendBoth(ada, id, chatOf(messages))).toEqual([400, 400])
  }
  expect(contents(await reread(ada, id))).toEqual(['one'])
})

test('a ring as long as a chat may be is found in linear time', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const ids = Array.from({ length: 20_000 }, (_, n) => `m${n}`)
  const ring = byId(
    ...ids.map((name, n) => node(name, ids.at(n - 1) ?? null, [ids[n + 1] ?? 'm0'])),
  )
  const { status, body } = await ada.post(`${CHATS}/new`, { chat: chatOf(ring) })
  expect(status).toBe(400)
  expect(body.detail).toContain('ancestors')
})

test('a chat of 3,000 messages in one line is kept and read whole', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const ids = Array.from({ length: 3000 }, (_, n) => `m${n}`)
  const nodes = ids.map((name, n) => node(name, ids[n - 1] ?? null, ids.slice(n + 1, n + 2)))
  const chat = { ...chatOf(byId(...nodes), 'm2999'), messages: nodes }
  const id = await start(ada, chat)
  expect((await ada.get(`${CHATS}/${id}`)).body.chat).toEqual(chat)
})

test('children come from the parents where the lists of a converted export do not fit', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  // The old client turns a branched ChatGPT export into a straight line, but keeps its lists.
  const nodes = [node('a', null, ['b', 'c']), node('b', 'a', ['gone']), node('c', 'b', [])]
  const chat = { ...chatOf(byId(...nodes), 'skipped'), messages: nodes, options: {} }
  const id = await start(ada, chat)
  const { history } = await reread(ada, id)
  expect(history.currentId).toBe('c')
  expect(Object.values(history.messages).map(said => said.childrenIds)).toEqual([['b'], ['c'], []])
})
