// The file alone in an empty folder: what a person has after the download.
import { expect, test } from 'bun:test'
import { copyFileSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import packed from '../../package.json'
import { openProvider } from '../provider'
import { BINARY, connected, emptyFolder, run, serve } from './hearth'

test('serves, signs up and chats with nothing beside it', async () => {
  await using provider = await openProvider()
  await using folder = await emptyFolder()
  const file = join(folder.path, 'hearth')
  copyFileSync(BINARY, file)
  await using hearth = await serve({ dir: folder.path, file, env: connected(provider) })
  expect((await hearth.nobody.get('/')).body).toContain('<!doctype html>')
  const ada = await hearth.admin()
  const models = await ada.get('/api/models')
  expect(models.body.data.map(({ id }: { id: string }) => id)).toContain('echo')
  const answer = await ada.post('/api/chat/completions', {
    model: 'echo',
    messages: [{ role: 'user', content: 'Good morning' }],
  })
  expect(answer.body.choices[0].message.content).toBe('Good morning')
  expect(readdirSync(folder.path).sort()).toEqual(['data', 'hearth'])
})

test('what it keeps is for its owner alone', async () => {
  await using folder = await emptyFolder()
  await using hearth = await serve({ dir: folder.path })
  await hearth.admin()
  const mode = (name: string) => statSync(join(folder.path, 'data', name)).mode & 0o777
  expect(mode('.')).toBe(0o700)
  expect(mode('.secret')).toBe(0o600)
})

test('says which version it is, the same everywhere', async () => {
  await using folder = await emptyFolder()
  await using hearth = await serve({ dir: folder.path })
  const { version, commit, compat } = (await hearth.nobody.get('/api/version')).body
  const { out } = await run({ dir: folder.path, args: ['--version'] })
  expect(out).toBe(`hearth ${version} (${commit})\n`)
  expect(version).toBe(packed.version)
  expect(compat).toBe('0.4.8')
})

test('flags count more than the environment', async () => {
  await using folder = await emptyFolder()
  const dir = folder.path
  await using hearth = await serve({
    dir,
    args: ['--data-dir', 'here', '--port', '0', '--host', '127.0.0.1'],
    env: { DATA_DIR: 'there', PORT: '1', HOST: '203.0.113.7' },
  })
  expect((await hearth.nobody.get('/health')).body).toEqual({ status: true })
  expect(readdirSync(dir)).toEqual(['here'])
})

test('bunfig.toml and tsconfig.json of the working folder mean nothing to it', async () => {
  await using folder = await emptyFolder()
  writeFileSync(join(folder.path, 'bunfig.toml'), 'preload = ["./trap.ts"]\n')
  writeFileSync(join(folder.path, 'tsconfig.json'), '{ "compilerOptions": { "paths": 7 } }')
  writeFileSync(join(folder.path, 'package.json'), 'not json')
  writeFileSync(join(folder.path, 'trap.ts'), 'throw new Error("preloaded")')
  await using hearth = await serve({ dir: folder.path })
  expect((await hearth.nobody.get('/health')).status).toBe(200)
})

test('health asks the one that runs', async () => {
  await using folder = await emptyFolder()
  await using hearth = await serve({ dir: folder.path })
  const args = ['health', '--port', new URL(hearth.url).port]
  for (const HOST of ['127.0.0.1', '0.0.0.0']) {
    const env = { HOST, HTTP_PROXY: 'http://127.0.0.1:1' }
    const { code, out } = await run({ dir: folder.path, args, env })
    expect(out).toBe('healthy\n')
    expect(code).toBe(0)
  }
})

test('config names the value and the source of each setting', async () => {
  await using folder = await emptyFolder()
  const dir = folder.path
  const env = { DEFAULT_USER_ROLE: 'user', OPENAI_API_KEYS: 'sk-not-for-eyes' }
  await using hearth = await serve({ dir, env })
  const ada = await hearth.admin()
  const saved = await ada.get('/api/v1/auths/admin/config')
  const change = { ...saved.body, ENABLE_COMMUNITY_SHARING: false }
  expect((await ada.post('/api/v1/auths/admin/config', change)).status).toBe(200)
  const { out } = await run({ dir, args: ['config'], env })
  expect(out).toContain('ui.default_user_role = "user"  (environment)')
  expect(out).toContain('ui.enable_community_sharing = false  (saved)')
  expect(out).toMatch(/^openai\.enable = false {2}\(environment\)$/m)
  expect(out).toMatch(/\(default\)$/m)
  expect(out).not.toContain('sk-not-for-eyes')
  const one = await run({ dir, args: ['config', 'default_user_role'], env })
  expect(one.out.trim().split('\n')).toHaveLength(2)
})

test('a data folder that is there but empty is used as it is', async () => {
  await using folder = await emptyFolder()
  mkdirSync(join(folder.path, 'data'), { mode: 0o750 })
  await using hearth = await serve({ dir: folder.path })
  expect((await hearth.nobody.get('/ready')).status).toBe(200)
})
