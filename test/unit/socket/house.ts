// A Hearth in this process whose insides a test may reach: what functions and tools say to a page,
// and what nouns announce, has no route of its own.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../../../src/app'
import { open } from '../../../src/app/open'
import { notePeer } from '../../../src/auth/address'
import { sight } from '../../../src/completion/models'
import type { House } from '../../../src/config/house'
import { readEnv } from '../../../src/env'
import { type Feed, openSockets } from '../../../src/socket'
import { PASSWORD, signIn } from '../../app'
import { type Caller, caller } from '../../caller'
import { freshDatabase } from '../../database'

export interface Opened extends AsyncDisposable {
  house: House
  url: string
  admin: Caller
  user(name: string): Promise<Caller>
}

/** Opens one with its admin; `feeds` are the announcements its sockets pass on. */
export async function openHouse(feeds: Feed[] = []): Promise<Opened> {
  await using stack = new AsyncDisposableStack()
  const dir = await mkdtemp(join(tmpdir(), 'hearth-'))
  stack.defer(() => rm(dir, { recursive: true, force: true }))
  const DATABASE_URL = await freshDatabase(dir, stack)
  const quiet = { PASSWORD_HASH_MEMORY: '8', GLOBAL_LOG_LEVEL: 'CRITICAL' }
  const { house } = stack.use(await open(readEnv({ DATA_DIR: dir, DATABASE_URL, ...quiet }, dir)))
  const url = await serve(house, feeds, stack)
  const ada = { name: 'Ada', email: 'ada@example.org', password: PASSWORD }
  const admin = caller(url, (await caller(url, null).post('/api/v1/auths/signup', ada)).body)
  const moved = stack.move()
  return {
    house,
    url,
    admin,
    async user(name) {
      const email = `${name.toLowerCase()}@example.org`
      await admin.post('/api/v1/auths/add', { name, email, password: PASSWORD, role: 'user' })
      return signIn(url, email)
    },
    [Symbol.asyncDispose]: () => moved.disposeAsync(),
  }
}

async function serve(house: House, feeds: Feed[], stack: AsyncDisposableStack): Promise<string> {
  const sockets = await openSockets(house, sight, feeds)
  const app = createApp(house, () => new Response())
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    websocket: sockets.websocket,
    fetch(request, server) {
      notePeer(request, { address: server.requestIP(request)?.address ?? '', id: '' })
      return sockets.fetch(request, server) ?? app.fetch(request)
    },
  })
  stack.defer(async () => {
    await sockets.close()
    await server.stop(true)
  })
  return `http://127.0.0.1:${server.port}`
}
