// Rows over models: who may use one, who may change it, and what readers do not see.
import { expect, test } from 'bun:test'
import { type App, openApp } from '../../app'
import type { Caller } from '../../caller'
import { openProvider, type Provider } from '../../provider'

const row = (id: string, rest: object = {}) => ({ id, name: id, meta: {}, params: {}, ...rest })

const withProvider = (provider: Provider): Promise<App> =>
  openApp({ env: { ENABLE_OPENAI_API: 'true', OPENAI_API_BASE_URLS: provider.openai } })

const listed = async (who: Caller): Promise<string[]> =>
  (await who.get('/api/models')).body.data.map((model: { id: string }) => model.id)

const create = (who: Caller, form: object) => who.post('/api/v1/models/create', form)

test('a user sees no model of a provider until an admin writes a row for it', async () => {
  await using provider = await openProvider({ models: ['echo', 'secret'] })
  await using app = await withProvider(provider)
  const [admin, grace] = [await app.admin(), await app.user('Grace')]
  expect(await listed(admin)).toEqual(['echo', 'secret'])
  expect(await listed(grace)).toEqual([])

  const made = await create(admin, row('echo', { name: 'Echo', access_control: null }))
  expect(made.status).toBe(200)
  expect(made.body).toMatchObject({ id: 'echo', base_model_id: null, is_active: true })
  expect(made.body).toMatchObject({ user_id: admin.id, access_control: null })
  expect(made.body.meta).toMatchObject({ profile_image_url: '/static/favicon.png' })
  expect(await listed(grace)).toEqual(['echo'])
  const [model] = (await grace.get('/api/models')).body.data
  expect(model).toMatchObject({ name: 'Echo', owned_by: 'openai', urlIdx: 0, actions: [] })
})

test('a private row opens a model to those it names, until it names them no more', async () => {
  await using provider = await openProvider({ models: ['echo'] })
  await using app = await withProvider(provider)
  const [admin, grace, linus] = [
    await app.admin(),
    await app.user('Grace'),
    await app.user('Linus'),
  ]
  const access_control = { read: { user_ids: [grace.id], group_ids: ['a-group'] } }
  const made = await create(admin, row('echo', { access_control }))
  expect(made.body.access_control).toEqual({
    read: { group_ids: ['a-group'], user_ids: [grace.id] },
    write: { group_ids: [], user_ids: [] },
  })
  expect([await listed(grace), await listed(linus)]).toEqual([['echo'], []])
  await admin.post('/api/v1/models/model/update?id=echo', row('echo', { access_control: {} }))
  expect([await listed(admin), await listed(grace)]).toEqual([['echo'], []])
})

test('an inactive row takes the model away from everybody', async () => {
  await using provider = await openProvider({ models: ['echo'] })
  await using app = await withProvider(provider)
  const [admin, grace] = [await app.admin(), await app.user('Grace')]
  await create(admin, row('echo'))
  const off = await admin.post('/api/v1/models/model/toggle?id=echo')
  expect(off.body.is_active).toBe(false)
  expect([await listed(admin), await listed(grace)]).toEqual([[], []])
  expect((await admin.post('/api/v1/models/model/toggle?id=echo')).body.is_active).toBe(true)
  expect([await listed(admin), await listed(grace)]).toEqual([['echo'], ['echo']])
})

test('a row counts for the tags of its model too, unless a tag has its own', async () => {
  await using provider = await openProvider({ models: ['llama', 'llama:70b', 'other:latest'] })
  await using app = await openApp({
    env: { ENABLE_OLLAMA_API: 'true', OLLAMA_BASE_URLS: provider.url },
  })
  const [admin, grace] = [await app.admin(), await app.user('Grace')]
  await create(admin, row('llama'))
  expect(await listed(grace)).toEqual(['llama:latest', 'llama:70b'])
  await create(admin, row('llama:70b', { access_control: {} }))
  expect(await listed(grace)).toEqual(['llama:latest'])
})

test('readers see neither parameters nor system prompt nor with whom a model is shared', async () => {
  await using provider = await openProvider({ models: ['echo'] })
  await using app = await withProvider(provider)
  const [admin, grace, linus] = [
    await app.admin(),
    await app.user('Grace'),
    await app.user('Linus'),
  ]
  const params = { system: 'The secret word is plum.' }
  const access_control = {
    read: { user_ids: [grace.id, linus.id] },
    write: { user_ids: [linus.id] },
  }
  await create(admin, row('echo', { params, access_control }))

  const read = await grace.get('/api/v1/models/model?id=echo')
  expect(read.body).toMatchObject({ id: 'echo', params: {}, access_control: {} })
  const list = await grace.get('/api/models')
  expect(list.body.data[0].info).toMatchObject({ id: 'echo', params: {} })
  expect(JSON.stringify([read.body, list.body])).not.toContain('plum')
  expect(JSON.stringify([read.body, list.body])).not.toContain(linus.id)
  for (const who of [linus, admin]) {
    expect((await who.get('/api/models')).body.data[0].info.params).toEqual(params)
    expect((await who.get('/api/v1/models/model?id=echo')).body.params).toEqual(params)
  }
})

