import { expect, test } from 'bun:test'
import { openApp } from '../../app'
import type { Caller } from '../../caller'
import {
  CHATS,
  contents,
  copyOf,
  reread,
  type Said,
  say,
  start,
  talk,
  unsay,
} from '../../documents'

test('a document comes back as it was sent', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const sent = talk('Rivers', 'Name a river', 'The Rhine', 'And another?')
  sent.files = [{ type: 'doc', name: 'map', url: 'https://example.org/map' }]
  sent.params = { temperature: 0.5, stop: ['\n'] }
  say(sent, 'The "Loire"\n\u2028 \\ 🛶', undefined, {
    sources: [{ source: { name: 'atlas' }, document: ['…'], metadata: [{ page: 3 }] }],
    info: { eval_count: 3, total_duration: 1234567890123 },
    error: { content: 'none' },
    annotation: { rating: 1, tags: ['good'] },
    statusHistory: [{ done: true, action: 'web_search', description: 'Searched' }],
  })
  const made = await ada.post(`${CHATS}/new`, { chat: sent })
  expect(made.status).toBe(200)
  expect(made.body).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    user_id: ada.id,
    title: 'Rivers',
    chat: sent,
    updated_at: expect.any(Number),
    created_at: expect.any(Number),
    share_id: null,
    archived: false,
    pinned: false,
    meta: {},
    folder_id: null,
  })
  const read = await ada.get(`${CHATS}/${made.body.id}`)
  expect(read.headers.get('content-type')).toStartWith('application/json')
  expect(read.body).toEqual(made.body)
  expect(Math.abs(made.body.created_at - Date.now() / 1000)).toBeLessThan(60)
})

test('documents of other shapes come back too', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const shapes: object[] = [
    {},
    { title: 'Only a name' },
    { history: { messages: {}, currentId: null } },
    { title: 'Old', messages: [{ role: 'user', content: 'without a tree' }] },
    { title: 'Nothing', history: null, messages: [], options: {}, __proto: 1 },
    { ...talk('More', 'hello'), messages: [], history: { ...talk('', 'x').history, extra: [1] } },
    { 'key "with" marks': { nested: [{ deep: null }] } },
  ]
  for (const chat of shapes) {
    const id = await start(ada, chat)
    expect((await ada.get(`${CHATS}/${id}`)).body.chat).toEqual(chat)
  }
})

test('a chat without a title is a New Chat; a title is text', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const { body } = await ada.post(`${CHATS}/new`, { chat: { models: [] } })
  expect(body.title).toBe('New Chat')
  expect((await ada.post(`${CHATS}/new`, { chat: { title: 7 } })).status).toBe(400)
  expect((await ada.post(`${CHATS}/new`, { chat: { title: 'x'.repeat(5000) } })).status).toBe(422)
  expect((await ada.post(`${CHATS}/new`, {})).status).toBe(422)
  expect((await ada.post(`${CHATS}/new`, { chat: [] })).status).toBe(422)
  expect((await ada.get(`${CHATS}/all`)).body).toHaveLength(1)
})

test('a save merges the keys it has and leaves the others', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const sent = talk('Before', 'question', 'answer')
  const id = await start(ada, sent)
  const saved = await ada.post(`${CHATS}/${id}`, { chat: { title: 'After', params: { seed: 1 } } })
  expect(saved.status).toBe(200)
  expect(saved.body.title).toBe('After')
  expect(saved.body.chat).toEqual({ ...sent, title: 'After', params: { seed: 1 } })
  expect((await ada.get(`${CHATS}/${id}`)).body).toEqual(saved.body)
})

test('a client that grows, edits and prunes its tree reads what it wrote', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const mine = talk('Tree', 'first', 'one')
  const id = await start(ada, mine)
  const [root] = mine.messages
  const save = async () => {
    const { history, messages } = mine
    const saved = await ada.post(`${CHATS}/${id}`, { chat: { history, messages } })
    expect(saved.body.chat).toEqual(mine)
    expect(await reread(ada, id)).toEqual(mine)
  }
  const second = say(mine, 'two', root?.id)
  await save()
  say(mine, 'on from two')
  await save()
  second.content = 'two, rewritten'
  second.feedbackId = 'f'
  await save()
  root?.childrenIds.reverse()
  await save()
  say(mine, 'another beginning', null)
  await save()
  unsay(mine, second.id)
  await save()
  expect(contents(mine)).toEqual(['first', 'one', 'another beginning'])
})

test('another branch is shown without saving the document', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const bob = await app.user('Bob')
  const sent = talk('Tea', 'Tea or coffee?', 'Tea.')
  const [question, tea] = sent.messages
  const coffee = say(sent, 'Coffee.', question?.id)
  const id = await start(ada, sent)
  const other = await start(ada, talk('Other', 'Hi'))
  const before = (await ada.get(`${CHATS}/${id}`)).body
  const turn = (who: Caller, current_id: unknown, chat = id) =>
    who.post(`${CHATS}/${chat}/current`, { current_id })
  expect((await turn(ada, tea?.id)).body).toEqual({ current_id: tea?.id ?? '' })
  const after = (await ada.get(`${CHATS}/${id}`)).body
  expect(after.chat.messages.map(({ content }: Said) => content)).toEqual([
    'Tea or coffee?',
    'Tea.',
  ])
  expect(after.chat.history).toEqual({ ...before.chat.history, currentId: tea?.id })
  expect((await ada.get(`${CHATS}/`)).body).toMatchObject([{ id: other }, { id }])
  const nowhere = crypto.randomUUID()
  for (const answer of [
    await turn(ada, nowhere),
    await turn(ada, coffee.id, nowhere),
    await turn(ada, coffee.id, other),
    await turn(bob, coffee.id),
  ]) {
    expect(answer.status).toBe(404)
  }
  for (const wrong of [null, '', 7, 'x'.repeat(256)]) {
    expect((await turn(ada, wrong)).status).toBe(422)
  }
  expect((await ada.get(`${CHATS}/${id}`)).body.chat.history.currentId).toBe(tea?.id)
})

