// Usage by person, model and day: every door, every way an answer can end, prices, and who may see it.
import { expect, test } from 'bun:test'
import { openApp } from '../../app'
import type { Caller } from '../../caller'
import { until } from '../../until'
import { type Data, openDesk, say, streamed } from '../completion/desk'
import { begin, ended, question, untilShown } from '../completion/follow'

const USAGE = '/api/v1/usage/'
const KINDS: ('openai' | 'ollama')[] = ['openai', 'ollama']
const ANSWER = {
  content: 'four words of wisdom',
  usage: { prompt_tokens: 11, completion_tokens: 5 },
}

const total = async (caller: Caller, query = ''): Promise<Data> =>
  (await caller.get(`${USAGE}?${query}`)).body.total

const lines = async (caller: Caller, query: string): Promise<Data[]> =>
  (await caller.get(`${USAGE}?${query}`)).body.data

/** The figures once so many calls have ended: some end after their caller was answered. */
async function after(caller: Caller, calls: number, query = ''): Promise<Data> {
  await until(async () => (await total(caller, query)).calls >= calls)
  return total(caller, query)
}

test('every door counts by the figures of the provider', async () => {
  const doors: [path: string, body: object][] = [
    ['/api/chat/completions', say('hi')],
    ['/v1/chat/completions', say('hi')],
    ['/openai/chat/completions', say('hi')],
    ['/openai/completions', { model: 'echo', prompt: 'hi' }],
    ['/ollama/v1/chat/completions', say('hi')],
    ['/ollama/api/chat', say('hi', { stream: false })],
    ['/ollama/api/generate', { model: 'echo', prompt: 'hi', stream: false }],
  ]
  for (const [path, body] of doors) {
    await using desk = await openDesk({ script: { reply: ANSWER } }, {}, KINDS)
    expect([path, (await desk.ada.post(path, body)).status]).toEqual([path, 200])
    expect([path, await after(desk.ada, 1)]).toMatchObject([
      path,
      { calls: 1, failed: 0, prompt_tokens: 11, completion_tokens: 5, estimated_tokens: 0 },
    ])
  }
})

test('streams count by the figures of the provider where it gives them', async () => {
  const asked = { stream: true, stream_options: { include_usage: true } }
  const doors: [path: string, body: object][] = [
    ['/v1/chat/completions', say('hi', asked)],
    ['/ollama/v1/chat/completions', say('hi', asked)],
    ['/ollama/api/chat', say('hi')],
    ['/ollama/api/generate', { model: 'echo', prompt: 'hi' }],
    ['/api/chat/completions', say('hi', { model: 'echo:latest', stream: true })],
  ]
  for (const [path, body] of doors) {
    await using desk = await openDesk({ script: { reply: ANSWER } }, {}, KINDS)
    expect([path, (await desk.ada.post(path, body)).status]).toEqual([path, 200])
    expect([path, await after(desk.ada, 1)]).toMatchObject([
      path,
      { calls: 1, prompt_tokens: 11, completion_tokens: 5, estimated_tokens: 0 },
    ])
  }
})

test('what nobody counted is estimated, and marked so', async () => {
  await using desk = await openDesk({ script: { reply: 'x'.repeat(400) } })
  await streamed(desk.ada, say('y'.repeat(200)))
  const found = await after(desk.ada, 1)
  expect(found.completion_tokens).toBe(100)
  expect(found.prompt_tokens).toBeGreaterThanOrEqual(50)
  expect(found.prompt_tokens).toBeLessThan(60)
  expect(found.estimated_tokens).toBe(found.prompt_tokens + found.completion_tokens)
})

test('once a connection has counted it is asked to, and callers who did not ask see nothing of it', async () => {
  await using desk = await openDesk(
    { script: { reply: ANSWER } },
    { ENABLE_TITLE_GENERATION: 'false' },
  )
  const reply = await begin(desk.ada, question('hi'))
  await ended(desk.ada, reply.id)
  const { events } = await streamed(desk.ada, say('hi'))
  expect(desk.provider.last('/v1/chat/completions').body).toMatchObject({
    stream_options: { include_usage: true },
  })
  expect(events.filter(event => event.usage !== undefined)).toEqual([])
  expect(events.filter(event => event.choices?.length === 0)).toEqual([])
  expect((await after(desk.ada, 2, 'kind=chat')).estimated_tokens).toBe(0)
})

