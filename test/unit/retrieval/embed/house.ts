// A Hearth in this process, of which embedders are asked directly: their vectors have no route.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { open } from '../../../../src/app/open'
import type { House } from '../../../../src/config/house'
import { readEnv } from '../../../../src/env'
import { freshDatabase } from '../../../database'

export type Opened = AsyncDisposable & { house: House }

/** Opens one with these variables. */
export async function openHouse(env: Record<string, string> = {}): Promise<Opened> {
  await using stack = new AsyncDisposableStack()
  const dir = await mkdtemp(join(tmpdir(), 'hearth-'))
  stack.defer(() => rm(dir, { recursive: true, force: true }))
  const DATABASE_URL = await freshDatabase(dir, stack)
  const quiet = { GLOBAL_LOG_LEVEL: 'CRITICAL', ENABLE_OLLAMA_API: 'false' }
  const source = { PATH: process.env.PATH, DATA_DIR: dir, DATABASE_URL, ...quiet, ...env }
  const { house } = stack.use(await open(readEnv(source, dir)))
  const moved = stack.move()
  return { house, [Symbol.asyncDispose]: () => moved.disposeAsync() }
}
