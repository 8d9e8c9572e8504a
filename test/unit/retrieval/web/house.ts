// A Hearth for the tests of the web, for which 127.0.0.1 is the internet and nothing else is.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { open } from '../../../../src/app/open'
import type { House } from '../../../../src/config/house'
import type { Settings } from '../../../../src/config/settings'
import { readEnv } from '../../../../src/env'
import { freshDatabase } from '../../../database'

const QUIET = {
  PASSWORD_HASH_MEMORY: '8',
  OLLAMA_BASE_URLS: '',
  ENABLE_OLLAMA_API: 'false',
  ENABLE_OPENAI_API: 'false',
  GLOBAL_LOG_LEVEL: 'CRITICAL',
  ENABLE_LOG_FILES: 'false',
  ENABLE_RAG_LOCAL_WEB_FETCH: 'true',
  RAG_LOCAL_WEB_FETCH_NETWORKS: '127.0.0.1',
}

export interface Opened extends AsyncDisposable {
  house: House
  set(changes: Partial<Settings>): Promise<void>
}

export async function openHouse(env: Record<string, string> = {}): Promise<Opened> {
  await using stack = new AsyncDisposableStack()
  const dir = await mkdtemp(join(tmpdir(), 'hearth-'))
  stack.defer(() => rm(dir, { recursive: true, force: true }))
  const database = await freshDatabase(dir, stack)
  const all = { ...QUIET, DATA_DIR: dir, DATABASE_URL: database, ...env }
  const { house } = stack.use(await open(readEnv(all, dir)))
  const moved = stack.move()
  return {
    house,
    set: async changes => {
      await house.config.set(changes)
    },
    [Symbol.asyncDispose]: () => moved.disposeAsync(),
  }
}

/** Why a call failed, in words; `answered` when it did not. */
export const refusal = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'answered',
    error => (error instanceof Error ? `${error.name}: ${error.message}` : String(error)),
  )

export const calm = new AbortController().signal
