// Values that cannot be used: one clear line each, and nothing is left running.
import { expect, test } from 'bun:test'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Call, emptyFolder, run, serve } from './hearth'

const ONE_LINE = /^hearth: [^\n]+\n$/

/** Runs what must end at once, with one line that says all of this; gives the line. */
async function refused(call: Call, ...says: string[]): Promise<string> {
  const { code, err } = await run(call)
  expect(err).toMatch(ONE_LINE)
  for (const part of says) expect(err).toContain(part)
  expect(code).toBe(1)
  return err
}

test.each([
  ['PORT', 'http', 'a whole number from 0 to 65535'],
  ['PORT', '70000', 'a whole number from 0 to 65535'],
  ['ENABLE_SIGNUP', 'maybe', 'true or false'],
  ['WEBUI_URL', 'chat.example.org', 'https://'],
  ['OPENAI_API_BASE_URLS', 'http://127.0.0.1:1/v1;localhost:1', 'https://'],
  ['OLLAMA_BASE_URLS', 'localhost', 'https://'],
  ['DATABASE_URL', 'mysql://localhost/hearth', 'postgresql://'],
  ['WEBUI_SECRET_KEY', '', 'is empty'],
  ['WEBUI_SECRET_KEY', 'changeme', 'well-known'],
  ['JWT_EXPIRES_IN', 'soon', '12h'],
  ['GLOBAL_LOG_LEVEL', 'LOUD', 'DEBUG'],
])('%s=%s is refused by name, with what is allowed', async (name, value, says) => {
  await using folder = await emptyFolder()
  await refused({ dir: folder.path, env: { [name]: value } }, name, says)
})

test('a secret is never repeated', async () => {
  await using folder = await emptyFolder()
  const env = { DATABASE_URL: 'oracle://hearth:hunter2@db/hearth' }
  const err = await refused({ dir: folder.path, env }, 'DATABASE_URL')
  expect(err).not.toContain('hunter2')
})

test.each([
  ['--host', '203.0.113.7', 'does not have the address'],
  ['--host', 'nowhere.invalid', 'does not have the address'],
  ['--data-dir', '/dev/null', 'not a folder'],
  ['--data-dir', '/dev/null/hearth', 'not a folder'],
  ['--data-dir', '/proc/hearth', 'cannot be made'],
])('%s %s is told in one line', async (flag, value, says) => {
  await using folder = await emptyFolder()
  await refused({ dir: folder.path, args: [flag, value] }, says)
})

test('a port that is taken', async () => {
  using other = Bun.serve({ port: 0, hostname: '127.0.0.1', fetch: () => new Response() })
  await using folder = await emptyFolder()
  await refused({ dir: folder.path, args: ['--port', String(other.port)] }, 'The port is taken')
})

test('a folder that this user may not write', async () => {
  await using folder = await emptyFolder()
  mkdirSync(join(folder.path, 'data'), { mode: 0o555 })
  await refused({ dir: folder.path, before: asNobody() }, 'Check the rights on the data folder')
})

/** Root may write anywhere. */
function asNobody(): string[] {
  if (process.getuid?.() !== 0) return []
  return ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']
}

test.each([
  ['text that was never a database', 'not an SQLite database'],
  [`SQLite format 3\0${'x'.repeat(5000)}`, 'not an SQLite database'],
])('a database file that is none', async (content, says) => {
  await using folder = await emptyFolder()
  mkdirSync(join(folder.path, 'data'))
  writeFileSync(join(folder.path, 'data', 'hearth.db'), content)
  await refused({ dir: folder.path }, says)
})

test.each(['127.0.0.1:1', 'no-such-host.invalid'])(
  'a database server that is not there',
  async host => {
    await using folder = await emptyFolder()
    const env = { DATABASE_URL: `postgresql://hearth:hunter2@${host}/hearth` }
    const err = await refused({ dir: folder.path, env }, 'Check DATABASE_URL')
    expect(err).not.toContain('hunter2')
  },
)

test('a second process on one folder is told who holds it', async () => {
  await using folder = await emptyFolder()
  await using first = await serve({ dir: folder.path })
  await refused({ dir: folder.path }, `process ${first.pid}`, join(folder.path, 'data'))
  expect((await first.nobody.get('/health')).status).toBe(200)
})

test('a folder is free again after a crash', async () => {
  await using folder = await emptyFolder()
  await using first = await serve({ dir: folder.path })
  await first.kill()
  await using second = await serve({ dir: folder.path })
  expect((await second.nobody.get('/ready')).status).toBe(200)
})

test('a database of a newer Hearth is refused and left as it is', async () => {
  await using folder = await emptyFolder()
  await using hearth = await serve({ dir: folder.path })
  await hearth.stop()
  const { Database } = await import('bun:sqlite')
  const database = new Database(join(folder.path, 'data', 'hearth.db'))
  database.run("insert into migration values (9999, 'from the future', 0)")
  database.close()
  await refused({ dir: folder.path }, 'schema version 9999')
  const doctor = await run({ dir: folder.path, args: ['doctor'] })
  expect(doctor.out).toMatch(/BAD +database .*9999/)
  expect(doctor.code).toBe(1)
})
