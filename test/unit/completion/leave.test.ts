// Callers who leave, stall or read slowly, and providers that never stop: what is held stays small, what hangs is let go.
import { expect, test } from 'bun:test'
import { connect } from 'node:net'
import type { Caller } from '../../caller'
import type { Provider } from '../../provider'
import { until } from '../../until'
import { type Desk, openDesk, say } from './desk'

const CHAT = '/api/chat/completions'
const KINDS: ('openai' | 'ollama')[] = ['openai', 'ollama']
const UPSTREAM = { echo: '/v1/chat/completions', 'echo:latest': '/api/chat' } as const
const MODELS = ['echo', 'echo:latest'] as const

function ask(caller: Caller, body: object): { left: AbortController; answer: Promise<Response> } {
  const left = new AbortController()
  const answer = caller.fetch(CHAT, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: left.signal,
  })
  return { left, answer }
}

/** Resolves when the provider has got that request. */
const arrival = ({ provider }: Desk, model: keyof typeof UPSTREAM) => {
  const count = () => provider.calls.filter(({ path }) => path === UPSTREAM[model]).length
  const before = count()
  return () => until(() => count() > before)
}

const open = (provider: object): Promise<Desk> => openDesk(provider, {}, KINDS)

test('the provider is told when the caller leaves in the middle of a stream', async () => {
  for (const model of MODELS) {
    await using desk = await open({ script: { pace: 'steps' } })
    const { left, answer } = ask(desk.ada, say('one two three', { model, stream: true }))
    await desk.provider.next(2)
    const reader = (await answer).body?.getReader()
    await reader?.read()
    left.abort()
    await desk.provider.last(UPSTREAM[model]).aborted
  }
})

test('the provider is told when the caller leaves before the first word, streamed or not', async () => {
  await using desk = await open({ script: { fault: { hang: 'headers' } } })
  for (const model of MODELS) {
    for (const stream of [true, false]) {
      const arrived = arrival(desk, model)
      const { left, answer } = ask(desk.ada, say('hi', { model, stream }))
      await arrived()
      left.abort()
      await expect(answer).rejects.toThrow()
      await desk.provider.last(UPSTREAM[model]).aborted
    }
  }
})

test('the provider is told when the caller of a plain answer leaves in its middle', async () => {
  await using desk = await open({ script: { fault: { hang: 1 } } })
  for (const model of MODELS) {
    const arrived = arrival(desk, model)
    const { left, answer } = ask(desk.ada, say('hi', { model }))
    await arrived()
    left.abort()
    await expect(answer).rejects.toThrow()
    await desk.provider.last(UPSTREAM[model]).aborted
  }
})

/** Sends a request and reads nothing of its answer. */
function stare({ app, ada }: Desk, body: object) {
  const { port } = new URL(app.url)
  const socket = connect(Number(port), '127.0.0.1')
  const text = JSON.stringify(body)
  socket.pause()
  socket.on('error', () => {})
  socket.write(
    `POST ${CHAT} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${ada.token}\r\n` +
      `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  )
  return socket
}

/** Waits until the provider can send no more; gives what it had sent by then. */
async function stalled(provider: Provider, path: string): Promise<number> {
  const call = await provider.call(path)
  let before = -1
  await until(async () => {
    const same = call.sent > 0 && call.sent === before
    before = call.sent
    await Bun.sleep(200)
    return same
  })
  return call.sent
}

const ENOUGH = 40_000_000

test('a flood waits while its caller reads nothing, and ends with him', async () => {
  await using desk = await open({ script: { fault: { flood: true } } })
  for (const model of MODELS) {
    const socket = stare(desk, say('x'.repeat(1000), { model, stream: true }))
    expect(await stalled(desk.provider, UPSTREAM[model])).toBeLessThan(ENOUGH)
    socket.destroy()
    await desk.provider.last(UPSTREAM[model]).aborted
  }
})

test('a flood in place of a plain answer is refused at 64 MB', async () => {
  await using desk = await open({ script: { fault: { flood: true } } })
  const { status, body } = await desk.ada.post(CHAT, say('hi'))
  expect([status, body.detail]).toEqual([
    502,
    `The provider's answer is longer than ${64 * 1024 ** 2} bytes.`,
  ])
  await desk.provider.last('/v1/chat/completions').aborted
})

test('a packed answer that unpacks without end is refused as well', async () => {
  await using desk = await open({ script: { gzip: true, fault: { bomb: 1_000_000_000 } } })
  expect((await desk.ada.post(CHAT, say('hi'))).status).toBe(502)
})

test('a line without end is cut off with an error', async () => {
  await using desk = await open({ script: { fault: { line: 40_000_000 } } })
  for (const model of MODELS) {
    const { body } = await desk.ada.post(CHAT, say('hi', { model, stream: true }))
    expect(body).toContain('"detail":"The provider sent something that is not part of an answer."')
    expect(body.length).toBeLessThan(100_000)
  }
})

test('what a provider says after the end is not waited for', async () => {
  const forever = { fault: { hang: 5 } } as const
  await using desk = await open({ script: { reply: ['a', 'b'], ...forever } })
  const { body } = await desk.ada.post(CHAT, say('hi', { stream: true }))
  expect(body).toEndWith('data: [DONE]\n\n')
  await desk.provider.last('/v1/chat/completions').aborted
})

test('sixteen streams at once do not mix', async () => {
  await using desk = await open({ script: { pace: 1 } })
  const words = Array.from({ length: 16 }, (_, n) => `${'w'.repeat(n + 1)} `.repeat(20).trim())
  const answers = await Promise.all(
    words.map(text => desk.ada.post(CHAT, say(text, { stream: true }))),
  )
  for (const [n, { body }] of answers.entries()) {
    const said = [...body.matchAll(/"content":"([^"]*)"/g)].map(([, text]) => text).join('')
    expect(said).toBe(words[n] ?? '')
  }
})
