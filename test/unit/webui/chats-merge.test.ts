import { expect, test } from 'bun:test'
import { openApp } from '../../app'
import type { Caller } from '../../caller'
import {
  CHATS,
  contents,
  copyOf,
  reread,
  say,
  start,
  type Talk,
  talk,
  unsay,
} from '../../documents'

/** A tab of a browser: it has the document that it loaded, and says who it is. */
async function tab(who: Caller, id: string, name: string) {
  const headers = { 'x-client-id': name }
  const load = async (): Promise<Talk> => (await who.get(`${CHATS}/${id}`, headers)).body.chat
  const held = await load()
  return {
    held,
    save: (talk: Talk = held) =>
      who.post(
        `${CHATS}/${id}`,
        { chat: { history: talk.history, messages: talk.messages } },
        headers,
      ),
    load,
  }
}

test('two tabs that each add a message lose none', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const id = await start(ada, talk('Shared', 'question', 'answer'))
  const left = await tab(ada, id, 'left')
  const right = await tab(ada, id, 'right')
  say(left.held, 'from the left')
  say(right.held, 'from the right')
  await left.save()
  const saved = await right.save()
  expect(saved.status).toBe(200)
  const found = await reread(ada, id)
  expect(contents(found).sort()).toEqual(['answer', 'from the left', 'from the right', 'question'])
  expect(found.history.currentId).toBe(right.held.history.currentId)
  const answer = Object.values(found.history.messages).find(said => said.content === 'answer')
  expect(answer?.childrenIds).toHaveLength(2)
})

test('a tab that goes on saving what it knows never takes away what it does not', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const id = await start(ada, talk('Shared', 'question', 'answer'))
  const left = await tab(ada, id, 'left')
  const right = await tab(ada, id, 'right')
  const added = say(left.held, 'left asks')
  say(left.held, 'left is answered')
  await left.save()
  for (const content of ['one', 'two', 'three']) {
    say(right.held, content)
    await right.save()
  }
  await right.save()
  expect(contents(await reread(ada, id))).toContain('left is answered')
  const now = await right.load()
  unsay(now, added.id)
  await right.save(now)
  expect(contents(await reread(ada, id)).sort()).toEqual([
    'answer',
    'one',
    'question',
    'three',
    'two',
  ])
})

test('a message that others answered meanwhile stays with the answer', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const id = await start(ada, talk('Shared', 'question', 'answer'))
  const left = await tab(ada, id, 'left')
  const right = await tab(ada, id, 'right')
  say(left.held, 'and further?')
  await left.save()
  unsay(right.held, right.held.history.currentId ?? '')
  await right.save()
  expect(contents(await reread(ada, id))).toEqual(['question', 'answer', 'and further?'])
})

test('sessions without names for their tabs are told apart too', async () => {
  await using app = await openApp()
  const bob = await app.user('Bob')
  const { body } = await app.nobody.post('/api/v1/auths/signin', {
    email: bob.email,
    password: 'correct horse battery',
  })
  const id = await start(bob, talk('Shared', 'question'))
  const other = { authorization: `Bearer ${body.token}` }
  const mine = (await bob.get(`${CHATS}/${id}`)).body.chat
  const theirs = (await app.nobody.get(`${CHATS}/${id}`, other)).body.chat
  say(mine, 'on the phone')
  say(theirs, 'on the desk')
  await bob.post(`${CHATS}/${id}`, { chat: mine })
  await app.nobody.post(`${CHATS}/${id}`, { chat: theirs }, other)
  expect(contents(await reread(bob, id)).sort()).toEqual([
    'on the desk',
    'on the phone',
    'question',
  ])
})

test('two tabs of one session that have no names lose none of what they add', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const id = await start(ada, talk('Shared', 'question', 'answer'))
  const [left, right] = [await reread(ada, id), await reread(ada, id)]
  const save = (chat: Talk) => ada.post(`${CHATS}/${id}`, { chat })
  for (const n of [1, 2]) {
    say(left, `left asks ${n}`)
    await save(left)
    say(right, `right asks ${n}`)
    await save(right)
    // The old client saves once more when the answer is there, …
    say(left, `left is told ${n}`)
    await save(left)
    // … and when somebody rates it.
    Object.assign(right.messages[1] ?? {}, { annotation: { rating: n } })
    await save(right)
    await save(left)
  }
  expect(contents(await reread(ada, id)).sort()).toEqual([
    'answer',
    'left asks 1',
    'left asks 2',
    'left is told 1',
    'left is told 2',
    'question',
    'right asks 1',
    'right asks 2',
  ])
})

test('one client that leaves out what it wrote takes it away, also together with adding', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const mine = talk('Mine', 'question', 'answer')
  const id = await start(ada, mine)
  const answer = mine.history.currentId ?? ''
  unsay(mine, answer)
  say(mine, 'a better answer')
  await ada.post(`${CHATS}/${id}`, { chat: mine })
  expect(await reread(ada, id)).toEqual(mine)
  const other = talk('Mine', 'all new')
  await ada.post(`${CHATS}/${id}`, { chat: other })
  expect(await reread(ada, id)).toEqual(other)
  const none = { history: { currentId: null, messages: {} }, messages: [] }
  await ada.post(`${CHATS}/${id}`, { chat: none })
  expect(contents(await reread(ada, id))).toEqual([])
})

test('a stale copy of an unfinished answer does not undo its end', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const mine = talk('Growing', 'question')
  const said = say(mine, 'half an', undefined, { done: false })
  const id = await start(ada, mine)
  const stale = copyOf(mine)
  said.content = 'half an answer is none'
  said.done = true
  await ada.post(`${CHATS}/${id}`, { chat: mine })
  await ada.post(`${CHATS}/${id}`, { chat: stale })
  expect(await reread(ada, id)).toEqual(mine)
})

test('many saves at once leave a tree that can be read and saved', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const id = await start(ada, talk('Busy', 'question', 'answer'))
  const tabs = await Promise.all(Array.from({ length: 12 }, (_, n) => tab(ada, id, `tab-${n}`)))
  const saves = tabs.map(({ held, save }, n) => {
    say(held, `from ${n}`)
    return save()
  })
  expect((await Promise.all(saves)).map(({ status }) => status)).toEqual(tabs.map(() => 200))
  const found = await reread(ada, id)
  expect(contents(found)).toHaveLength(14)
  const again = await ada.post(`${CHATS}/${id}`, { chat: found })
  expect(again.body.chat).toEqual(found)
})

test('a clone made amid saves is the chat as one of them left it', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const long = talk('Busy', ...Array.from({ length: 10 }, (_, n) => `word ${n}`))
  const short = talk('Busy', 'word')
  const id = await start(ada, long)
  const one = tab(ada, id, 'one')
  for (let round = 0; round < 10; round++) {
    const { save } = await one
    const saves = [save(short), save(long), save(short), save(long)]
    const clones = saves.map(() => ada.post(`${CHATS}/${id}/clone`))
    await Promise.all(saves)
    for (const { body } of await Promise.all(clones)) {
      expect(Object.keys(body.chat.history.messages)).toContain(body.chat.history.currentId)
      expect(body.chat.messages.at(-1).id).toBe(body.chat.history.currentId)
    }
  }
})
