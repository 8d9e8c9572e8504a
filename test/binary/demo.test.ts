// hearth --demo: everything at once, from nothing, with no network but its own loopback.
import { expect, test } from 'bun:test'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { emptyFolder, run, serve } from './hearth'

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
  const before = ['unshare', '--user', '--map-root-user', '--net', 'sh', '-c']
  const alone = [...before, 'ip link set lo up && exec "$0" "$@"']
  await using demo = await serve({ dir, args: ['--demo'], env: { TMPDIR: dir }, before: alone })
  const inside = ['nsenter', '--user', '--net', '--preserve-credentials', '-t', `${demo.pid}`]
  const { stdout, stderr } = Bun.spawnSync([...inside, process.execPath, '-e', offline, demo.url])
  expect(stderr.toString()).toBe('')
  expect(JSON.parse(stdout.toString())).toEqual([200, 200, 'string'])
})

test('refuses a flag that it cannot keep', async () => {
  await using folder = await emptyFolder()
  const { code, err } = await run({ dir: folder.path, args: ['--demo', '--keep'] })
  expect(err).toMatch(/^hearth: [^\n]+\n$/)
  expect(code).toBe(2)
})
