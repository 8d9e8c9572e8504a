// What a crash leaves: the text so far, marked, and a way to go on. Hearth is a process of its own here, to be killed.
import { expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApp, PASSWORD } from '../../app'
import { caller } from '../../caller'
import { freshDatabase } from '../../database'
import { openProvider } from '../../provider'
import { until } from '../../until'
import { connectionsTo } from './desk'
import { begin, ended, messageOf, question, untilShown } from './follow'

const SOURCE = join(import.meta.dir, '../../../src/main.ts')

/** Starts Hearth as a process and gives its address once it listens. */
async function launch(dir: string, env: Record<string, string>) {
  const binary = process.env.HEARTH_BINARY
  const command = binary ? [binary] : [process.execPath, SOURCE]
  const quiet = { PORT: '0', HOST: '127.0.0.1', PASSWORD_HASH_MEMORY: '8' }
  const child = Bun.spawn(command, {
    cwd: dir,
    env: { PATH: process.env.PATH ?? '', ...quiet, DATA_DIR: dir, ...env },
    stdout: 'pipe',
    stderr: 'inherit',
  })
  const lines = child.stdout.pipeThrough(new TextDecoderStream()).getReader()
  let said = ''
  let url: string | undefined
  while (!url) {
    const { done, value } = await lines.read()
    if (done) throw new Error(`Hearth did not start: ${said}`)
    said += value
    url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0]
  }
  void lines.cancel()
  return {
    url,
    async kill() {
      child.kill('SIGKILL')
      await child.exited
    },
  }
}

test('after kill -9 the text so far is there, interrupted, and goes on', async () => {
  await using stack = new AsyncDisposableStack()
  const provider = stack.use(await openProvider({ script: { pace: 'steps' } }))
  const dir = await mkdtemp(join(tmpdir(), 'hearth-'))
  stack.defer(() => rm(dir, { recursive: true, force: true }))
  const database = await freshDatabase(dir, stack)
  const env = { ...connectionsTo(provider), OLLAMA_BASE_URLS: '', ENABLE_OLLAMA_API: 'false' }
  const first = await launch(dir, { ...env, DATABASE_URL: database })
  const ada = { name: 'Ada', email: 'ada@example.org', password: PASSWORD }
  const { body } = await caller(first.url, null).post('/api/v1/auths/signup', ada)
  const before = caller(first.url, body)
  const reply = await begin(before, question('one two three'))
  await provider.next(3)
  await untilShown(before, reply.id, 'one two')
  await until(async () => {
    const message = await messageOf(before, reply.chat_id, reply.id)
    return message.content === 'one two '
  })
  await first.kill()
  await provider.last('/v1/chat/completions').aborted

  provider.script = { reply: 'three' }
  const app = stack.use(await openApp({ dir, database, env }))
  const after = await app.admin()
  const left = await messageOf(after, reply.chat_id, reply.id)
  expect(left).toMatchObject({ content: 'one two ', state: 'interrupted', done: true })
  expect((await after.get(`/api/v1/replies/${reply.id}`)).body.state).toBe('interrupted')
  expect((await after.get('/api/v1/replies')).body).toEqual({ data: [] })
  await begin(after, { chat_id: reply.chat_id, continue_id: reply.id, model: 'echo' })
  expect((await ended(after, reply.id)).message.content).toBe('one two three')
}, 30_000)
