// How the executable ends, asked to and not, while a model speaks.
import { expect, test } from 'bun:test'
import { signIn } from '../app'
import { openProvider } from '../provider'
import { connected, emptyFolder, PASSWORD, serve } from './hearth'
import { answerOf, answerThat, ask, heard } from './talk'

/** The executable in the middle of an answer, when the model has said `one two `. */
async function speaking() {
  await using stack = new AsyncDisposableStack()
  const provider = stack.use(await openProvider({ scripts: { steps: { pace: 'steps' } } }))
  const folder = stack.use(await emptyFolder())
  const place = { dir: folder.path, env: connected(provider) }
  const first = stack.use(await serve(place))
  const ada = await first.admin()
  const reply = await ask(ada, 'steps', 'one two three four')
  await provider.next(3)
  const moved = stack.move()
  const close = () => moved.disposeAsync()
  return { provider, place, first, ada, reply, [Symbol.asyncDispose]: close }
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s keeps the text so far, marked as interrupted',
  async signal => {
    await using open = await speaking()
    const { provider, place, first, ada, reply } = open
    await heard(ada, reply, 'one two ')
    const began = performance.now()
    expect(await first.stop(signal)).toBe(0)
    expect(performance.now() - began).toBeLessThan(10_000)
    await provider.last('/v1/chat/completions').aborted
    await using second = await serve(place)
    const again = await signIn(second.url, ada.email, PASSWORD)
    const { content, state } = await answerOf(again, reply)
    expect(state).toBe('interrupted')
    expect(content).toBe('one two ')
  },
)

test('kill -9 keeps the text so far, and the answer can go on', async () => {
  await using open = await speaking()
  const { provider, place, first, ada, reply } = open
  await answerThat(ada, reply, ({ content }) => content === 'one two ')
  await first.kill()
  await using second = await serve(place)
  const again = await signIn(second.url, 'ada@example.org', PASSWORD)
  expect(await answerOf(again, reply)).toMatchObject({ content: 'one two ', state: 'interrupted' })
  provider.scripts.steps = { reply: 'three four', pace: 'free' }
  const form = { chat_id: reply.chat_id, continue_id: reply.id, model: 'steps' }
  expect((await again.post('/api/v1/replies', form)).status).toBe(200)
  const whole = await answerThat(again, reply, ({ done }) => done === true)
  expect(whole.content).toBe('one two three four')
})

test('open streams and sockets do not keep it from ending', async () => {
  await using provider = await openProvider({ scripts: { echo: { fault: { hang: 1 } } } })
  await using folder = await emptyFolder()
  await using hearth = await serve({ dir: folder.path, env: connected(provider) })
  const ada = await hearth.admin()
  const messages = [{ role: 'user', content: 'one two three' }]
  const stream = await ada.fetch('/api/chat/completions', {
    method: 'POST',
    body: JSON.stringify({ model: 'echo', stream: true, messages }),
  })
  const socket = new WebSocket(`${hearth.url.replace('http', 'ws')}/ws`)
  const closed = new Promise(resolve => socket.addEventListener('close', resolve))
  await new Promise(resolve => socket.addEventListener('open', resolve))
  const began = performance.now()
  expect(await hearth.stop()).toBe(0)
  expect(performance.now() - began).toBeLessThan(10_000)
  await closed
  await stream.body?.cancel().catch(() => {})
})
