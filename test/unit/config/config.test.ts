// Settings: the last change wins, whoever made it.
import { expect, test } from 'bun:test'
import type { Config, Key } from '../../../src/config'
import { Refusal } from '../../../src/utils/refusal'
import { openDesk } from './desk'

const row = (config: Config, key: Key) => config.describe().find(one => one.key === key)
const refused = async (work: Promise<void>): Promise<Refusal> => {
  const error = await work.then(
    () => undefined,
    error => error,
  )
  if (error instanceof Refusal) return error
  throw new Error(`not refused: ${error}`)
}

test('without word from anybody the default counts', async () => {
  await using desk = await openDesk()
  const config = await desk.start()
  expect(config.get('ui.default_user_role')).toBe('pending')
  expect(config.get('ui.prompt_suggestions')).toHaveLength(7)
  expect(row(config, 'ui.default_user_role')).toMatchObject({ source: 'default', note: null })
})

test('the environment gives values in their types', async () => {
  await using desk = await openDesk()
  const config = await desk.start({
    ENABLE_SIGNUP: 'off',
    RAG_TOP_K: '7',
    RAG_RELEVANCE_THRESHOLD: '0.25',
    RAG_FILE_MAX_SIZE: '20',
    OAUTH_ALLOWED_ROLES: 'staff, guests',
    OPENAI_API_BASE_URLS: 'http://one/v1/;;https://three/v1',
    OPENAI_API_KEYS: 'a;;c',
    OLLAMA_API_BASE_URL: 'http://box:11434/api',
    WEBUI_BANNERS:
      '[{"id":"b","type":"info","content":"Hi","dismissible":true,"timestamp":1,"url":"x"}]',
  })
  expect(config.get('ui.enable_signup')).toBe(false)
  expect(config.get('rag.top_k')).toBe(7)
  expect(config.get('rag.relevance_threshold')).toBe(0.25)
  expect(config.get('rag.file.max_size')).toBe(20)
  expect(config.get('oauth.allowed_roles')).toEqual(['staff', 'guests'])
  expect(config.get('openai.api_base_urls')).toEqual([
    'http://one/v1',
    'https://api.openai.com/v1',
    'https://three/v1',
  ])
  expect(config.get('openai.api_keys')).toEqual(['a', '', 'c'])
  expect(config.get('ollama.base_urls')).toEqual(['http://box:11434'])
  expect(config.get('ui.banners')).toEqual([
    { id: 'b', type: 'info', title: null, content: 'Hi', dismissible: true, timestamp: 1 },
  ])
})

test('/ollama, which the reference’s image sets, is Ollama on the machine that runs the container', async () => {
  await using desk = await openDesk()
  const config = await desk.start({ OLLAMA_BASE_URL: '/ollama' })
  expect(config.get('ollama.base_urls')).toEqual(['http://host.docker.internal:11434'])
})

test('the plural name counts before the singular, and an empty text is no word', async () => {
  await using desk = await openDesk()
  const both = { OPENAI_API_KEYS: 'many', OPENAI_API_KEY: 'one' }
  expect((await desk.start(both)).get('openai.api_keys')).toEqual(['many'])
  const blank = { OPENAI_API_KEYS: '', OPENAI_API_KEY: 'one', ENABLE_SIGNUP: ' ' }
  const config = await desk.start(blank)
  expect(config.get('openai.api_keys')).toEqual(['one'])
  expect(config.get('ui.enable_signup')).toBe(true)
})

test('an unusable value is refused by the name of its variable', async () => {
  await using desk = await openDesk()
  const line = (source: Record<string, string>) => desk.start(source).catch(error => String(error))
  expect(await line({ ENABLE_SIGNUP: 'maybe' })).toBe(
    'EnvError: ENABLE_SIGNUP: "maybe" cannot be used; it must be true or false (also 1/0, yes/no, on/off).',
  )
  expect(await line({ DEFAULT_USER_ROLE: 'king' })).toContain(
    'DEFAULT_USER_ROLE: "king" cannot be used; it must be one of pending, user, admin.',
  )
  expect(await line({ JWT_EXPIRES_IN: 'soon' })).toContain('JWT_EXPIRES_IN: "soon"')
  expect(await line({ WEBUI_BANNERS: '[{"id":1}]' })).toMatch(/WEBUI_BANNERS: .*expected string/)
  expect(await line({ USER_PERMISSIONS_CHAT_DELETE: '2' })).toContain(
    'USER_PERMISSIONS_CHAT_DELETE',
  )
})

