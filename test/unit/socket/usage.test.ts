// Which models are in use: everybody hears of those he may see, admins of all.
import { expect, test } from 'bun:test'
import { type App, openApp } from '../../app'
import type { Caller } from '../../caller'
import { openProvider, type Provider } from '../../provider'
import { dial, type Line, sit } from './line'
import { enter, type Visit, visit } from './visit'

const MODELS = ['open', 'hers', 'shut']

async function openUse(): Promise<{ app: App; provider: Provider } & AsyncDisposable> {
  const provider = await openProvider({ models: [...MODELS, 'groups'] })
  const app = await openApp({
    env: {
      ENABLE_OPENAI_API: 'true',
      OPENAI_API_BASE_URLS: provider.openai,
      MODEL_USAGE_SECONDS: '60',
    },
  })
  return {
    app,
    provider,
    async [Symbol.asyncDispose]() {
      await app[Symbol.asyncDispose]()
      await provider[Symbol.asyncDispose]()
    },
  }
}

const row = (id: string, access_control: object | null) => ({
  id,
  name: id,
  meta: {},
  params: {},
  access_control,
})

const readers = (...user_ids: string[]) => ({ read: { user_ids, group_ids: [] } })

/** Opens `open` to all and `hers` to Ursula; `shut` has no row. */
async function share(admin: Caller, ursula: Caller): Promise<void> {
  await admin.post('/api/v1/models/create', row('open', null))
  await admin.post('/api/v1/models/create', row('hers', readers(ursula.id)))
  await admin.get('/api/models')
}

/** Says on a line that models are in use. */
const use = (line: Line, ...models: string[]): void => {
  for (const model of models) line.say({ type: 'usage', model })
}

/** What is heard until it is just these. */
async function hears(who: Line | Visit, models: string[]): Promise<void> {
  for (;;) {
    const told = (await who.next('usage')) as { models: string[] }
    if (Bun.deepEquals(told.models.toSorted(), models.toSorted())) return
  }
}

/** Every model that was ever named to somebody. */
const named = ({ heard }: Line | Visit): Set<string> =>
  new Set(
    heard.flatMap(entry => {
      const [event, told] = Array.isArray(entry) ? entry : [entry.type, entry]
      return event === 'usage' ? (told as { models: string[] }).models : []
    }),
  )

test('everybody hears of the models he may see, on every door', async () => {
  await using used = await openUse()
  const { app } = used
  const [admin, ursula, victor] = [
    await app.admin(),
    await app.user('Ursula'),
    await app.user('Victor'),
  ]
  await share(admin, ursula)
  using boss = await sit(app.url, admin.token)
  using herLine = await sit(app.url, ursula.token)
  using herPage = await enter(app.url, ursula.token)
  using hisLine = await sit(app.url, victor.token)
  using hisPage = await enter(app.url, victor.token)
  using hisPoll = await enter(app.url, victor.token, ['polling'])
  use(boss, ...MODELS, 'of no list')
  await hears(boss, [...MODELS, 'of no list'])
  for (const her of [herLine, herPage]) {
    await hears(her, ['open', 'hers'])
    expect(named(her)).toEqual(new Set(['open', 'hers']))
  }
  for (const his of [hisLine, hisPage, hisPoll]) {
    await hears(his, ['open'])
    expect(named(his)).toEqual(new Set(['open']))
  }
})

test('who comes while models are in use hears of his own at once', async () => {
  await using used = await openUse()
  const { app } = used
  const [admin, ursula, victor] = [
    await app.admin(),
    await app.user('Ursula'),
    await app.user('Victor'),
  ]
  await share(admin, ursula)
  using boss = await sit(app.url, admin.token)
  use(boss, ...MODELS)
  await hears(boss, MODELS)
  using her = await dial(app.url, { token: ursula.token })
  expect((await her.next('usage')).models).toEqual(['open', 'hers'])
  using his = await visit(app.url, { token: victor.token })
  expect(await his.next('usage')).toEqual({ models: ['open'] })
  using other = await dial(app.url, { token: admin.token })
  expect((await other.next('usage')).models).toEqual(MODELS)
})

test('a model that is taken away or given is heard of no more, or from then on', async () => {
  await using used = await openUse()
  const { app } = used
  const [admin, ursula] = [await app.admin(), await app.user('Ursula')]
  await share(admin, ursula)
  using boss = await sit(app.url, admin.token)
  using her = await sit(app.url, ursula.token)
  use(boss, ...MODELS)
  await hears(her, ['open', 'hers'])
  const update = (id: string, access_control: object | null) =>
    admin.post(`/api/v1/models/model/update?id=${id}`, row(id, access_control))
  await update('hers', {})
  use(boss, 'open')
  await hears(her, ['open'])
  await admin.post('/api/v1/models/create', row('shut', null))
  use(boss, 'open')
  await hears(her, ['open', 'shut'])
})

test('a group that somebody joins brings its models, without coming back', async () => {
  await using used = await openUse()
  const { app } = used
  const [admin, ursula] = [await app.admin(), await app.user('Ursula')]
  const group = await admin.post('/api/v1/groups/create', { name: 'Keepers', description: '' })
  const members = { read: { user_ids: [], group_ids: [group.body.id] } }
  await admin.post('/api/v1/models/create', row('groups', members))
  await admin.get('/api/models')
  using boss = await sit(app.url, admin.token)
  using her = await sit(app.url, ursula.token)
  use(boss, 'groups')
  await hears(boss, ['groups'])
  await her.settle()
  expect(named(her)).toEqual(new Set())
  await admin.post(`/api/v1/groups/id/${group.body.id}/update`, {
    name: 'Keepers',
    description: '',
    user_ids: [ursula.id],
  })
  use(boss, 'groups')
  await hears(her, ['groups'])
})

test('a page that goes over to a websocket, or to another account, hears as whoever sits there', async () => {
  await using used = await openUse()
  const { app } = used
  const [admin, ursula, victor] = [
    await app.admin(),
    await app.user('Ursula'),
    await app.user('Victor'),
  ]
  await share(admin, ursula)
  using boss = await sit(app.url, admin.token)
  using page = await enter(app.url, ursula.token, ['polling', 'websocket'])
  const { engine } = page.socket.io
  while (engine.transport.name !== 'websocket') {
    await new Promise<void>(resolve => engine.once('upgrade', () => resolve()))
  }
  use(boss, ...MODELS)
  await hears(page, ['open', 'hers'])
  page.socket.emit('user-join', { auth: { token: victor.token } })
  await hears(page, ['open'])
  use(boss, ...MODELS)
  await hears(page, ['open'])
})
