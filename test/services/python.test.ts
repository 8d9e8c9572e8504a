// Python's openai package pointed at Hearth with two variables, as people point their tools at it.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { join } from 'node:path'
import { openHouse, python } from './needs'

const scripts = {
  busy: { fault: { status: 429, body: { error: { message: 'Slow down', code: 'rate_limit' } } } },
  broken: { reply: 'one two three four five', fault: { drop: 2 } },
}
const models = ['echo', 'tools', 'vision', 'busy', 'broken']

let stack: AsyncDisposableStack
let did: Record<string, unknown>

beforeAll(async () => {
  const interpreter = python('openai')
  stack = new AsyncDisposableStack()
  const { app, key } = stack.use(await openHouse({ models, scripts }))
  const child = Bun.spawn([interpreter, join(import.meta.dir, 'client.py')], {
    env: { PATH: process.env.PATH, OPENAI_BASE_URL: `${app.url}/v1`, OPENAI_API_KEY: key },
    stderr: 'inherit',
  })
  did = JSON.parse(await new Response(child.stdout).text())
}, 60_000)
afterAll(() => stack.disposeAsync())

test('lists the models', () => {
  expect(did.listed).toEqual(expect.arrayContaining(models))
})

test('gets a plain answer with its usage', () => {
  expect(did.plain).toEqual(['Good morning, all', 'stop', 6])
})

test('gets a streamed answer piece by piece', () => {
  expect(did.streamed).toEqual({ text: 'one two three four', pieces: 4, finish: 'stop', tokens: 4 })
})

test('is given tools to call', () => {
  expect(did.called).toEqual(['find', { query: 'Where?' }])
})

test('sends images', () => {
  expect(did.seen).toBe('I see 1 image(s). What is it?')
})

test('gets errors as the exceptions of the package', () => {
  expect(did.unknown).toEqual(['NotFoundError', 404, expect.stringContaining('Model not found')])
  expect(did.busy).toEqual(['RateLimitError', 429, expect.stringContaining('Slow down')])
  expect(did.stranger).toEqual(['AuthenticationError', 401, expect.any(String)])
})

test('is told when an answer breaks off', () => {
  expect(did.broken).toEqual(expect.any(String))
})

test('sixteen at once get each their own', () => {
  expect(did.at_once).toEqual(Array.from({ length: 16 }, (_, number) => `n ${number}`))
})
