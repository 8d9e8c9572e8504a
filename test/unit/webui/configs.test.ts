// Settings of the whole server over HTTP: who may come in, tasks, suggestions, banners, the webhook.
import { expect, test } from 'bun:test'
import { openApp } from '../../app'

test('admins open and close the ways in; what is no role and no lifetime is passed over', async () => {
  await using app = await openApp()
  const [admin, grace] = [await app.admin(), await app.user('Grace')]
  const path = '/api/v1/auths/admin/config'
  const before = (await admin.get(path)).body
  expect(before).toMatchObject({ ENABLE_SIGNUP: false, DEFAULT_USER_ROLE: 'pending' })
  const form = { ...before, ENABLE_SIGNUP: 'on', DEFAULT_USER_ROLE: 'user', JWT_EXPIRES_IN: '2h' }
  const saved = (await admin.post(path, form)).body
  expect(saved).toEqual({ ...form, ENABLE_SIGNUP: true })
  const odd = { ...saved, DEFAULT_USER_ROLE: 'king', JWT_EXPIRES_IN: 'soon', ENABLE_API_KEY: false }
  const answer = await admin.post(path, odd)
  expect([answer.status, answer.body]).toEqual([200, { ...saved, ENABLE_API_KEY: false }])
  const { ENABLE_SIGNUP: _, ...part } = saved
  expect((await admin.post(path, part)).body.detail[0]).toMatchObject({ type: 'missing' })
  expect((await grace.get(path)).status).toBe(401)
  const linus = { name: 'Linus', email: 'linus@example.org', password: 'correct horse battery' }
  expect((await app.nobody.post('/api/v1/auths/signup', linus)).body.role).toBe('user')
})

test('who waits is told whom to ask, unless that is switched off', async () => {
  await using app = await openApp()
  const [admin, peter] = [await app.admin(), await app.pending('Peter')]
  const details = () => peter.get('/api/v1/auths/admin/details')
  expect((await details()).body).toEqual({ name: 'Ada', email: 'ada@example.org' })
  const config = (await admin.get('/api/v1/auths/admin/config')).body
  await admin.post('/api/v1/auths/admin/config', { ...config, SHOW_ADMIN_DETAILS: false })
  expect((await details()).status).toBe(400)
  await using other = await openApp({ env: { ADMIN_EMAIL: 'help@example.org' } })
  const found = await (await other.admin()).get('/api/v1/auths/admin/details')
  expect(found.body).toEqual({ name: null, email: 'help@example.org' })
})

test('the task settings are read by all and written whole by admins', async () => {
  await using app = await openApp()
  const [admin, grace] = [await app.admin(), await app.user('Grace')]
  const before = (await grace.get('/api/task/config')).body
  expect(Object.keys(before)).toHaveLength(11)
  const form = {
    ...before,
    TASK_MODEL: 'small',
    TASK_MODEL_EXTERNAL: null,
    ENABLE_TAGS_GENERATION: false,
  }
  const saved = (await admin.post('/api/task/config/update', form)).body
  expect(saved).toEqual({ ...form, TASK_MODEL_EXTERNAL: '' })
  expect((await grace.get('/api/task/config')).body).toEqual(saved)
  const { TASK_MODEL: _, ...part } = saved
  expect((await admin.post('/api/task/config/update', part)).status).toBe(422)
  expect((await grace.post('/api/task/config/update', saved)).status).toBe(401)
  const long = { ...saved, AUTOCOMPLETE_GENERATION_INPUT_MAX_LENGTH: -7 }
  expect((await admin.post('/api/task/config/update', long)).status).toBe(400)
  expect((await grace.get('/api/task/config')).body).toEqual(saved)
})

test('suggestions, banners, models and the webhook', async () => {
  await using app = await openApp()
  const [admin, grace] = [await app.admin(), await app.user('Grace')]
  const suggestions = [{ title: ['Say', 'hello'], content: 'Hello?' }]
  expect((await admin.post('/api/v1/configs/suggestions', { suggestions })).body).toEqual(
    suggestions,
  )
  const banner = { id: 'a', type: 'info', content: 'Hi', dismissible: true, timestamp: 1 }
  const banners = [{ ...banner, title: null }]
  const saved = await admin.post('/api/v1/configs/banners', { banners: [{ ...banner, url: 'x' }] })
  expect(saved.body).toEqual(banners)
  expect((await grace.get('/api/v1/configs/banners')).body).toEqual(banners)
  expect((await admin.post('/api/v1/configs/banners', { banners: [{ id: 'b' }] })).status).toBe(422)
  const models = { DEFAULT_MODELS: null, MODEL_ORDER_LIST: null }
  expect((await admin.post('/api/v1/configs/models', models)).body).toEqual({
    DEFAULT_MODELS: null,
    MODEL_ORDER_LIST: [],
  })
  const url = 'https://hooks.example.org/x'
  expect((await admin.post('/api/webhook', { url })).body).toEqual({ url })
  expect((await admin.get('/api/webhook')).body).toEqual({ url })
  expect((await admin.post('/api/webhook', { url: 'mailto:me' })).status).toBe(400)
  for (const path of ['/api/v1/configs/models', '/api/webhook']) {
    expect((await grace.get(path)).status).toBe(401)
  }
})

test('arena models are kept; what a form leaves out stays', async () => {
  await using app = await openApp()
  const [admin, grace] = [await app.admin(), await app.user('Grace')]
  const path = '/api/v1/evaluations/config'
  expect((await admin.get(path)).body).toEqual({
    ENABLE_EVALUATION_ARENA_MODELS: true,
    EVALUATION_ARENA_MODELS: [],
  })
  const blind = { id: 'blind', name: 'Blind', meta: { model_ids: null, filter_mode: null } }
  await admin.post(path, { EVALUATION_ARENA_MODELS: [blind] })
  expect((await admin.post(path, { ENABLE_EVALUATION_ARENA_MODELS: false })).body).toEqual({
    ENABLE_EVALUATION_ARENA_MODELS: false,
    EVALUATION_ARENA_MODELS: [blind],
  })
  expect((await admin.post(path, { EVALUATION_ARENA_MODELS: 'all' })).status).toBe(422)
  expect((await grace.get(path)).status).toBe(401)
})