test('a reply counts, and its title as a task', async () => {
  await using desk = await openDesk({ script: { reply: ANSWER } })
  const reply = await begin(desk.ada, question('hi'))
  await ended(desk.ada, reply.id)
  await after(desk.ada, 2)
  const found = await lines(desk.ada, 'group=kind')
  expect(found.map(({ kind, calls }) => [kind, calls])).toEqual([
    ['chat', 1],
    ['task', 1],
  ])
  await desk.ada.post('/api/task/emoji/completions', { model: 'echo', prompt: 'happy' })
  expect((await after(desk.ada, 3)).calls).toBe(3)
  expect((await total(desk.ada, 'kind=task')).calls).toBe(2)
})

test('embeddings count what they were given', async () => {
  await using desk = await openDesk({}, {}, KINDS)
  await desk.ada.post('/openai/embeddings', { model: 'embed', input: 'one two three' })
  expect(await after(desk.ada, 1)).toMatchObject({ prompt_tokens: 3, completion_tokens: 0 })
  await desk.ada.post('/ollama/api/embed', { model: 'embed', input: ['one two', 'three'] })
  await after(desk.ada, 2)
  expect((await lines(desk.ada, 'group=kind')).map(({ kind, calls }) => [kind, calls])).toEqual([
    ['embedding', 2],
  ])
})

test('what was heard until somebody stopped counts, through every way of stopping', async () => {
  await using desk = await openDesk(
    { script: { pace: 'steps' } },
    { ENABLE_TITLE_GENERATION: 'false' },
  )
  const reply = await begin(desk.ada, question('one two three four'))
  await desk.provider.next(3)
  await untilShown(desk.ada, reply.id, 'one two')
  await desk.ada.post(`/api/v1/replies/${reply.id}/stop`)
  expect(await after(desk.ada, 1, 'kind=chat')).toMatchObject({ calls: 1, stopped: 1, failed: 0 })
  const left = new AbortController()
  const answer = desk.ada.fetch('/v1/chat/completions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(say('one two three', { stream: true })),
    signal: left.signal,
  })
  await desk.provider.next(3)
  await (await answer).body?.getReader().read()
  left.abort()
  const found = await after(desk.ada, 2, 'kind=chat')
  expect(found).toMatchObject({ calls: 2, stopped: 2 })
  expect(found.estimated_tokens).toBeGreaterThan(0)
})

test('a call that failed counts as failed; a refused one takes no tokens, a broken one what was heard', async () => {
  await using desk = await openDesk({ script: { fault: { status: 500 } } })
  await desk.ada.post('/v1/chat/completions', say('hi'))
  expect(await after(desk.ada, 1)).toMatchObject({ failed: 1, prompt_tokens: 0 })
  desk.provider.script = { reply: 'some words that end too early', fault: { drop: 3 }, pace: 20 }
  await streamed(desk.ada, say('hi'))
  const found = await after(desk.ada, 2)
  expect(found.failed).toBe(2)
  expect(found.completion_tokens).toBeGreaterThan(0)
})

test('figures are told apart by day, person, model, connection and kind', async () => {
  await using desk = await openDesk({ script: { reply: ANSWER } })
  const bob = await desk.user('Bob', 'echo', 'code')
  await bob.post('/v1/chat/completions', say('hi'))
  await bob.post('/v1/chat/completions', say('hi', { model: 'code' }))
  await desk.ada.post('/v1/chat/completions', say('hi'))
  await after(desk.ada, 3)
  const of = async (group: string) =>
    (await lines(desk.ada, `group=${group}`)).map(line => [line[group], line.calls])
  expect(await of('model')).toEqual([
    ['code', 1],
    ['echo', 2],
  ])
  expect((await of('user')).sort()).toEqual(
    [
      [bob.id, 2],
      [desk.ada.id, 1],
    ].sort(),
  )
  expect(await of('day')).toHaveLength(1)
  expect(await of('month')).toHaveLength(1)
  expect(await of('connection')).toEqual([[`openai ${desk.provider.openai}`, 3]])
  const people = await lines(desk.ada, 'group=user,model&model=code')
  expect(people).toMatchObject([
    { user_name: 'Bob', user_email: bob.email, model: 'code', calls: 1 },
  ])
})

