// hearth --demo: everything at once, from nothing, with no network but its own loopback.
import { expect, test } from 'bun:test'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { emptyFolder, run, serve } from './hearth'

/** Runs with a loopback of its own and no other network. */
const alone = [
  ...['unshare', '--user', '--map-root-user', '--net', 'sh', '-c'],
  'ip link set lo up && exec "$0" "$@"',
]

/** Where the demo keeps its folder while it runs. */
const kept = (dir: string) => readdirSync(dir).filter(name => name.startsWith('hearth-'))

test('serves page, sample chats and a model that answers, and leaves nothing', async () => {
  await using folder = await emptyFolder()
  const dir = folder.path
  const env = {
    TMPDIR: dir,
    DATABASE_URL: 'sqlite:////nowhere/at/all.db',
    WEBUI_NAME: 'Ours',
  }
  await using demo = await serve({ dir, args: ['--demo'], env })
  expect(demo.output()).toContain('its model is scripted')
  expect(kept(dir)).toHaveLength(1)
  const page = await fetch(demo.url)
  expect(await page.text()).toContain('<!doctype html>')
  const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? ''
  const get = (path: string) => demo.nobody.get(path, { cookie }).then(({ body }) => body)
  expect((await get('/api/v1/auths/')).role).toBe('admin')
  expect((await get('/api/config')).name).toBe('Hearth demo')
  expect((await get('/api/v1/chats/?page=1')).length).toBeGreaterThan(2)
  const [model] = (await get('/api/models')).data
  const messages = [{ role: 'user', content: 'Show me a table' }]
  const ask = { model: model.id, messages, stream: false }
  const answer = await demo.nobody.post('/api/chat/completions', ask, { cookie })
  expect(answer.status).toBe(200)
  expect(answer.body.choices[0].message.content.length).toBeGreaterThan(20)
  expect(await demo.stop()).toBe(0)
  expect(kept(dir)).toEqual([])
  expect(existsSync(join(dir, 'data'))).toBe(false)
})

/** What a real Hearth could not start with, or would start as something else. */
const unfit = {
  DATABASE_URL: 'mysql://db/hearth',
  DATA_DIR: '/dev/null/hearth',
  WEBUI_SECRET_KEY: 'changeme',
  WEBUI_URL: 'not an address',
  OPENAI_API_BASE_URLS: 'nowhere',
  DEFAULT_MODELS: 'ours',
  DEFAULT_LOCALE: 'de-DE',
  ENABLE_SIGNUP: 'maybe',
  WEBUI_AUTH: 'false',
  JWT_EXPIRES_IN: '1s',
  MAX_BODY_SIZE: '1KB',
  GLOBAL_LOG_LEVEL: 'LOUD',
  HTTP_PROXY: 'http://127.0.0.1:1',
}

test('whatever the folder and the environment say of a real Hearth, the demo is the same', async () => {
  await using folder = await emptyFolder()
  const dir = folder.path
  const lines = Object.entries(unfit).map(([name, value]) => `${name}=${value}\n`)
  writeFileSync(join(dir, '.env'), lines.join(''))
  for (const env of [{}, unfit]) {
    await using demo = await serve({ dir, args: ['--demo'], env })
    const cookie = (await fetch(demo.url)).headers.get('set-cookie')?.split(';')[0] ?? ''
    const config = (await demo.nobody.get('/api/config', { cookie })).body
    expect(config.default_locale).toBe('')
    expect(config.features).toMatchObject({ auth: true, enable_signup: false })
    expect(config.default_models).toBe('demo')
    const messages = [{ role: 'user', content: 'Hello'.padEnd(5000) }]
    const ask = { model: 'demo', messages, stream: false }
    expect((await demo.nobody.post('/api/chat/completions', ask, { cookie })).status).toBe(200)
  }
})

test('a port that is none does not keep the demo from its own', async () => {
  await using folder = await emptyFolder()
  const call = { dir: folder.path, args: ['--demo'], before: alone }
  await using demo = await serve({ ...call, env: { PORT: 'abc', HOST: '203.0.113.7' } })
  expect(demo.url).toBe('http://127.0.0.1:8080')
})

const offline = `
  const [, url] = process.argv
  const page = await fetch(url)
  const cookie = page.headers.get('set-cookie')?.split(';')[0]
  const { data } = await (await fetch(url + '/api/models', { headers: { cookie } })).json()
  const body = JSON.stringify({ model: data[0].id, messages: [{ role: 'user', content: 'Hi' }] })
  const headers = { cookie, 'content-type': 'application/json', origin: url }
  const answer = await fetch(url + '/api/chat/completions', { method: 'POST', headers, body })
  const outside = await fetch('http://192.0.2.1/').catch(error => error.code)
  console.log(JSON.stringify([page.status, answer.status, typeof outside]))
`

test('does all of it on a machine without network', async () => {
  await using folder = await emptyFolder()
  const dir = folder.path
  await using demo = await serve({ dir, args: ['--demo'], env: { TMPDIR: dir }, before: alone })
  const inside = ['nsenter', '--user', '--net', '--preserve-credentials', '-t', `${demo.pid}`]
  const { stdout, stderr } = Bun.spawnSync([...inside, process.execPath, '-e', offline, demo.url])
  expect(stderr.toString()).toBe('')
  expect(JSON.parse(stdout.toString())).toEqual([200, 200, 'string'])
})

test.each([
  [['--keep'], 2],
  [['--data-dir', 'here'], 2],
  [['--port', 'http'], 1],
  [['--host', '203.0.113.7'], 1],
])('refuses %p, which it cannot keep to, in one line', async (flags, wanted) => {
  await using folder = await emptyFolder()
  const { code, err } = await run({ dir: folder.path, args: ['--demo', ...flags] })
  expect(err).toMatch(/^hearth: [^\n]+\n$/)
  expect(code).toBe(wanted)
})
