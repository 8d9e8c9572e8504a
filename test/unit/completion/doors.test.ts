// The other doors to the same pipeline: /v1, /openai and /ollama; who may use which model there.
import { expect, test } from 'bun:test'
import { openApp } from '../../app'
import { openProvider } from '../../provider'
import { describe, linesIn, openDesk, say, spoken, streamed } from './desk'

const BOTH: ('openai' | 'ollama')[] = ['openai', 'ollama']

test('/v1 lists the models of both kinds and answers with them', async () => {
  await using desk = await openDesk({ models: ['org/echo', 'echo'] }, {}, BOTH)
  const { body } = await desk.ada.get('/v1/models')
  expect(body.object).toBe('list')
  const ids = body.data.map(({ id }: { id: string }) => id)
  expect(ids).toEqual(['org/echo', 'echo', 'org/echo:latest', 'echo:latest'])
  expect(Object.keys(body.data[0]).sort()).toEqual(['created', 'id', 'object', 'owned_by'])
  const one = await desk.ada.get('/v1/models/org/echo')
  expect(one.body).toEqual(body.data[0])
  expect((await desk.ada.get('/v1/models/org%2Fecho')).body).toEqual(body.data[0])
  const missing = await desk.ada.get('/v1/models/nope')
  expect([missing.status, missing.body.error.message]).toEqual([404, 'Model not found'])
  const answer = await streamed(desk.ada, say('hi', { model: 'org/echo' }), '/v1/chat/completions')
  expect(spoken(answer.events)).toBe('hi')
})

test('a model that is not there, or not for the caller, is 404 at every door', async () => {
  await using desk = await openDesk({ models: ['open', 'closed'] }, {}, BOTH)
  const grace = await desk.user('Grace', 'open', 'open:latest')
  const doors = [
    ['/api/chat/completions', ''],
    ['/v1/chat/completions', ''],
    ['/openai/chat/completions', ''],
    ['/ollama/api/chat', ':latest'],
    ['/ollama/api/chat/0', ':latest'],
    ['/ollama/v1/chat/completions', ':latest'],
    ['/ollama/v1/chat/completions/0', ':latest'],
  ]
  for (const [path = '', tag] of doors) {
    const answer = await grace.post(path, say('hi', { model: `open${tag}`, stream: false }))
    expect([path, answer.status]).toEqual([path, 200])
    for (const model of [`closed${tag}`, 'nowhere', '', '__proto__']) {
      const { status, body } = await grace.post(path, say('hi', { model, stream: false }))
      expect([path, model, status, body.detail]).toEqual([path, model, 404, 'Model not found'])
    }
  }
  const asked = desk.provider.calls.map(({ body }) => JSON.stringify(body))
  expect(asked.filter(body => body.includes('closed'))).toEqual([])
})

test('an inactive row takes a model away from everybody', async () => {
  await using desk = await openDesk()
  await describe(desk.ada, 'echo', {})
  await desk.ada.post('/api/v1/models/model/toggle?id=echo')
  const { status } = await desk.ada.post('/api/chat/completions', say('hi'))
  expect(status).toBe(404)
})

test('/ollama/api/chat speaks Ollama and streams unless told not to', async () => {
  await using desk = await openDesk({}, {}, BOTH)
  const answer = await desk.ada.post('/ollama/api/chat', say('one two', { options: { seed: 3 } }))
  expect(answer.headers.get('content-type')).toBe('application/x-ndjson')
  const lines = linesIn(answer)
  expect(lines.map(line => line.message.content).join('')).toBe('one two')
  expect(lines.at(-1)).toMatchObject({ model: 'echo:latest', done: true, eval_count: 2 })
  expect(desk.provider.last('/api/chat').body).toMatchObject({
    model: 'echo:latest',
    stream: true,
    options: { seed: 3 },
  })
  const plain = await desk.ada.post('/ollama/api/chat', say('one two', { stream: false }))
  expect(plain.body.message).toEqual({ role: 'assistant', content: 'one two' })
})

test('/ollama/api/chat passes on what Ollama knows and drops the rest', async () => {
  await using desk = await openDesk({}, {}, ['ollama'])
  const known = { format: { type: 'object' }, keep_alive: '5m', think: false, tools: [] }
  const rest = { chat_id: 'local', files: [], session_id: 's', secret: 'x', temperature: 1 }
  await desk.ada.post('/ollama/api/chat', say('hi', { stream: false, ...known, ...rest }))
  expect(desk.provider.last('/api/chat').body).toEqual({
    ...say('hi', known),
    model: 'echo:latest',
    stream: false,
  })
})

