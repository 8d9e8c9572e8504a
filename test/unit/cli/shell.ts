// Commands of `hearth` as a shell runs them, on the data of a test server.
import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freshDatabase } from '../../database'

const ROOT = join(import.meta.dir, '../../..')

export interface Place {
  dir: string
  database: string
}

export interface Ran {
  code: number
  out: string
  err: string
}

/** Starts a command beside whatever runs on that data; `input` is what a person types. */
export function command({ dir, database }: Place, args: string[], env = {}, input = '') {
  const binary = process.env.HEARTH_BINARY
  const words = binary ? [binary] : [process.execPath, join(ROOT, 'src/main.ts')]
  return Bun.spawn([...words, ...args], {
    cwd: dir,
    env: { PATH: process.env.PATH, DATA_DIR: dir, DATABASE_URL: database, ...env },
    stdin: Buffer.from(input),
    stdout: 'pipe',
    stderr: 'pipe',
  })
}

/** Runs one to its end. */
export async function hearth(
  place: Place,
  args: string[],
  { env = {}, input = '' }: { env?: Record<string, string>; input?: string } = {},
): Promise<Ran> {
  const child = command(place, args, env, input)
  const [out, err, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ])
  return { code, out, err }
}

/** Writes a file beside the data and gives its name. */
export function file({ dir }: Place, content: string, name = 'house.yaml'): string {
  writeFileSync(join(dir, name), content)
  return name
}

/** A data folder in which nothing has been yet. */
export async function emptyPlace() {
  const stack = new AsyncDisposableStack()
  const dir = await mkdtemp(join(tmpdir(), 'hearth-apply-'))
  stack.defer(() => rm(dir, { recursive: true }))
  const database = await freshDatabase(dir, stack)
  return { dir, database, [Symbol.asyncDispose]: () => stack.disposeAsync() }
}
