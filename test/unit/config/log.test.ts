// The log: levels by part, files that follow each other, and nothing secret in them.
import { expect, test } from 'bun:test'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { logTo, openLog } from '../../../src/config/log'
import { files } from '../../../src/config/streams'
import { readEnv } from '../../../src/env'
import { until } from '../../until'

function folder() {
  const path = mkdtempSync(join(tmpdir(), 'hearth-log-'))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true }) }
}

/** A log in memory, and its lines as objects. */
function memory(source: Record<string, string> = {}) {
  const written: string[] = []
  const log = logTo([{ write: line => void written.push(line) }], readEnv(source, '/'))
  return { log, lines: () => written.map(line => JSON.parse(line)) }
}

const logs = (path: string) =>
  existsSync(join(path, 'logs')) ? readdirSync(join(path, 'logs')).sort() : []
const text = (path: string) =>
  logs(path)
    .map(name => readFileSync(join(path, 'logs', name), 'utf8'))
    .join('')

test('a line is JSON with its level, time and part', () => {
  const { log, lines } = memory()
  log.component('openai').warn({ status: 502, ms: 31 }, 'a provider failed')
  expect(lines()).toEqual([
    {
      level: 'warn',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      component: 'openai',
      status: 502,
      ms: 31,
      msg: 'a provider failed',
    },
  ])
})

test('lines of our own facts look like all others, and keep to the level', () => {
  const { log, lines } = memory({ AUTH_LOG_LEVEL: 'WARNING' })
  const time = '2026-01-02T03:04:05.678Z'
  const facts = [200, 404].map(status => ({ time, status }))
  log.component('main').plain(facts, 'answered')
  log.component('auth').plain(facts, 'answered')
  const common = { level: 'info', time, component: 'main', msg: 'answered' }
  expect(lines()).toEqual([
    { ...common, status: 200 },
    { ...common, status: 404 },
  ])
})

test('every part has its own level, or the general one', () => {
  const { log, lines } = memory({ GLOBAL_LOG_LEVEL: 'ERROR', OLLAMA_LOG_LEVEL: 'DEBUG' })
  const say = (part: 'openai' | 'ollama') => {
    log.component(part).debug(`${part} debug`)
    log.component(part).error(`${part} error`)
  }
  say('openai')
  say('ollama')
  expect(lines().map(line => line.msg)).toEqual(['openai error', 'ollama debug', 'ollama error'])
  expect(log.component('ollama').enabled('debug')).toBe(true)
  expect(log.component('openai').enabled('warn')).toBe(false)
})

test('facts given once stand in every line after', () => {
  const { log, lines } = memory()
  const request = log.component('main').with({ request: 'r1', token: 'abc' })
  request.info('one')
  request.info({ status: 200 }, 'two')
  expect(lines().map(({ request, token }) => [request, token])).toEqual([
    ['r1', '[hidden]'],
    ['r1', '[hidden]'],
  ])
})

test('what is written at once is in the file when the log is closed', async () => {
  using at = folder()
  const quiet = { DATA_DIR: at.path, GLOBAL_LOG_LEVEL: 'DEBUG' }
  const file = files(readEnv(quiet, at.path))
  const log = logTo([file], readEnv(quiet, at.path))
  log.info('the first line')
  log.component('db').debug('the second')
  await file.close()
  expect(text(at.path)).toMatch(/the first line.*\n.*the second.*\n$/)
  expect(statSync(join(at.path, 'logs', 'hearth.1.log')).mode & 0o777).toBe(0o600)
})

test('no secret and no word of a message reaches a file', async () => {
  using at = folder()
  const env = readEnv({ DATA_DIR: at.path }, at.path)
  const file = files(env)
  const log = logTo([file], env)
  const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJpZCI6ImFkYSJ9.c2lnbmF0dXJl'
  const query = Object.assign(new Error('Failed query: insert\nparams: dear diary'), {
    params: ['dear diary'],
    cause: new Error('disk I/O error'),
  })
  log.info(`the key sk-or-v1-0123456789abcdef and ${jwt} and Bearer abcdef123456`)
  log.info({ url: 'https://ada:hunter2@host/?api_key=hunter2&q=1#x' }, 'asked')
  log.info({ headers: { Authorization: 'hunter2', Cookie: `token=${jwt}` } }, 'asked')
  log.info({ body: { messages: [{ role: 'user', content: 'dear diary' }] } }, 'asked')
  log.info(
    { list: [{ deep: { password: 'hunter2', apiKey: 'hunter2', content: 'dear diary' } }] },
    'x',
  )
  log.error({ err: new Error(`refused sk-live-0123456789 at ws://ada:hunter2@host`) }, 'failed')
  log.error({ error: query }, 'failed')
  await file.close()
  const written = text(at.path)
  for (const secret of ['hunter2', 'dear diary', '0123456789', 'abcdef', 'eyJpZCI6ImFkYSJ9']) {
    expect(written).not.toContain(secret)
  }
  expect(written.trim().split('\n')).toHaveLength(7)
  expect(written).toContain('disk I/O error')
})

test('a full file is followed by the next, and the oldest go', async () => {
  using at = folder()
  const file = files({ DATA_DIR: at.path, LOG_FILE_SIZE: 1_000, LOG_FILES_KEPT: 2 }, 0)
  const line = `${'x'.repeat(1_000)}\n`
  for (let number = 2; number <= 5; number++) {
    file.write(line)
    await until(() => logs(at.path).includes(`hearth.${number}.log`))
  }
  const gone = ['hearth.1.log', 'hearth.2.log']
  await until(() => !logs(at.path).some(name => gone.includes(name)))
  await file.close()
  // Whether the file just begun counts among those kept depends on which the disk does first.
  expect(logs(at.path).slice(-2)).toEqual(['hearth.4.log', 'hearth.5.log'])
  expect(logs(at.path).length).toBeLessThanOrEqual(3)
})

test('files that cannot be written do not stop the log', async () => {
  using at = folder()
  const blocked = join(at.path, 'a-file')
  await Bun.write(blocked, '')
  const file = files({ DATA_DIR: blocked, LOG_FILE_SIZE: 1_000, LOG_FILES_KEPT: 2 })
  file.write('lost\n')
  await file.close()
  expect(existsSync(join(blocked, 'logs'))).toBe(false)
})

test('without files there are none', async () => {
  using at = folder()
  const source = { DATA_DIR: at.path, ENABLE_LOG_FILES: 'false', GLOBAL_LOG_LEVEL: 'CRITICAL' }
  const log = await openLog(readEnv(source, at.path))
  log.error('nobody hears this')
  await log.close()
  expect(existsSync(join(at.path, 'logs'))).toBe(false)
})
