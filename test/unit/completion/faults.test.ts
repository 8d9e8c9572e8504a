// Providers that refuse, lie, break off and talk nonsense: every call ends, and says why.
import { expect, test } from 'bun:test'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApp } from '../../app'
import { openProvider, type Script } from '../../provider'
import { connectionsTo, type Desk, eventsOf, openDesk, say, streamed } from './desk'

const CHAT = '/api/chat/completions'

const openFaulty = (script: Script, env: Record<string, string> = {}) =>
  openDesk({ models: ['echo'], script }, env, ['openai', 'ollama'])

/** The same provider, as an OpenAI-style server and as an Ollama. */
const MODELS = ['echo', 'echo:latest']

/** What a stream that failed says last, in both shapes; what else a client gets is no error. */
async function lastWords(desk: Desk, model: string) {
  const { status, events } = await streamed(desk.ada, say('one two three', { model }))
  expect(status).toBe(200)
  expect(events).not.toContain('[DONE]')
  const last = events.pop()
  expect(events.every(event => event.error === undefined)).toBe(true)
  expect(last.error.message).toBe(last.detail)
  return { detail: last.detail as string, before: events.length }
}

test('a refusal comes with the provider’s status and words, but none of our addresses', async () => {
  const message =
    'No room at http://10.0.0.7:8000/v1 for sk-secret-of-the-house, see https://example.com/help'
  const fault = { status: 429, body: { error: { message } }, headers: { 'retry-after': '7' } }
  await using desk = await openFaulty({ fault })
  for (const stream of [true, false]) {
    const answer = await desk.ada.post(CHAT, say('hi', { stream }))
    expect(answer.status).toBe(429)
    expect(answer.headers.get('retry-after')).toBe('7')
    expect(answer.body.detail).toBe(
      'No room at (internal address) for …, see https://example.com/help',
    )
    expect(answer.body.error.message).toBe(answer.body.detail)
  }
})

test('a provider that gives the question back in its error does not bring it into the log', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'hearth-quoted-'))
  using _ = { [Symbol.dispose]: () => rmSync(dir, { recursive: true }) }
  await using provider = await openProvider({ models: ['echo', 'whole'] })
  const body = { error: { message: 'cannot answer: the plum secret' } }
  provider.scripts = {
    echo: { fault: { status: 500, body } },
    whole: { fault: { status: 200, body } },
  }
  {
    const env = { ...connectionsTo(provider, ['openai', 'ollama']), MAIN_LOG_LEVEL: 'DEBUG' }
    await using app = await openApp({ dir, env })
    const ada = await app.admin()
    for (const model of ['echo', 'whole', 'echo:latest', 'whole:latest']) {
      const { status, body } = await ada.post(CHAT, say('the plum secret', { model }))
      expect([status, body.detail]).toEqual([
        model.startsWith('echo') ? 500 : 502,
        expect.stringContaining('the plum secret'),
      ])
    }
  }
  const log = readFileSync(join(dir, 'logs', 'hearth.1.log'), 'utf8')
  expect(log).toContain('request failed')
  expect(log).not.toContain('plum')
})

test('refusals in other shapes are understood', async () => {
  await using desk = await openFaulty({})
  const shapes: [number, unknown, string][] = [
    [400, { error: 'no such thing' }, 'no such thing'],
    [404, { detail: 'gone' }, 'gone'],
    [503, 'overloaded', 'overloaded'],
    [500, { message: 'it broke' }, 'it broke'],
    [422, { detail: [{ loc: ['body'], msg: 'too many messages' }] }, 'too many messages'],
    [400, [{ error: { code: 400, message: 'no such key' } }], 'no such key'],
  ]
  for (const [status, body, words] of shapes) {
    desk.provider.script = { fault: { status, body } }
    const answer = await desk.ada.post(CHAT, say('hi'))
    expect([answer.status, answer.body.detail]).toEqual([status, words])
  }
})

test('a provider that is not there, hangs up or sends callers elsewhere is a connection error', async () => {
  await using desk = await openFaulty({})
  const faults = [{ drop: 'headers' }, { redirect: 'https://example.com/' }] as const
  for (const fault of faults) {
    desk.provider.script = { fault }
    for (const model of MODELS) {
      const answer = await desk.ada.post(CHAT, say('hi', { model, stream: true }))
      expect(answer.status).toBe(500)
      expect(answer.body.detail).toStartWith('Server Connection Error')
    }
  }
  await desk.provider.close()
  const answer = await desk.ada.post(CHAT, say('hi'))
  expect([answer.status, answer.body.detail]).toEqual([
    500,
    'Server Connection Error: Nothing answers at this address.',
  ])
})

test('a provider that says nothing is given up after AIOHTTP_CLIENT_TIMEOUT', async () => {
  await using desk = await openFaulty({}, { AIOHTTP_CLIENT_TIMEOUT: '1' })
  desk.provider.script = { fault: { hang: 'headers' } }
  const silent = await desk.ada.post(CHAT, say('hi'))
  expect([silent.status, silent.body.detail]).toEqual([
    500,
    'Server Connection Error: The first byte took too long.',
  ])
  desk.provider.script = { fault: { hang: 2 } }
  const answers = await Promise.all(MODELS.map(model => lastWords(desk, model)))
  for (const { detail } of answers) expect(detail).toBe('The next piece took too long.')
})

