// The scripted provider is held to the real clients: what they accept is what it speaks.
import { expect, test } from 'bun:test'
import { Ollama } from 'ollama'
import OpenAI from 'openai'
import { openProvider } from '../../provider'

const ask = (content: string) => [{ role: 'user' as const, content }]

test('the openai package reads a plain answer, a stream with usage, tool calls and embeddings', async () => {
  await using provider = await openProvider({ key: 'secret' })
  const client = new OpenAI({ baseURL: provider.openai, apiKey: 'secret', maxRetries: 0 })

  const models = await client.models.list()
  expect(models.data.map(model => model.id)).toContain('echo')

  const answer = await client.chat.completions.create({ model: 'echo', messages: ask('Hi Ada') })
  expect(answer.choices[0]?.message.content).toBe('Hi Ada')
  expect(answer.usage).toEqual({ prompt_tokens: 2, completion_tokens: 2, total_tokens: 4 })

  let text = ''
  let total: number | undefined
  const stream = await client.chat.completions.create({
    model: 'echo',
    messages: ask('one two three'),
    stream: true,
    stream_options: { include_usage: true },
  })
  for await (const chunk of stream) {
    text += chunk.choices[0]?.delta.content ?? ''
    total = chunk.usage?.total_tokens ?? total
  }
  expect([text, total]).toEqual(['one two three', 6])

  const called = await client.chat.completions.create({
    model: 'tools',
    messages: ask('weather in Oslo'),
    tools: [{ type: 'function', function: { name: 'weather', parameters: {} } }],
  })
  const [tool] = called.choices[0]?.message.tool_calls ?? []
  expect(tool?.type === 'function' && tool.function).toEqual({
    name: 'weather',
    arguments: '{"query":"weather in Oslo"}',
  })

  const embedded = await client.embeddings.create({ model: 'embed', input: ['a cat', 'a cat'] })
  expect(embedded.data[0]?.embedding).toHaveLength(8)
  expect(embedded.data[0]?.embedding).toEqual(embedded.data[1]?.embedding ?? [])
})

test('a wrong key and an unknown model are refused as OpenAI refuses them', async () => {
  await using provider = await openProvider({ key: 'secret' })
  const wrong = new OpenAI({ baseURL: provider.openai, apiKey: 'nope', maxRetries: 0 })
  await expect(wrong.models.list().then()).rejects.toThrow('401 Incorrect API key')
  const right = new OpenAI({ baseURL: provider.openai, apiKey: 'secret', maxRetries: 0 })
  const call = right.chat.completions.create({ model: 'gone', messages: ask('Hi') })
  await expect(call.then()).rejects.toThrow("404 The model 'gone' does not exist")
})

test('the ollama package chats, lists, shows, pulls, copies, deletes and embeds', async () => {
  await using provider = await openProvider()
  const client = new Ollama({ host: provider.url })

  let text = ''
  let count = 0
  for await (const line of await client.chat({
    model: 'echo',
    messages: ask('un deux'),
    stream: true,
  })) {
    text += line.message.content
    count = line.eval_count ?? count
  }
  expect([text, count]).toEqual(['un deux', 2])

  const thought = await client.chat({ model: 'reason', messages: ask('why') })
  expect(thought.message.thinking).toStartWith('The person')

  const steps: string[] = []
  for await (const step of await client.pull({ model: 'new', stream: true })) {
    steps.push(step.status)
  }
  expect(steps.at(0)).toBe('pulling manifest')
  expect(steps.at(-1)).toBe('success')
  await client.copy({ source: 'new', destination: 'newer' })
  await client.delete({ model: 'new' })
  const names = (await client.list()).models.map(model => model.name)
  expect(names).toContain('newer:latest')
  expect(names).not.toContain('new:latest')
  expect((await client.show({ model: 'newer' })).capabilities).toContain('completion')
  await expect(client.show({ model: 'new' })).rejects.toThrow("model 'new' not found")
  expect((await client.embed({ model: 'embed', input: 'a' })).embeddings[0]).toHaveLength(8)
  expect((await client.version()).version).toBe('0.12.6')
})

test('a paced answer waits for the test, and the provider knows when its caller leaves', async () => {
  await using provider = await openProvider()
  const leaving = new AbortController()
  const started = fetch(`${provider.openai}/chat/completions`, {
    method: 'POST',
    body: JSON.stringify({ model: 'steps', messages: ask('a b'), stream: true }),
    signal: leaving.signal,
  })
  await provider.next(2)
  const reader = (await started).body?.pipeThrough(new TextDecoderStream()).getReader()
  const first = (await reader?.read())?.value ?? ''
  expect(first.match(/data: /g)).toHaveLength(2)
  leaving.abort()
  await provider.last().aborted
})

test('faults happen where the script says', async () => {
  await using provider = await openProvider()
  const body = JSON.stringify({ model: 'echo', messages: ask('one two'), stream: true })
  const read = async () => {
    const response = await fetch(`${provider.openai}/chat/completions`, { method: 'POST', body })
    return { status: response.status, type: response.headers.get('content-type'), response }
  }
  provider.script = { fault: { drop: 2 } }
  await expect(read().then(({ response }) => response.text())).rejects.toThrow()
  provider.script = { fault: { garbage: 1 } }
  const lines = (await (await read()).response.text()).split('\n\n')
  expect(() => JSON.parse(lines[1]?.slice(6) ?? '')).toThrow()
  expect(() => JSON.parse(lines[2]?.slice(6) ?? '')).not.toThrow()
  provider.script = { fault: { status: 429, body: '<h1>Slow down</h1>', type: 'text/html' } }
  expect(await read()).toMatchObject({ status: 429, type: 'text/html' })
  provider.script = { fault: { line: 1_000_000 } }
  const longest = (await (await read()).response.text()).split('\n')[0] ?? ''
  expect(JSON.parse(longest.slice(6)).choices[0].delta.content.length).toBeGreaterThan(1_000_000)
  provider.script = { gzip: true }
  const zipped = await read()
  expect(zipped.response.headers.get('content-encoding')).toBe('gzip')
  expect(await zipped.response.text()).toContain('two')
  provider.script = {}
  provider.paths = { '/v1/models': { fault: { status: 500 } } }
  expect((await fetch(`${provider.openai}/models`)).status).toBe(500)
})

test('a flood stops when its reader does, and ends when he leaves', async () => {
  await using provider = await openProvider({ script: { fault: { flood: true } } })
  const response = await fetch(`${provider.url}/api/chat`, {
    method: 'POST',
    body: JSON.stringify({ model: 'echo', messages: ask('x') }),
  })
  const reader = response.body?.getReader()
  await reader?.read()
  await reader?.cancel()
  const call = provider.last('/api/chat')
  await call.aborted
  expect(call.sent).toBeLessThan(64_000_000)
})