test('thoughts, tool calls and errors pass /ollama/api/chat as Ollama says them', async () => {
  await using desk = await openDesk({}, {}, ['ollama'])
  const thinking = linesIn(await desk.ada.post('/ollama/api/chat', say('why', { model: 'reason' })))
  expect(thinking.map(line => line.message.thinking ?? '').join('')).toContain('I have one.')
  const tools = [{ type: 'function', function: { name: 'search', parameters: {} } }]
  const calling = say('find it', { model: 'tools', tools })
  const lines = linesIn(await desk.ada.post('/ollama/api/chat', calling))
  const call = { function: { name: 'search', arguments: { query: 'find it' } } }
  expect(lines.flatMap(line => line.message.tool_calls ?? [])).toEqual([call])
  desk.provider.script = { inject: ['{"error":"out of memory","event":"x"}'] }
  const failed = linesIn(await desk.ada.post('/ollama/api/chat', say('hi')))
  expect(failed).toEqual([{ error: 'out of memory', detail: 'out of memory' }])
})

test('/ollama/v1 asks Ollama’s own OpenAI door', async () => {
  await using desk = await openDesk({}, {}, ['ollama'])
  const path = '/ollama/v1/chat/completions'
  const plain = await desk.ada.post(path, say('one two', { top_k: 1 }))
  expect(plain.body.choices[0].message.content).toBe('one two')
  const { body } = desk.provider.last('/v1/chat/completions')
  expect(body).toEqual({ ...say('one two', { top_k: 1 }), model: 'echo:latest', stream: false })
  const { events } = await streamed(desk.ada, say('one two'), path)
  expect(spoken(events)).toBe('one two')
  expect(events.at(-1)).toBe('[DONE]')
})

test('an index names the connection; one that does not have the model is 404', async () => {
  await using first = await openProvider({ models: ['echo', 'only-first'] })
  await using second = await openProvider({ models: ['echo'] })
  const OLLAMA_BASE_URLS = `${first.url};${second.url}`
  await using app = await openApp({ env: { ENABLE_OLLAMA_API: 'true', OLLAMA_BASE_URLS } })
  const ada = await app.admin()
  for (const [idx, provider] of [first, second].entries()) {
    const ask = say('hi', { model: 'echo:latest', stream: false })
    expect((await ada.post(`/ollama/api/chat/${idx}`, ask)).status).toBe(200)
    expect(provider.calls.filter(({ path }) => path === '/api/chat')).toHaveLength(1)
  }
  for (const idx of ['1', '2', '-1']) {
    const ask = say('hi', { model: 'only-first:latest', stream: false })
    expect((await ada.post(`/ollama/api/chat/${idx}`, ask)).status).toBe(404)
  }
  expect((await ada.post('/ollama/api/chat/x', say('hi'))).status).toBe(422)
})

test('a prefix of the connection is taken off, once', async () => {
  await using provider = await openProvider({ models: ['px.echo'] })
  await using app = await openApp()
  const ada = await app.admin()
  await ada.post('/openai/config/update', {
    ENABLE_OPENAI_API: true,
    OPENAI_API_BASE_URLS: [provider.openai],
    OPENAI_API_KEYS: ['k'],
    OPENAI_API_CONFIGS: { [provider.openai]: { prefix_id: 'px' } },
  })
  const { status } = await ada.post('/api/chat/completions', say('hi', { model: 'px.px.echo' }))
  expect(status).toBe(200)
  expect(provider.last('/v1/chat/completions').body).toMatchObject({ model: 'px.echo' })
})

test('bodies that make no sense are told so and reach no provider', async () => {
  await using desk = await openDesk({}, {}, BOTH)
  const bodies = [
    {},
    { model: 'echo' },
    { model: 'echo', messages: 'hi' },
    { model: 'echo', messages: [1] },
    { model: 'echo', messages: [{ content: 'x' }] },
    { model: 7, messages: [] },
    say('hi', { stream: 'perhaps' }),
    say('hi', { chat_id: 7 }),
    say('hi', { files: 'all' }),
    [],
    'text',
    null,
  ]
  for (const path of ['/api/chat/completions', '/v1/chat/completions', '/ollama/api/chat']) {
    for (const body of bodies) {
      const answer = await desk.ada.post(path, body)
      expect([path, body, answer.status]).toEqual([path, body, 422])
      expect(answer.body.detail[0]).toHaveProperty('loc')
    }
  }
  expect(desk.provider.calls.filter(({ method }) => method === 'POST')).toEqual([])
})