test('messages may hold parts instead of text, and odd values keep their place', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const odd = talk('Odd', 'one')
  const message = Object.values(odd.history.messages)[0]
  Object.assign(message ?? {}, {
    content: [{ type: 'text', text: 'in parts' }],
    model: null,
    reasoning: { steps: 2 },
    done: false,
  })
  const id = await start(ada, odd)
  expect(await reread(ada, id)).toEqual(odd)
  expect((await ada.get(`${CHATS}/search?text=in+parts`)).body).toHaveLength(1)
})

test('a deleted chat is gone, and so is everything when all are deleted', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const bob = await app.user('Bob')
  const kept = await start(bob, talk('Kept', 'mine'))
  const ids = await Promise.all(['a', 'b', 'c'].map(name => start(ada, talk(name, 'hello there'))))
  expect((await ada.delete(`${CHATS}/${ids[0]}`)).body).toBe(true)
  expect((await ada.get(`${CHATS}/${ids[0]}`)).status).toBe(401)
  expect((await ada.delete(`${CHATS}/${ids[0]}`)).status).toBe(404)
  expect((await ada.get(`${CHATS}/search?text=hello`)).body).toHaveLength(2)
  expect((await ada.delete(`${CHATS}/`)).body).toBe(true)
  expect((await ada.get(`${CHATS}/all`)).body).toEqual([])
  expect((await ada.get(`${CHATS}/search?text=hello`)).body).toEqual([])
  expect((await bob.get(`${CHATS}/${kept}`)).status).toBe(200)
})

test('whoever may not delete chats keeps them', async () => {
  await using app = await openApp({ env: { USER_PERMISSIONS_CHAT_DELETE: 'false' } })
  const bob = await app.user('Bob')
  const id = await start(bob, talk('Stays', 'here'))
  expect((await bob.delete(`${CHATS}/${id}`)).status).toBe(401)
  expect((await bob.delete(`${CHATS}/`)).status).toBe(401)
  expect((await bob.get(`${CHATS}/${id}`)).status).toBe(200)
  expect((await (await app.admin()).delete(`${CHATS}/${id}`)).body).toBe(true)
})

test('a clone is a chat of its own', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const sent = talk('Song', 'verse', 'chorus')
  const id = await start(ada, sent)
  await ada.post(`${CHATS}/${id}/tags`, { name: 'music' })
  const { status, body } = await ada.post(`${CHATS}/${id}/clone`)
  expect(status).toBe(200)
  expect(body.chat).toEqual({
    ...sent,
    title: 'Clone of Song',
    originalChatId: id,
    branchPointMessageId: sent.history.currentId,
  })
  expect(body.meta).toEqual({})
  const changed = copyOf(body.chat)
  say(changed, 'bridge')
  await ada.post(`${CHATS}/${body.id}`, { chat: changed })
  expect(await reread(ada, id)).toEqual(sent)
  await ada.delete(`${CHATS}/${id}`)
  expect(contents(await reread(ada, body.id))).toEqual(['verse', 'chorus', 'bridge'])
  expect((await ada.get(`${CHATS}/search?text=chorus`)).body).toHaveLength(1)
  const bare = await ada.post(`${CHATS}/${await start(ada, { title: 'No history' })}/clone`)
  expect(bare.body.title).toBe('Clone of No history')
})

test('an import brings meta, pin and folder, and names tags by their ids', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const item = { chat: talk('Old friend', 'hi'), meta: { tags: ['long_ago', 'none'], x: 1 } }
  const { status, body } = await ada.post(`${CHATS}/import`, {
    ...item,
    pinned: true,
    folder_id: 'f',
  })
  expect(status).toBe(200)
  expect(body).toMatchObject({ pinned: true, folder_id: 'f', meta: item.meta, chat: item.chat })
  expect((await ada.get(`${CHATS}/all/tags`)).body).toEqual([
    { id: 'long_ago', name: 'Long Ago', user_id: ada.id, meta: null },
  ])
  expect((await ada.post(`${CHATS}/import`, { ...item, meta: null })).status).toBe(400)
})

test('what no honest client sends is refused, never a 500', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const id = await start(ada, talk('Here', 'hello'))
  for (const bad of ['%00', 'x'.repeat(3000), '..%2F..', '%F0%9F%9B%B6', "'%20or%201=1--"]) {
    expect((await ada.get(`${CHATS}/${bad}`)).status).toBe(401)
    expect((await ada.post(`${CHATS}/${bad}`, { chat: {} })).status).toBe(401)
    expect((await ada.delete(`${CHATS}/${bad}`)).status).toBe(404)
  }
  expect((await ada.get(`${CHATS}/search`)).status).toBe(422)
  expect((await ada.get(`${CHATS}/search?text=a%00b`)).status).toBe(200)
  expect((await ada.get(`${CHATS}/?page=many`)).status).toBe(422)
  expect((await ada.get(`${CHATS}/?page=999999999999999`)).body).toEqual([])
  expect((await ada.get(`${CHATS}/archived?skip=-5&limit=999999999999999`)).body).toEqual([])
  expect((await ada.get(`${CHATS}/${id}?images=yes`)).status).toBe(422)
  expect((await ada.post(`${CHATS}/${id}/folder`, { folder_id: 4 })).status).toBe(422)
  expect((await ada.post(`${CHATS}/${id}/tags`, { name: '' })).status).toBe(422)
})
