// How many SQL statements a signed-in read runs: counted in a Hearth inside this process.
import { listen } from '../src/app/listen'
import { open } from '../src/app/open'
import { readEnv } from '../src/env'
import { fill } from './fill'
import type { Row } from './table'
import { connect, folder, provide } from './target'

const LIMIT = 2

/** `port` is the provider's. */
export async function statements(port: number): Promise<Row> {
  await using home = await folder()
  const env = { HOST: '127.0.0.1', PORT: '0', DATA_DIR: home.path, GLOBAL_LOG_LEVEL: 'CRITICAL' }
  await using opened = await open(readEnv(env, home.path))
  await using listening = await listen(opened.house)
  const server = await connect('hearth', listening.url)
  await provide(server, port)
  const chats = await fill(server, 20)
  const { engine } = opened.house.db
  let count = 0
  for (const verb of ['read', 'write'] as const) {
    const run = engine[verb]
    engine[verb] = (sql, params) => {
      count++
      return run(sql, params)
    }
  }
  const paths = {
    session: '/api/v1/auths/',
    models: '/api/models',
    'chat list': '/api/v1/chats/?page=1',
    chat: `/api/v1/chats/${chats.four}`,
  }
  const found: [string, number][] = []
  for (const [name, path] of Object.entries(paths)) {
    await server.call('GET', path)
    count = 0
    await server.call('GET', path)
    found.push([name, count])
  }
  return {
    what: 'SQL statements in a signed-in read',
    goal: `<= ${LIMIT}`,
    figure: found.map(([name, n]) => `${name} ${n}`).join(', '),
    met: found.every(([, n]) => n <= LIMIT),
  }
}
