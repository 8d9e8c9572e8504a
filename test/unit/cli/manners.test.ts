// What every command of `hearth` keeps to.
import { expect, test } from 'bun:test'
import { mkdirSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { command, emptyPlace, hearth } from './shell'

test('what it writes is nobody else’s, in a folder that others may enter, too', async () => {
  await using place = await emptyPlace()
  const dir = join(place.dir, 'data')
  mkdirSync(dir, { mode: 0o755 })
  const database = place.database.replace(place.dir, dir)
  const args = ['user', 'add', 'ada@example.org', '--stdin']
  const { code, err } = await hearth({ dir, database }, args, { input: 'a good one 61\n' })
  expect({ code, err }).toEqual({ code: 0, err: '' })
  const open = (await readdir(dir, { recursive: true })).filter(
    name => statSync(join(dir, name)).mode & 0o077,
  )
  expect(open).toEqual([])
})

test('it ends without a word when its reader leaves', async () => {
  await using place = await emptyPlace()
  const child = command(place, ['config'])
  await child.stdout.cancel()
  expect(await new Response(child.stderr).text()).toBe('')
  expect(await child.exited).toBe(0)
})

test('its help says what each flag does', async () => {
  await using place = await emptyPlace()
  const { out } = await hearth(place, ['user', '--help'])
  expect(out).toMatch(/^ +--role ROLE +add: /m)
  expect(out).toMatch(/^ +-y, --yes +delete /m)
})

test('the doctor asks providers before there is a database, too, and looks where the folder will be', async () => {
  await using place = await emptyPlace()
  const env = { OPENAI_API_BASE_URLS: 'http://127.0.0.1:1/v1', DATA_DIR: '/dev/null/data' }
  const { code, out, err } = await hearth(place, ['doctor'], { env })
  expect(out).toContain('BAD  data folder    /dev/null is not a folder')
  expect(out).toContain('BAD  provider       http://127.0.0.1:1/v1/models does not answer')
  expect(out).toMatch(/^ok {3}database .*\(will be made at the first start\)$/m)
  expect({ code, err }).toEqual({ code: 1, err: '' })
})
