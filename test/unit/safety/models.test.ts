// Published records about models: whose they are, what is told of them, and the ways round that.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type App, openApp } from '../../app'
import type { Caller } from '../../caller'
import { openProvider, type Provider } from '../../provider'

const MODELS = '/api/v1/models'
const messages = [{ role: 'user', content: 'hi' }]
const row = (id: string, rest: object = {}) => ({ id, name: id, meta: {}, params: {}, ...rest })

let inner: Provider
let outer: Provider
let app: App
let ada: Caller
let eve: Caller

beforeAll(async () => {
  inner = await openProvider({ models: ['closed', 'open'] })
  outer = await openProvider({ models: ['open'] })
  const env = {
    ENABLE_OPENAI_API: 'true',
    OPENAI_API_BASE_URLS: `${outer.openai};${inner.openai}`,
    OPENAI_API_KEYS: 'sk-house;sk-house',
    ENABLE_OLLAMA_API: 'true',
    OLLAMA_BASE_URLS: `${outer.url};${inner.url}`,
    USER_PERMISSIONS_WORKSPACE_MODELS_ACCESS: 'true',
  }
  app = await openApp({ env })
  ada = await app.admin()
  eve = await app.user('Eve')
  for (const kind of ['openai', 'ollama']) {
    const connection = { kind, idx: 0 }
    await ada.post('/api/v1/connections/access', { connection, everyone: true })
  }
})
afterAll(async () => {
  await app[Symbol.asyncDispose]()
  for (const provider of [inner, outer]) await provider[Symbol.asyncDispose]()
})

/** Sends each request as a user; gives those that were answered with anything but a refusal. */
async function given(asked: (readonly [path: string, body: object])[]): Promise<string[]> {
  const before = inner.work.length
  const answers = await Promise.all(
    asked.map(async ([path, body]) => ({ path, status: (await eve.post(path, body)).status })),
  )
  expect(inner.work.slice(before)).toEqual([])
  return answers.flatMap(({ path, status }) => (status >= 400 && status < 500 ? [] : path))
}

const native = (model: string) =>
  [
    ['api/generate', { model, prompt: 'x', stream: false }],
    ['api/chat', { model, messages, stream: false }],
    ['api/embed', { model, input: 'x' }],
    ['api/embeddings', { model, prompt: 'x' }],
    ['v1/chat/completions', { model, messages }],
  ] as const

const ours = (model: string) =>
  [
    ['/api/chat/completions', { model, messages }],
    ['/v1/chat/completions', { model, messages }],
    ['/openai/chat/completions', { model, messages }],
    ['/openai/completions', { model, prompt: 'x' }],
    ['/openai/embeddings', { model, input: 'x' }],
    ['/openai/responses', { model, input: 'x' }],
    ['/api/v1/replies', { model, message: { id: crypto.randomUUID(), content: 'x' } }],
  ] as const

test('CVE-2026-44563, CVE-2026-44556: a model that is not open is asked, embedded with and shown by no door', async () => {
  const below = native('closed').map(([path, body]) => [`/ollama/${path}`, body] as const)
  const show = ['name', 'model'].map(key => ['/ollama/api/show', { [key]: 'closed' }] as const)
  const tags = native('closed:latest').map(([path, body]) => [`/ollama/${path}`, body] as const)
  expect(await given([...below, ...tags, ...show, ...ours('closed')])).toEqual([])
  for (const list of ['/api/models', '/v1/models', '/ollama/api/tags', '/openai/models'])
    expect([list, JSON.stringify((await eve.get(list)).body).includes('closed')]).toEqual([
      list,
      false,
    ])
})

test('CVE-2026-45365: no word in query or body takes a rule away', async () => {
  const words = { bypass_filter: true, bypass_system_prompt: true, bypass_access_control: true }
  const query = Object.keys(words).map(word => `${word}=true`)
  const asked = [
    ...native('closed').map(([path, body]) => [`/ollama/${path}`, body] as const),
    ...ours('closed'),
  ].map(
    ([path, body]) =>
      [`${path}?${query.join('&')}`, { ...body, ...words, metadata: words }] as const,
  )
  expect(await given(asked)).toEqual([])
})

test('CVE-2026-54021, CVE-2026-109296: a user reaches no server by its number that is not open to him', async () => {
  const names = ['open', 'open:latest', 'closed', 'closed:latest']
  const places = ['1', '01', '-1', '1.0', '2', '1e0', '%31']
  const asked = names.flatMap(model =>
    places.flatMap(place =>
      native(model).map(([path, body]) => [`/ollama/${path}/${place}`, body] as const),
    ),
  )
  expect(await given(asked)).toEqual([])
  for (const list of ['/ollama/api/tags', '/ollama/v1/models', '/openai/models']) {
    const { body } = await eve.get(`${list}/1`)
    expect([list, body.data ?? body.models]).toEqual([list, []])
  }
  expect(inner.work).toEqual([])
})

