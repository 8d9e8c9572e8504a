// Our own routes about connections: their state, "everyone may use", what runs on this machine.
import { expect, test } from 'bun:test'
import { type App, openApp } from '../../app'
import type { Caller } from '../../caller'
import { openProvider, type Provider } from '../../provider'
import { until } from '../../until'

const withProvider = (provider: Provider): Promise<App> =>
  openApp({ env: { ENABLE_OPENAI_API: 'true', OPENAI_API_BASE_URLS: provider.openai } })

const listed = async (who: Caller): Promise<string[]> =>
  (await who.get('/api/models')).body.data.map((model: { id: string }) => model.id)

const share = (who: Caller, form: object) => who.post('/api/v1/connections/access', form)

const rows = async (admin: Caller) => (await admin.get('/api/v1/models/base')).body

test('everyone may use a model: a row comes, and goes when it says nothing else', async () => {
  await using provider = await openProvider({ models: ['echo', 'other'] })
  await using app = await withProvider(provider)
  const [admin, grace] = [await app.admin(), await app.user('Grace')]
  expect((await share(admin, { model: 'echo', everyone: true })).status).toBe(200)
  expect(await listed(grace)).toEqual(['echo'])
  expect(await rows(admin)).toMatchObject([{ id: 'echo', access_control: null, is_active: true }])
  await share(admin, { model: 'echo', everyone: false })
  expect([await listed(grace), await rows(admin)]).toEqual([[], []])
})

test('a row that says more than that stays, and only its grants change', async () => {
  await using provider = await openProvider({ models: ['echo'] })
  await using app = await withProvider(provider)
  const [admin, grace] = [await app.admin(), await app.user('Grace')]
  const form = { id: 'echo', name: 'Echo', meta: {}, params: { seed: 1 }, access_control: {} }
  await admin.post('/api/v1/models/create', form)
  await share(admin, { model: 'echo', everyone: true })
  expect(await listed(grace)).toEqual(['echo'])
  await share(admin, { model: 'echo', everyone: false })
  expect(await listed(grace)).toEqual([])
  expect(await rows(admin)).toMatchObject([
    { name: 'Echo', params: { seed: 1 }, access_control: {} },
  ])
})

test('everyone may use a connection: what it has and what it will have, but for what a row forbids', async () => {
  await using provider = await openProvider({ models: ['echo', 'secret'] })
  await using app = await withProvider(provider)
  const [admin, grace] = [await app.admin(), await app.user('Grace')]
  const connection = { kind: 'openai', idx: 0 }
  await share(admin, { connection, everyone: true })
  expect(await listed(grace)).toEqual(['echo', 'secret'])
  const { OPENAI_API_CONFIGS } = (await admin.get('/openai/config')).body
  expect(OPENAI_API_CONFIGS[provider.openai]).toEqual({ everyone: true })

  await share(admin, { model: 'secret', everyone: false })
  expect(await listed(grace)).toEqual(['echo'])
  const ask = await grace.post('/openai/embeddings', { model: 'secret', input: 'x' })
  expect(ask.status).toBe(404)
  await share(admin, { connection, everyone: false })
  expect(await listed(grace)).toEqual([])
})

test('a model is opened to a group or to one person, and closed again', async () => {
  await using provider = await openProvider({ models: ['echo', 'other'] })
  await using app = await withProvider(provider)
  const admin = await app.admin()
  const [grace, alan, mary] = [
    await app.user('Grace'),
    await app.user('Alan'),
    await app.user('Mary'),
  ]
  const group = (await admin.post('/api/v1/groups/create', { name: 'Few', description: '' })).body
  await admin.post(`/api/v1/users/${grace.id}/groups`, { group_ids: [group.id] })
  const read = { group_ids: [group.id], user_ids: [alan.id] }
  await share(admin, { model: 'echo', everyone: false, read })
  const seen = async () => [await listed(grace), await listed(alan), await listed(mary)]
  expect(await seen()).toEqual([['echo'], ['echo'], []])
  await share(admin, { model: 'echo', everyone: false, read: { user_ids: [alan.id] } })
  expect(await seen()).toEqual([[], ['echo'], []])
  await share(admin, { model: 'echo', everyone: false, read: {} })
  expect([await seen(), await rows(admin)]).toEqual([[[], [], []], []])
})

