// Figures of usage that outlive what made them: a stop of Hearth, an account, and their own time.
import { expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApp, signIn } from '../../app'
import type { Caller } from '../../caller'
import { freshDatabase } from '../../database'
import { openProvider } from '../../provider'
import { onDatabase } from '../../sql'
import { until } from '../../until'
import { connectionsTo, type Data } from '../completion/desk'
import { begin, question, untilShown } from '../completion/follow'

const USAGE = '/api/v1/usage/'

const total = async (caller: Caller, query = ''): Promise<Data> =>
  (await caller.get(`${USAGE}?${query}`)).body.total

const lines = async (caller: Caller, query: string): Promise<Data[]> =>
  (await caller.get(`${USAGE}?${query}`)).body.data

test('nothing is lost when Hearth stops, a running reply included, and figures outlive an account', async () => {
  await using stack = new AsyncDisposableStack()
  const provider = stack.use(await openProvider({ script: { pace: 'steps' } }))
  const dir = await mkdtemp(join(tmpdir(), 'hearth-'))
  stack.defer(() => rm(dir, { recursive: true, force: true }))
  const database = await freshDatabase(dir, stack)
  const place = { dir, database, env: connectionsTo(provider) }
  {
    await using app = await openApp(place)
    const ada = await app.admin()
    const bob = await app.user('Bob')
    await ada.post('/api/v1/connections/access', { model: 'echo', everyone: true })
    const reply = await begin(bob, question('one two three four'))
    await provider.next(3)
    await untilShown(bob, reply.id, 'one two')
  }
  await using app = await openApp(place)
  const ada = await signIn(app.url, 'ada@example.org')
  const bob = await signIn(app.url, 'bob@example.org')
  expect(await total(ada, 'kind=chat')).toMatchObject({ calls: 1, stopped: 1 })
  await ada.delete(`/api/v1/users/${bob.id}`)
  expect(await lines(ada, 'group=user&kind=chat')).toMatchObject([
    { user: bob.id, user_name: null, calls: 1 },
  ])
})

test('figures go when they are older than the settings say', async () => {
  await using stack = new AsyncDisposableStack()
  const dir = await mkdtemp(join(tmpdir(), 'hearth-'))
  stack.defer(() => rm(dir, { recursive: true, force: true }))
  const database = await freshDatabase(dir, stack)
  {
    await using app = await openApp({ dir, database })
    await app.admin()
  }
  for (const day of ['2001-01-01', new Date().toISOString().slice(0, 10)]) {
    await onDatabase(
      database,
      `insert into usage values ('${day}', 'u', 'm', 'openai x', 'chat', 1, 0, 0, 1, 1, 0, 0)`,
    )
  }
  await onDatabase(database, 'delete from chore')
  await using app = await openApp({ dir, database })
  const ada = await signIn(app.url, 'ada@example.org')
  const old = () => total(ada, 'from=2000-12-31&to=2001-01-02')
  expect(await old()).toMatchObject({ calls: 1 })
  await until(async () => (await old()).calls === 0)
  expect(await total(ada)).toMatchObject({ calls: 1 })
})