test('only writers change a row, only its owner and admins share or delete it', async () => {
  await using app = await openApp()
  const [admin, grace, linus] = [
    await app.admin(),
    await app.user('Grace'),
    await app.user('Linus'),
  ]
  const access_control = { read: { user_ids: [grace.id] }, write: { user_ids: [linus.id] } }
  const made = await create(admin, row('echo', { access_control }))
  const change = row('ignored', { name: 'Mine', access_control: null, params: { seed: 1 } })
  const update = (who: Caller) => who.post('/api/v1/models/model/update?id=echo', change)

  expect((await update(grace)).status).toBe(401)
  expect((await grace.post('/api/v1/models/model/toggle?id=echo')).status).toBe(401)
  expect((await grace.delete('/api/v1/models/model/delete?id=echo')).status).toBe(401)
  const changed = await update(linus)
  expect(changed.body).toMatchObject({ id: 'echo', name: 'Mine', params: { seed: 1 } })
  expect(changed.body.access_control).toEqual(made.body.access_control)
  expect((await linus.delete('/api/v1/models/model/delete?id=echo')).status).toBe(401)
  expect((await admin.delete('/api/v1/models/model/delete?id=echo')).body).toBe(true)
  expect((await admin.get('/api/v1/models/model?id=echo')).status).toBe(401)
})

test('a row that is there but not for the caller is null, an absent one 401', async () => {
  await using app = await openApp()
  const [admin, grace] = [await app.admin(), await app.user('Grace')]
  await create(admin, row('echo', { access_control: {} }))
  const hidden = await grace.get('/api/v1/models/model?id=echo')
  expect([hidden.status, hidden.body]).toEqual([200, null])
  expect((await grace.get('/api/v1/models/model?id=gone')).status).toBe(401)
  expect((await admin.post('/api/v1/models/model/toggle?id=gone')).status).toBe(401)
  expect((await admin.post('/api/v1/models/model/update?id=gone', row('gone'))).status).toBe(401)
})

test('a user opens no model to himself by writing its row, even where he may make models', async () => {
  await using provider = await openProvider({ models: ['echo'] })
  await using app = await withProvider(provider)
  const [admin, grace] = [await app.admin(), await app.user('Grace')]
  expect((await create(grace, row('echo'))).status).toBe(401)
  const tree = (await admin.get('/api/v1/users/default/permissions')).body
  await admin.post('/api/v1/users/default/permissions', {
    ...tree,
    workspace: { ...tree.workspace, models: true },
  })
  expect((await create(grace, row('echo'))).status).toBe(401)
  expect(await listed(grace)).toEqual([])
})

test('rows with a base are refused with a reason, taken ids too', async () => {
  await using app = await openApp()
  const admin = await app.admin()
  const based = await create(admin, row('mine', { base_model_id: 'echo' }))
  expect([based.status, based.body.detail]).toEqual([400, expect.stringContaining('not supported')])
  await create(admin, row('echo'))
  const rebased = row('echo', { base_model_id: 'other' })
  expect((await admin.post('/api/v1/models/model/update?id=echo', rebased)).status).toBe(400)
  const twice = await Promise.all([1, 2, 3].map(() => create(admin, row('new'))))
  expect(twice.map(({ status }) => status).sort()).toEqual([200, 401, 401])
})

test('the lists: rows without a base for admins, rows with one for who may write them', async () => {
  await using app = await openApp()
  const [admin, grace] = [await app.admin(), await app.user('Grace')]
  await create(admin, row('b/with slash', { meta: { tags: ['x'], description: 'Said' } }))
  const [only, ...others] = (await admin.get('/api/v1/models/base')).body
  expect(others).toEqual([])
  expect(only).toMatchObject({ id: 'b/with slash', meta: { tags: ['x'], description: 'Said' } })
  expect((await admin.get('/api/v1/models/')).body).toEqual([])
  expect((await grace.get('/api/v1/models/')).body).toEqual([])
  const path = `/api/v1/models/model?id=${encodeURIComponent('b/with slash')}`
  expect((await grace.get(path)).body.id).toBe('b/with slash')
  expect((await admin.delete('/api/v1/models/delete/all')).body).toBe(true)
  expect((await admin.get('/api/v1/models/base')).body).toEqual([])
})

test('a picture must be a raster of one’s own, a form must be whole', async () => {
  await using app = await openApp()
  const admin = await app.admin()
  for (const url of [
    'https://tracker.example/x.png',
    'data:image/svg+xml;base64,PHN2Zz4=',
    '//x/y',
  ]) {
    const meta = { profile_image_url: url }
    expect((await create(admin, row('echo', { meta }))).status).toBe(422)
  }
  const { id: _, ...nameless } = row('echo')
  const missing = await create(admin, nameless)
  expect(missing.status).toBe(422)
  expect(missing.body.detail[0]).toMatchObject({ type: 'missing', loc: ['body', 'id'] })
  expect((await create(admin, row('echo', { access_control: 'public' }))).status).toBe(422)
  expect((await admin.get('/api/v1/models/base')).body).toEqual([])
})

test('BYPASS_MODEL_ACCESS_CONTROL shows every model to every user', async () => {
  await using provider = await openProvider({ models: ['echo', 'secret'] })
  await using app = await openApp({
    env: {
      ENABLE_OPENAI_API: 'true',
      OPENAI_API_BASE_URLS: provider.openai,
      BYPASS_MODEL_ACCESS_CONTROL: 'true',
    },
  })
  await create(await app.admin(), row('secret', { access_control: {}, params: { system: 'plum' } }))
  const grace = await app.user('Grace')
  expect(await listed(grace)).toEqual(['echo', 'secret'])
  expect(JSON.stringify((await grace.get('/api/models')).body)).not.toContain('plum')
})