test('CVE-2026-44555: a model of one’s own over a closed one is none', async () => {
  const form = row('mine', { base_model_id: 'closed' })
  expect((await eve.post(`${MODELS}/create`, form)).status).toBe(400)
  expect((await eve.post(`${MODELS}/create`, row('closed'))).status).toBe(401)
  const { status } = await ada.post(`${MODELS}/create`, row('lent', { access_control: {} }))
  expect(status).toBe(200)
  const write = { read: { user_ids: [eve.id] }, write: { user_ids: [eve.id] } }
  await ada.post(`${MODELS}/model/update?id=lent`, row('lent', { access_control: write }))
  const path = `${MODELS}/model/update?id=lent`
  expect((await eve.post(path, { ...form, id: 'lent' })).status).toBe(400)
  expect(await given([...ours('mine'), ...ours('lent'), ...ours('closed')])).toEqual([])
  await ada.delete(`${MODELS}/model/delete?id=lent`)
})

test('CVE-2026-44562, CVE-2026-45345: the row of another is neither changed, taken over nor removed', async () => {
  const params = { system: 'The secret word is plum.' }
  await ada.post(`${MODELS}/create`, row('hers', { params }))
  const before = (await ada.get(`${MODELS}/model?id=hers`)).body
  const claims = { user_id: eve.id, created_at: 1, access_control: null, is_active: false }
  const form = row('hers', { name: 'Taken', params: { system: 'Lie.' }, ...claims })
  const answers = [
    await eve.post(`${MODELS}/import`, { models: [form] }),
    await eve.post(`${MODELS}/create`, form),
    await eve.post(`${MODELS}/model/update?id=hers`, form),
    await eve.post(`${MODELS}/model/update?id=none&id=hers`, form),
    await eve.post(`${MODELS}/model/toggle?id=hers`),
    await eve.delete(`${MODELS}/model/delete?id=hers`),
    await eve.delete(`${MODELS}/delete/all`),
  ]
  expect(answers.filter(({ status }) => status < 400 || status >= 500)).toEqual([])
  expect((await ada.get(`${MODELS}/model?id=hers`)).body).toEqual(before)
  const stolen = await ada.post(`${MODELS}/model/update?id=hers`, { ...form, is_active: true })
  expect(stolen.body).toMatchObject({ id: 'hers', user_id: ada.id, created_at: before.created_at })
  await ada.delete(`${MODELS}/model/delete?id=hers`)
})

test('CVE-2026-45351, CVE-2026-45387: who uses a model sees neither its parameters nor its system prompt', async () => {
  const params = { system: 'The secret word is plum.', seed: 70_411 }
  const access_control = { read: { user_ids: [eve.id] } }
  await ada.post(`${MODELS}/create`, row('open', { params, access_control }))
  const lists = ['/api/models', '/v1/models', '/openai/models', '/ollama/api/tags']
  for (const path of [...lists, MODELS, `${MODELS}/`, `${MODELS}/model?id=open`, `${MODELS}/base`])
    expect([path, /plum|70411/.test(JSON.stringify((await eve.get(path)).body))]).toEqual([
      path,
      false,
    ])
  expect((await eve.get(`${MODELS}/model?id=open`)).body).toMatchObject({ id: 'open', params: {} })
  await ada.delete(`${MODELS}/model/delete?id=open`)
})

test('CVE-2026-45350: tools that a request names are not run, and no provider hears of them', async () => {
  const form = { tool_ids: ['any', `server:${inner.url}`], model: 'open', messages }
  expect((await eve.post('/api/chat/completions', form)).status).toBe(200)
  expect(outer.last('/v1/chat/completions').body).not.toHaveProperty('tool_ids')
  expect(inner.work).toEqual([])
})

test('CVE-2026-44567: what the page hides from a user, the server refuses him', async () => {
  const hidden = [
    ['/ollama/api/pull', { name: 'm' }],
    ['/ollama/api/create', { name: 'm' }],
    ['/ollama/api/copy', { source: 'open', destination: 'mine' }],
    ['/ollama/api/push', { name: 'open' }],
    ['/ollama/models/download', { url: 'https://example.org/m.gguf' }],
    ['/ollama/config/update', { OLLAMA_BASE_URLS: [], OLLAMA_API_CONFIGS: {} }],
    ['/openai/config/update', { OPENAI_API_BASE_URLS: [] }],
    ['/openai/files', {}],
    ['/api/v1/connections/access', { model: 'closed', everyone: true }],
    ['/api/v1/auths/admin/config', {}],
    ['/api/v1/users/update/role', { id: eve.id, role: 'admin' }],
  ] as const
  expect(await given([...hidden])).toEqual([])
  expect((await eve.delete('/ollama/api/delete', { name: 'open' })).status).toBe(401)
  expect(outer.work.filter(({ path }) => !path.includes('completions'))).toEqual([])
})