test('one variable of the permissions changes one leaf', async () => {
  await using desk = await openDesk()
  const config = await desk.start({ USER_PERMISSIONS_CHAT_DELETE: 'false' })
  expect(config.get('user.permissions').chat).toEqual({
    file_upload: true,
    delete: false,
    edit: true,
    temporary: true,
  })
})

test('a saved value holds while the environment says what it said', async () => {
  await using desk = await openDesk()
  const before = await desk.start({ ENABLE_SIGNUP: 'true' })
  await before.set({ 'ui.enable_signup': false })
  expect(before.get('ui.enable_signup')).toBe(false)
  const after = await desk.start({ ENABLE_SIGNUP: 'true' })
  expect(after.get('ui.enable_signup')).toBe(false)
  expect(row(after, 'ui.enable_signup')).toMatchObject({ value: false, source: 'saved' })
  expect(row(after, 'ui.enable_signup')?.note).toMatch(
    /^Saved \d{4}-\d\d-\d\d, after ENABLE_SIGNUP/,
  )
})

test('an environment that says something else takes over, and says so', async () => {
  await using desk = await openDesk()
  await (await desk.start({ WEBUI_NAME: 'x', TASK_MODEL: 'a' })).set({
    'task.model.default': 'mine',
  })
  const config = await desk.start({ TASK_MODEL: 'b' })
  expect(config.get('task.model.default')).toBe('b')
  expect(desk.warnings).toEqual([{ setting: 'task.model.default', variable: 'TASK_MODEL' }])
  expect(row(config, 'task.model.default')).toMatchObject({ source: 'environment' })
  expect(row(config, 'task.model.default')?.note).toMatch(/^TASK_MODEL changed and replaced/)
})

test('having taken over is the last change: it lasts, and is told once', async () => {
  await using desk = await openDesk()
  await (await desk.start({ TASK_MODEL: 'a' })).set({ 'task.model.default': 'mine' })
  await desk.start({ TASK_MODEL: 'b' })
  desk.warnings.length = 0
  const again = await desk.start({ TASK_MODEL: 'b' })
  expect(again.get('task.model.default')).toBe('b')
  expect(desk.warnings).toEqual([])
  const without = await desk.start({})
  expect(without.get('task.model.default')).toBe('b')
  expect(row(without, 'task.model.default')).toMatchObject({ source: 'saved' })
  const back = await desk.start({ TASK_MODEL: 'a' })
  expect(back.get('task.model.default')).toBe('a')
})

test('a variable that comes up after a value was saved is a change', async () => {
  await using desk = await openDesk()
  await (await desk.start({})).set({ 'task.model.default': 'mine' })
  expect((await desk.start({ TASK_MODEL: 'b' })).get('task.model.default')).toBe('b')
})

test('removing a variable leaves the saved value', async () => {
  await using desk = await openDesk()
  await (await desk.start({ TASK_MODEL: 'a' })).set({ 'task.model.default': 'mine' })
  const config = await desk.start({})
  expect(config.get('task.model.default')).toBe('mine')
  expect((await desk.start({ TASK_MODEL: 'a' })).get('task.model.default')).toBe('mine')
})

test('a form that sends back what the environment said saves nothing', async () => {
  await using desk = await openDesk()
  const config = await desk.start({ ENABLE_SIGNUP: 'false' })
  await config.set({ 'ui.enable_signup': false, 'ui.enable_message_rating': false })
  expect(config.saved()).toEqual({ 'ui.enable_message_rating': false })
})

test('a value of the wrong type is refused, and nothing beside it is saved', async () => {
  await using desk = await openDesk()
  const config = await desk.start()
  const wrong = { 'rag.top_k': 4, 'ui.enable_signup': 'no' as unknown as boolean }
  const refusal = await refused(config.set(wrong))
  expect(refusal.status).toBe(400)
  expect(refusal.detail).toStartWith('ui.enable_signup: ')
  expect(config.saved()).toEqual({})
  const stranger = { 'no.such': 1 } as Parameters<typeof config.set>[0]
  expect((await refused(config.set(stranger))).status).toBe(400)
})

test('a saved null is a value, and holds against the environment', async () => {
  await using desk = await openDesk()
  const config = await desk.start({ DEFAULT_MODELS: 'm1' })
  await config.set({ 'ui.default_models': null })
  expect((await desk.start({ DEFAULT_MODELS: 'm1' })).get('ui.default_models')).toBeNull()
})