test('people see their own figures and nobody else’s, and no addresses', async () => {
  await using desk = await openDesk({ script: { reply: ANSWER } })
  const bob = await desk.user('Bob', 'echo')
  await bob.post('/v1/chat/completions', say('hi'))
  await desk.ada.post('/v1/chat/completions', say('hi'))
  await after(desk.ada, 2)
  expect((await total(bob)).calls).toBe(1)
  expect((await total(bob, 'user=me')).calls).toBe(1)
  expect((await total(desk.ada, 'user=me')).calls).toBe(1)
  expect((await total(desk.ada, `user=${bob.id}`)).calls).toBe(1)
  for (const query of [`user=${desk.ada.id}`, 'group=user', 'group=connection']) {
    expect((await bob.get(`${USAGE}?${query}`)).status).toBe(401)
    expect((await bob.get(`${USAGE}export?${query}`)).status).toBe(401)
  }
  expect((await desk.app.nobody.get(USAGE)).status).toBe(403)
})

test('a price makes money of tokens from then on', async () => {
  await using desk = await openDesk({ script: { reply: ANSWER } }, { USAGE_CURRENCY: 'EUR' })
  const { ada } = desk
  await ada.post('/v1/chat/completions', say('hi'))
  expect((await after(ada, 1)).cost).toBe(0)
  const price = { model: 'echo', input: 2.5, output: 10 }
  expect((await ada.post(`${USAGE}prices`, price)).body).toEqual(price)
  await ada.post('/v1/chat/completions', say('hi'))
  expect((await after(ada, 2)).cost).toBeCloseTo((11 * 2.5 + 5 * 10) / 1e6, 9)
  expect((await ada.get(`${USAGE}prices`)).body).toEqual({ currency: 'EUR', data: [price] })
  expect((await ada.delete(`${USAGE}prices?model=echo`)).status).toBe(200)
  await ada.post('/v1/chat/completions', say('hi'))
  expect((await after(ada, 3)).cost).toBeCloseTo((11 * 2.5 + 5 * 10) / 1e6, 9)
  expect((await ada.get(`${USAGE}prices`)).body.data).toEqual([])
})

test('prices are for admins to set, and must be prices', async () => {
  await using desk = await openDesk()
  const bob = await desk.user('Bob')
  const price = { model: 'echo', input: 1, output: 1 }
  expect((await bob.get(`${USAGE}prices`)).status).toBe(401)
  expect((await bob.post(`${USAGE}prices`, price)).status).toBe(401)
  expect((await bob.delete(`${USAGE}prices?model=echo`)).status).toBe(401)
  for (const wrong of [
    { ...price, input: -1 },
    { ...price, output: 'x' },
    { input: 1, output: 1 },
  ]) {
    expect((await desk.ada.post(`${USAGE}prices`, wrong)).status).toBe(422)
  }
})

test('questions that make no sense are refused', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  for (const query of ['group=colour', 'from=yesterday', 'to=2026-02-30', 'kind=gossip']) {
    expect([query, (await ada.get(`${USAGE}?${query}`)).status]).toEqual([query, 422])
  }
  expect((await ada.get(`${USAGE}?from=1900-01-01`)).status).toBe(400)
  expect(await total(ada, 'from=2020-01-02&to=2020-01-01')).toMatchObject({ calls: 0 })
})

test('figures leave as CSV', async () => {
  await using desk = await openDesk({ models: ['=1+1'], script: { reply: ANSWER } })
  await desk.ada.post('/v1/chat/completions', say('hi', { model: '=1+1' }))
  await after(desk.ada, 1)
  const answer = await desk.ada.fetch(`${USAGE}export?group=day,user,model`)
  expect(answer.headers.get('content-type')).toStartWith('text/csv')
  const [head, line, end] = (await answer.text()).split('\r\n')
  expect(head).toBe(
    'day,user,user_name,user_email,model,calls,failed,stopped,prompt_tokens,completion_tokens,estimated_tokens,cost_USD',
  )
  expect(line).toContain(`,${desk.ada.id},Ada,${desk.ada.email},'=1+1,1,0,0,11,5,0,0`)
  expect(end).toBe('')
})
