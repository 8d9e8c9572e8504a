// The npm packages openai and ollama pointed at Hearth.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { Ollama } from 'ollama'
import OpenAI, { APIError } from 'openai'
import { openHouse } from './needs'

const models = ['echo', 'reason', 'embed', 'broken']
const scripts = { broken: { reply: 'one two three four five', fault: { drop: 2 } } }
const messages = [{ role: 'user' as const, content: 'one two three' }]

let stack: AsyncDisposableStack
let house: Awaited<ReturnType<typeof openHouse>>
let openai: OpenAI
let ollama: Ollama

beforeAll(async () => {
  stack = new AsyncDisposableStack()
  house = stack.use(await openHouse({ models, scripts }))
  openai = new OpenAI({ baseURL: `${house.app.url}/v1`, apiKey: house.key, maxRetries: 0 })
  const headers = { authorization: `Bearer ${house.key}` }
  ollama = new Ollama({ host: `${house.app.url}/ollama`, headers })
})
afterAll(() => stack.disposeAsync())

test('openai lists, answers and streams', async () => {
  const listed = []
  for await (const { id } of openai.models.list()) listed.push(id)
  expect(listed).toEqual(expect.arrayContaining(models))
  const plain = await openai.chat.completions.create({ model: 'echo', messages })
  expect(plain.choices[0]?.message.content).toBe('one two three')
  const pieces = []
  const stream = await openai.chat.completions.create({ model: 'echo', messages, stream: true })
  for await (const { choices } of stream) pieces.push(choices[0]?.delta.content)
  expect(pieces.filter(Boolean)).toEqual(['one ', 'two ', 'three'])
})

test('openai under /openai, as the contract has it, embeds too', async () => {
  const client = new OpenAI({ baseURL: `${house.app.url}/openai`, apiKey: house.key })
  const { data } = await client.embeddings.create({ model: 'embed', input: ['a', 'b'] })
  expect(data.map(({ embedding }) => embedding.length > 0)).toEqual([true, true])
})

test('openai is told what went wrong, before a stream and inside it', async () => {
  const unknown = openai.chat.completions.create({ model: 'nowhere', messages })
  const error = await unknown.catch(error => error)
  expect(error).toBeInstanceOf(APIError)
  expect(error).toMatchObject({ status: 404, message: expect.stringContaining('Model not found') })
  const stream = await openai.chat.completions.create({ model: 'broken', messages, stream: true })
  const broken = Array.fromAsync(stream)
  expect(await broken.catch(error => error)).toBeInstanceOf(APIError)
})

test('openai, when it turns away, ends the call to the provider', async () => {
  house.provider.scripts.echo = { pace: 'steps' }
  const asked = openai.chat.completions.create({ model: 'echo', messages, stream: true })
  const [stream] = await Promise.all([asked, house.provider.next(2)])
  for await (const { choices } of stream) if (choices[0]?.delta.content) break
  await house.provider.last('/v1/chat/completions').aborted
  house.provider.scripts.echo = {}
})

test('ollama lists, answers and streams', async () => {
  const { models: listed } = await ollama.list()
  expect(listed.map(({ name }) => name)).toEqual(expect.arrayContaining(['echo:latest']))
  const plain = await ollama.chat({ model: 'echo:latest', messages })
  expect(plain.message.content).toBe('one two three')
  const stream = await ollama.chat({ model: 'echo:latest', messages, stream: true })
  const pieces = await Array.fromAsync(stream, ({ message }) => message.content)
  expect(pieces.join('')).toBe('one two three')
  const generated = await ollama.generate({ model: 'echo:latest', prompt: 'Say it' })
  expect(generated.response).toContain('Say it')
})

test('ollama embeds, shows, pulls and removes', async () => {
  const { embeddings } = await ollama.embed({ model: 'embed:latest', input: ['a', 'b'] })
  expect(embeddings).toHaveLength(2)
  expect((await ollama.show({ model: 'echo:latest' })).details).toBeDefined()
  const steps = await Array.fromAsync(await ollama.pull({ model: 'fresh', stream: true }))
  expect(steps.at(-1)?.status).toBe('success')
  expect(house.provider.models).toContain('fresh')
  await ollama.delete({ model: 'fresh' })
  expect(house.provider.models).not.toContain('fresh')
})

test('ollama is told of an unknown model', async () => {
  const error = await ollama.chat({ model: 'nowhere', messages }).catch(error => error)
  expect(error).toMatchObject({ status_code: 404 })
})