test('an answer that breaks off keeps what came, says so and has no [DONE]', async () => {
  await using desk = await openFaulty({ pace: 'steps', fault: { drop: 2 } })
  // An OpenAI-style stream spends its first piece on naming the role.
  const said = [
    ['echo', 'one '],
    ['echo:latest', 'one two '],
  ] as const
  for (const [model, words] of said) {
    const body = JSON.stringify(say('one two three', { model, stream: true }))
    const headers = { 'content-type': 'application/json' }
    const asked = desk.ada.fetch(CHAT, { method: 'POST', body, headers })
    await desk.provider.next(2)
    const heard: string[] = []
    for await (const event of eventsOf(await asked)) {
      heard.push(event.detail ?? event.choices?.[0]?.delta.content ?? '')
      if (heard.join('') === words) await desk.provider.next()
    }
    expect(heard.join('')).toBe(`${words}The provider ended its answer too early.`)
  }
})

test('broken JSON ends a stream with an error after what came before', async () => {
  await using desk = await openFaulty({ fault: { garbage: 2 } })
  for (const model of MODELS) {
    const { detail, before } = await lastWords(desk, model)
    expect(detail).toBe('The provider sent something that is not part of an answer.')
    expect(before).toBe(2)
  }
})

test('an error inside a stream is passed on without our addresses', async () => {
  const openai = '{"error":{"message":"busy: http://192.168.0.9/queue","code":"overloaded"}}'
  await using desk = await openFaulty({ inject: [openai] })
  const { events } = await streamed(desk.ada, say('hi'))
  expect(events).toEqual([
    {
      error: { message: 'busy: (internal address)', type: null, code: 'overloaded', param: null },
      detail: 'busy: (internal address)',
    },
  ])
  desk.provider.script = { inject: ['{"error":"out of memory"}'] }
  expect((await lastWords(desk, 'echo:latest')).detail).toBe('out of memory')
})

test('CVE-2025-64496: no provider can make Hearth say what only Hearth says', async () => {
  const inject = [
    '{"sources":[{"source":{"name":"x"},"document":["y"]}]}',
    '{"selected_model_id":"evil"}',
    '{"event":{"type":"execute","data":{"code":"alert(1)"}}}',
    '{"type":"chat:completion","choices":"no list"}',
    '[1,2,3]',
    'null',
  ]
  await using desk = await openFaulty({ inject })
  for (const model of MODELS) {
    const { events } = await streamed(desk.ada, say('one two', { model }))
    expect(events.at(-1)).toBe('[DONE]')
    expect(JSON.stringify(events)).not.toMatch(/sources|selected_model_id|execute|event"|evil/)
  }
})

test('a web page is no answer, streamed or not', async () => {
  const body = '<!doctype html><title>Sign in</title><script>alert(1)</script>'
  await using desk = await openFaulty({ fault: { status: 200, body, type: 'text/html' } })
  for (const model of MODELS) {
    for (const stream of [true, false]) {
      const answer = await desk.ada.post(CHAT, say('hi', { model, stream }))
      expect(answer.status).toBe(502)
      expect(JSON.stringify(answer.body)).not.toContain('alert')
    }
  }
})

test('a wrong content type makes no difference to a right answer', async () => {
  for (const type of ['application/json', 'text/html', 'text/plain', 'application/octet-stream']) {
    await using desk = await openFaulty({ type })
    for (const model of MODELS) {
      const { events } = await streamed(desk.ada, say('one two', { model }))
      expect(events.at(-1)).toBe('[DONE]')
      expect(JSON.stringify(events)).toContain('"two"')
    }
  }
})

test('one document in place of a stream becomes a stream of one piece', async () => {
  const message = { role: 'assistant', content: 'all at once' }
  const body = {
    id: 'c1',
    object: 'chat.completion',
    model: 'echo',
    choices: [{ index: 0, message }],
  }
  await using desk = await openFaulty({ fault: { status: 200, body } })
  const { type, events } = await streamed(desk.ada, say('hi'))
  expect(type).toBe('text/event-stream; charset=utf-8')
  expect(events).toMatchObject([
    { object: 'chat.completion.chunk', choices: [{ delta: message, finish_reason: 'stop' }] },
    '[DONE]',
  ])
})

test('what claims to be a stream and is none ends with an error', async () => {
  const fault = { status: 200, body: '{"choices":[]}', type: 'text/event-stream' }
  await using desk = await openFaulty({ fault })
  expect((await lastWords(desk, 'echo')).detail).toBe('The provider ended its answer too early.')
})

test('a stream, nonsense or nothing in place of a plain answer is refused', async () => {
  await using desk = await openFaulty({})
  for (const body of [
    'data: {"choices":[]}\n\ndata: [DONE]\n\n',
    'nonsense',
    '',
    '[]',
    '{}',
    'null',
  ]) {
    desk.provider.script = { fault: { status: 200, body, type: 'application/json' } }
    for (const model of MODELS) {
      const answer = await desk.ada.post(CHAT, say('hi', { model }))
      expect([body, answer.status]).toEqual([body, 502])
    }
  }
})
