// The packages that people have, pointed at Hearth.
import { expect, test } from 'bun:test'
import { Ollama } from 'ollama'
import OpenAI from 'openai'
import { type Desk, openDesk } from './desk'

const messages = [{ role: 'user' as const, content: 'one two three' }]

const EARLY = 'The provider ended its answer too early.'

const openai = ({ app, ada }: Desk, base = '/v1') =>
  new OpenAI({ baseURL: app.url + base, apiKey: ada.token, maxRetries: 0 })

test('the openai package lists, asks, streams and counts', async () => {
  await using desk = await openDesk({}, {}, ['openai', 'ollama'])
  for (const base of ['/v1', '/openai', '/ollama/v1']) {
    const client = openai(desk, base)
    const models = await client.models.list()
    const model = base === '/ollama/v1' ? 'echo:latest' : 'echo'
    expect(models.data.map(({ id }) => id)).toContain(model)
    const plain = await client.chat.completions.create({ model, messages })
    expect(plain.choices[0]?.message.content).toBe('one two three')
    const stream = await client.chat.completions.create({
      model,
      messages,
      stream: true,
      stream_options: { include_usage: true },
    })
    let text = ''
    let total = 0
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? ''
      total = chunk.usage?.total_tokens ?? total
    }
    expect([text, total]).toEqual(['one two three', 6])
  }
})

test('the openai package understands tool calls and thoughts of both kinds of model', async () => {
  await using desk = await openDesk({}, {}, ['openai', 'ollama'])
  const tool = { type: 'function' as const, function: { name: 'search', parameters: {} } }
  for (const model of ['tools', 'tools:latest']) {
    const stream = openai(desk).chat.completions.stream({ model, messages, tools: [tool] })
    const final = await stream.finalChatCompletion()
    const [call] = final.choices[0]?.message.tool_calls ?? []
    expect(call?.type === 'function' && call.function).toMatchObject({
      name: 'search',
      arguments: '{"query":"one two three"}',
    })
    expect(final.choices[0]?.finish_reason).toBe('tool_calls')
  }
})

test('the openai package throws its own errors, before and inside a stream', async () => {
  await using desk = await openDesk({ models: ['echo'] })
  const client = openai(desk)
  const thrown = (promise: PromiseLike<unknown>) =>
    promise.then(
      () => undefined,
      error => error,
    )
  const missing = client.chat.completions.create({ model: 'nope', messages })
  expect(await thrown(missing)).toBeInstanceOf(OpenAI.NotFoundError)
  const stranger = new OpenAI({ baseURL: `${desk.app.url}/v1`, apiKey: 'sk-wrong', maxRetries: 0 })
  expect(await thrown(stranger.models.list())).toBeInstanceOf(OpenAI.AuthenticationError)
  desk.provider.script = { fault: { status: 429, body: { error: { message: 'slow down' } } } }
  const limited = client.chat.completions.create({ model: 'echo', messages })
  expect(await thrown(limited)).toBeInstanceOf(OpenAI.RateLimitError)
  desk.provider.script = { pace: 'steps', fault: { drop: 2 } }
  const stream = client.chat.completions.create({ model: 'echo', messages, stream: true })
  await desk.provider.next(2)
  const read = async () => {
    for await (const { choices } of await stream) {
      if (choices[0]?.delta.content) await desk.provider.next()
    }
  }
  expect(await thrown(read())).toMatchObject({ error: { message: EARLY } })
})

test('leaving the openai package’s stream stops the provider', async () => {
  await using desk = await openDesk({ script: { pace: 'steps' } })
  const stream = openai(desk).chat.completions.create({ model: 'echo', messages, stream: true })
  await desk.provider.next(1)
  for await (const _ of await stream) break
  await desk.provider.last('/v1/chat/completions').aborted
})

test('the ollama package asks, streams and aborts', async () => {
  await using desk = await openDesk({}, {}, ['ollama'])
  const headers = { authorization: `Bearer ${desk.ada.token}` }
  const client = new Ollama({ host: `${desk.app.url}/ollama`, headers })
  expect((await client.list()).models.map(({ model }) => model)).toContain('echo:latest')
  const plain = await client.chat({ model: 'echo', messages })
  expect(plain.message.content).toBe('one two three')
  expect(plain.eval_count).toBe(3)
  let text = ''
  for await (const part of await client.chat({ model: 'echo', messages, stream: true })) {
    text += part.message.content
  }
  expect(text).toBe('one two three')
  desk.provider.script = { pace: 'steps' }
  const asked = client.chat({ model: 'echo', messages, stream: true })
  await desk.provider.next(1)
  const stream = await asked
  for await (const _ of stream) {
    stream.abort()
    break
  }
  await desk.provider.last('/api/chat').aborted
})
