// The live route table of the code under test, with what each route declares.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../../../src/app'
import { open } from '../../../src/app/open'
import { readEnv } from '../../../src/env'

export interface Route {
  method: string
  /** With an id in place of each parameter. */
  path: string
  role: string
  key: string | undefined
  early: boolean
}

interface Detail {
  'x-role': string
  'x-key'?: string
  'x-early'?: boolean
}

/** Every HTTP route; the server under test may be the compiled file, this is the source's table. */
export async function routesOf(): Promise<Route[]> {
  const dir = mkdtempSync(join(tmpdir(), 'hearth-table-'))
  const opened = await open(readEnv({ DATA_DIR: dir, GLOBAL_LOG_LEVEL: 'CRITICAL' }, dir))
  const { routes } = createApp(opened.house, () => new Response())
  await opened[Symbol.asyncDispose]()
  rmSync(dir, { recursive: true })
  return routes
    .filter(({ method }) => method !== 'WS')
    .map(({ method, path, hooks }) => {
      const detail = (hooks as { detail: Detail }).detail
      return {
        method,
        path: path.replace(/:[^/]+/g, '00000000-0000-4000-8000-000000000000').replace(/\*$/, 'x'),
        role: detail['x-role'],
        key: detail['x-key'],
        early: detail['x-early'] ?? false,
      }
    })
}