test('reset gives a setting back to the environment or the default', async () => {
  await using desk = await openDesk()
  const config = await desk.start({ TASK_MODEL: 'a' })
  await config.set({ 'task.model.default': 'mine', 'rag.top_k': 9 })
  await config.reset(['task.model.default'])
  expect([config.get('task.model.default'), config.get('rag.top_k')]).toEqual(['a', 9])
  await config.reset()
  expect(config.get('rag.top_k')).toBe(3)
  expect((await desk.start()).saved()).toEqual({})
})

test('RESET_CONFIG_ON_START forgets what was saved before it is read', async () => {
  await using desk = await openDesk()
  await (await desk.start()).set({ 'rag.top_k': 9, 'rag.chunk_size': 500 })
  const config = await desk.start({ RESET_CONFIG_ON_START: 'true' })
  expect(config.get('rag.top_k')).toBe(3)
  await config.set({ 'rag.chunk_size': 700 })
  expect((await desk.start()).saved()).toEqual({ 'rag.chunk_size': 700 })
})

test('a saved value that cannot be used is passed over with a warning', async () => {
  await using desk = await openDesk()
  await desk.plant('rag.top_k', '"many"')
  await desk.plant('rag.chunk_size', '{broken')
  await desk.plant('of.a.later.version', '1')
  const config = await desk.start({ RAG_TOP_K: '5' })
  expect([config.get('rag.top_k'), config.get('rag.chunk_size')]).toEqual([5, 1000])
  expect(desk.warnings).toEqual([{ setting: 'rag.top_k' }, { setting: 'rag.chunk_size' }])
})

test('whoever listens hears the keys whose values changed, and only those', async () => {
  await using desk = await openDesk()
  const config = await desk.start()
  const heard: string[][] = []
  const end = config.onChange(keys => heard.push([...keys]))
  await config.set({ 'rag.top_k': 9, 'rag.chunk_size': 1000 })
  await config.set({ 'rag.top_k': 9 })
  end()
  await config.set({ 'rag.top_k': 10 })
  expect(heard).toEqual([['rag.top_k']])
})

test('another running Hearth hears of a change', async () => {
  await using desk = await openDesk()
  const [here, there] = [await desk.start(), await desk.start()]
  const heard = Promise.withResolvers<ReadonlySet<string>>()
  there.onChange(heard.resolve)
  await here.set({ 'rag.top_k': 9 })
  expect([...(await heard.promise)]).toEqual(['rag.top_k'])
  expect(there.get('rag.top_k')).toBe(9)
})

test('a look from beside writes nothing', async () => {
  await using desk = await openDesk()
  await (await desk.start({ TASK_MODEL: 'a' })).set({ 'task.model.default': 'mine' })
  const look = await desk.start({ TASK_MODEL: 'b', RESET_CONFIG_ON_START: 'true' }, true)
  expect(row(look, 'task.model.default')?.note).toBe(
    'TASK_MODEL has changed and replaces what was saved.',
  )
  expect((await desk.start({ TASK_MODEL: 'a' })).get('task.model.default')).toBe('mine')
})

test('a key follows OpenAI’s own connection, never another address', async () => {
  await using desk = await openDesk()
  const config = await desk.start({
    OPENAI_API_BASE_URLS: 'http://elsewhere/v1;https://api.openai.com/v1',
    OPENAI_API_KEYS: 'theirs;ours',
  })
  expect(config.get('audio.tts.openai.api_key')).toBe('ours')
  await config.set({ 'openai.api_keys': ['theirs', 'new'] })
  expect(config.get('audio.tts.openai.api_key')).toBe('new')
  await config.set({ 'openai.api_base_urls': ['http://elsewhere/v1'] })
  expect(config.get('audio.tts.openai.api_key')).toBe('')
})

test('values cannot be changed in passing', async () => {
  await using desk = await openDesk()
  const config = await desk.start()
  const urls = config.get('ollama.base_urls') as string[]
  expect(() => urls.push('http://sneaked.in')).toThrow()
  const [suggestion] = config.get('ui.prompt_suggestions')
  expect(() => Object.assign(suggestion ?? {}, { content: '' })).toThrow()
})

test('secrets are masked in what people see', async () => {
  await using desk = await openDesk()
  const config = await desk.start({
    OPENAI_API_KEYS: 'sk-topsecret;',
    LDAP_APP_PASSWORD: 'hunter2',
  })
  await config.set({ 'ollama.api_configs': { 'http://box': { key: 'boxkey', enable: true } } })
  const text = JSON.stringify(config.describe())
  for (const secret of ['topsecret', 'hunter2', 'boxkey']) expect(text).not.toContain(secret)
  expect(row(config, 'openai.api_keys')?.value).toEqual(['********', ''])
})
