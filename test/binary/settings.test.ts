// Settings of the executable: `.env` in its folder, its own environment, and values nobody can use.
import { expect, test } from 'bun:test'
import { join } from 'node:path'
import { emptyFolder, run } from './hearth'

interface Row {
  key: string
  value: unknown
  source: string
}

/** What `hearth config --json` says in a folder with this `.env`. */
async function config(dotenv: string, env: Record<string, string> = {}) {
  await using folder = await emptyFolder()
  await Bun.write(join(folder.path, '.env'), dotenv)
  const { code, out, err } = await run({ dir: folder.path, args: ['config', '--json'], env })
  const rows: Row[] = code === 0 ? JSON.parse(out) : []
  const row = (key: string) => {
    const found = rows.find(one => one.key === key)
    return [found?.value, found?.source]
  }
  return { code, err, row }
}

test('.env in the working folder is read', async () => {
  const { row } = await config('WEBUI_NAME="Ada\'s place"\nDEFAULT_USER_ROLE=user\n')
  expect(row('WEBUI_NAME')).toEqual(["Ada's place", 'environment'])
  expect(row('ui.default_user_role')).toEqual(['user', 'environment'])
})

test('a variable of the process counts more than .env', async () => {
  const { row } = await config('TASK_MODEL=from-file\n', { TASK_MODEL: 'from-process' })
  expect(row('task.model.default')).toEqual(['from-process', 'environment'])
})

test.each([
  ['ENV=staging', 'ENV: "staging"'],
  ['ENABLE_SIGNUP=perhaps', 'ENABLE_SIGNUP: "perhaps"'],
  ['WEBUI_SECRET_KEY=t0p-s3cr3t', 'WEBUI_SECRET_KEY is the well-known "t0p-s3cr3t"'],
  ['WEBUI_SECRET_KEY=', 'WEBUI_SECRET_KEY is empty'],
])('%s is refused in one line', async (dotenv, expected) => {
  await using folder = await emptyFolder()
  await Bun.write(join(folder.path, '.env'), `${dotenv}\n`)
  const { code, err } = await run({ dir: folder.path, args: [] })
  expect(err).toMatch(/^hearth: [^\n]+\n$/)
  expect(err).toContain(expected)
  expect(code).not.toBe(0)
})