test('who may change a model still may after it is closed, and a model of a closed group stands against its connection', async () => {
  await using provider = await openProvider({ models: ['echo'] })
  await using app = await withProvider(provider)
  const [admin, grace] = [await app.admin(), await app.user('Grace')]
  const write = { group_ids: [], user_ids: [grace.id] }
  const form = { id: 'echo', name: 'Echo', meta: {}, params: {}, access_control: { write } }
  await admin.post('/api/v1/models/create', form)
  for (const read of [{ user_ids: [admin.id] }, {}]) {
    await share(admin, { model: 'echo', everyone: false, read })
    expect((await rows(admin))[0].access_control.write).toEqual(write)
  }
  await share(admin, { connection: { kind: 'openai', idx: 0 }, everyone: true })
  await share(admin, { model: 'echo', everyone: false, read: { user_ids: [admin.id] } })
  expect(await listed(grace)).toEqual([])
})

test('access is for admins, about one thing that exists', async () => {
  await using provider = await openProvider({ models: ['echo'] })
  await using app = await withProvider(provider)
  const [admin, grace] = [await app.admin(), await app.user('Grace')]
  expect((await share(grace, { model: 'echo', everyone: true })).status).toBe(401)
  expect((await share(admin, { model: 'gone', everyone: true })).status).toBe(404)
  const nowhere = { connection: { kind: 'ollama', idx: 3 }, everyone: true }
  expect((await share(admin, nowhere)).status).toBe(404)
  for (const form of [
    { everyone: true },
    { model: 'echo' },
    { model: 'echo', connection: { kind: 'openai', idx: 0 }, everyone: true },
    { connection: { kind: 'other', idx: 0 }, everyone: true },
    { connection: { kind: 'openai', idx: 0 }, everyone: false, read: {} },
    { model: 'echo', everyone: true, read: {} },
  ]) {
    expect((await share(admin, form)).status).toBe(422)
  }
  expect(await rows(admin)).toEqual([])
})

test('the state of connections: what is off is for admins to see', async () => {
  await using provider = await openProvider({ models: ['echo', 'other'] })
  await using app = await withProvider(provider)
  const [admin, grace] = [await app.admin(), await app.user('Grace')]
  const states = async (who: Caller) => (await who.get('/api/v1/connections/state')).body.data
  const [openai, ollama] = await states(admin)
  expect(openai).toMatchObject({
    kind: 'openai',
    idx: 0,
    state: 'ok',
    models: 2,
    url: provider.openai,
  })
  expect(Math.abs(openai.checked_at - Date.now() / 1000)).toBeLessThan(60)
  expect(ollama).toMatchObject({ kind: 'ollama', state: 'off', models: 0, checked_at: 0 })
  expect(await states(grace)).toMatchObject([{ kind: 'openai', state: 'ok', models: 2 }])
  expect(JSON.stringify(await states(grace))).not.toContain('127.0.0.1')
  await provider.close()
  await until(async () => (await states(grace))[0].state === 'down')
}, 15_000)

/** A provider at one of the usual ports, whichever is free. */
async function atUsualPort(): Promise<{ provider: Provider; port: number }> {
  const port = [1234, 8000, 8080].find(isFree)
  if (port === undefined) throw new Error('Every usual port of a local model server is taken')
  return { provider: await openProvider({ models: ['local'], port }), port }
}

function isFree(port: number): boolean {
  try {
    Bun.listen({ hostname: '127.0.0.1', port, socket: { data() {} } }).stop(true)
    return true
  } catch {
    return false
  }
}

test('a model server of this machine is found at its usual port', async () => {
  const { provider, port } = await atUsualPort()
  await using _ = provider
  await using app = await openApp()
  const admin = await app.admin()
  const { data } = (await admin.get('/api/v1/connections/local')).body
  const found = data.find(({ url }: { url: string }) => url === `http://127.0.0.1:${port}/v1`)
  expect(found).toMatchObject({ kind: 'openai', models: ['local'] })
  expect((await (await app.user('Grace')).get('/api/v1/connections/local')).status).toBe(401)
})
