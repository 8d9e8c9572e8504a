// Published records about what stops a server for everybody, or tells strangers too much about it.
import { expect, test } from 'bun:test'
import { openApp } from '../../app'
import { sendRaw } from '../../files'
import { openProvider } from '../../provider'

const CHATS = '/api/v1/chats'

test('CVE-2024-12868: the fields of a form are bounded in number and size, and not kept in memory', async () => {
  await using app = await openApp()
  const bo = await app.user('Bo')
  const part = (value: string) =>
    `--x\r\ncontent-disposition: form-data; name="file"\r\n\r\n${value}`
  const flood = (first: string, then: string) => {
    let sent = 0
    const body = new ReadableStream({
      start: controller => controller.enqueue(new TextEncoder().encode(first)),
      pull(controller) {
        sent++
        if (sent > 200) controller.close()
        else controller.enqueue(new TextEncoder().encode(then))
      },
    })
    return { body, sent: () => sent }
  }
  const endless = flood(part(''), 'y'.repeat(1_000_000))
  const countless = flood('', part('y\r\n').repeat(20_000))
  for (const { body, sent } of [endless, countless]) {
    expect((await sendRaw(bo, body, 'x')).status).toBe(422)
    expect(sent()).toBeLessThan(200)
  }
  expect((await bo.get('/api/v1/files/')).body).toEqual([])
})

test('CVE-2026-88000: a chat whose messages run in a circle is refused, new, saved and imported', async () => {
  await using app = await openApp()
  const bo = await app.user('Bo')
  const said = (id: string, parentId: string | null, childrenIds: string[]) => [
    id,
    { id, parentId, childrenIds, role: 'user', content: id, timestamp: 1 },
  ]
  const chat = (...nodes: ReturnType<typeof said>[]) => ({
    title: 'Ring',
    history: { messages: Object.fromEntries(nodes), currentId: 'a' },
  })
  const sound = chat(said('a', null, ['b']), said('b', 'a', []))
  const { id } = (await bo.post(`${CHATS}/new`, { chat: sound })).body
  const before = (await bo.get(`${CHATS}/${id}`)).body
  const rings = [
    chat(said('a', 'b', ['b']), said('b', 'a', ['a'])),
    chat(said('a', 'a', ['a'])),
    chat(said('a', null, ['b']), said('b', 'a', ['a'])),
    chat(said('a', null, ['b', 'a']), said('b', 'a', [])),
  ]
  for (const ring of rings) {
    const answers = [
      await bo.post(`${CHATS}/new`, { chat: ring }),
      await bo.post(`${CHATS}/${id}`, { chat: ring }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([400, 400])
    // An import makes the lists of children anew: a circle of parents is still none.
    const imported = await bo.post(`${CHATS}/import`, { chat: ring })
    expect([200, 400]).toContain(imported.status)
    if (imported.status === 200) await bo.delete(`${CHATS}/${imported.body.id}`)
  }
  expect((await bo.get(`${CHATS}/${id}`)).body).toEqual(before)
  expect((await bo.delete(`${CHATS}/${id}`)).body).toBe(true)
  expect((await bo.get(`${CHATS}/all`)).body).toEqual([])
})

test('CVE-2025-63391, CVE-2024-7046: strangers learn what the sign-in page needs, and who is admin is for those who are told', async () => {
  await using app = await openApp({
    env: { OPENAI_API_KEYS: 'sk-house', SHOW_ADMIN_DETAILS: 'false' },
  })
  const ada = await app.admin()
  const [bo, paul] = [await app.user('Bo'), await app.pending('Paul')]
  const told = (await app.nobody.get('/api/config')).body
  expect(Object.keys(told)).not.toContain('default_models')
  expect(Object.keys(told)).not.toContain('permissions')
  const text = JSON.stringify(told)
  for (const word of [ada.email, 'sk-house', app.dir, 'Ada']) expect(text).not.toContain(word)
  const path = '/api/v1/auths/admin/details'
  expect((await app.nobody.get(path)).status).toBe(403)
  for (const who of [bo, paul]) {
    const { status, body } = await who.get(path)
    expect([status, JSON.stringify(body).includes(ada.email)]).toEqual([400, false])
  }
})

test('a quota holds for texts and uploads that come at once', async () => {
  await using provider = await openProvider({ models: ['embed'] })
  const env = {
    FILES_QUOTA: '1',
    RAG_EMBEDDING_ENGINE: 'openai',
    RAG_EMBEDDING_MODEL: 'embed',
    RAG_OPENAI_API_BASE_URL: provider.openai,
  }
  await using app = await openApp({ env })
  const bo = await app.user('Bo')
  const texts = Array.from({ length: 8 }, (_, n) => ({
    name: `${n}`,
    content: `${n}`.padEnd(300_000, 'word'),
  }))
  await Promise.all(texts.map(text => bo.post('/retrieval/api/v1/process/text', text)))
  expect((await bo.get('/api/v1/files/room')).body.taken).toBeLessThanOrEqual(1024 * 1024)
  const forms = Array.from({ length: 8 }, (_, n) => ({ name: `${n}.txt`, size: 300_000 }))
  await Promise.all(forms.map(form => bo.post('/api/v1/uploads/', form)))
  expect((await bo.get('/api/v1/files/room')).body.taken).toBeLessThanOrEqual(1024 * 1024)
})
