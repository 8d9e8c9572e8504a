// A database in which settings can be opened again and again, as at every start of a server.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openBus } from '../../../src/bus'
import { type Config, openConfig } from '../../../src/config'
import { openDatabase } from '../../../src/db'
import { migrate } from '../../../src/db/migrate'
import { readEnv, type Source } from '../../../src/env'
import { type Fields, type Log, silent } from '../../../src/utils/log'
import { freshDatabase } from '../../database'

export interface Desk extends AsyncDisposable {
  /** Opens the settings under an environment. Those opened together share one bus. */
  start(source?: Source, readOnly?: boolean): Promise<Config>
  /** Puts a row where settings are saved, whatever it holds. */
  plant(key: string, value: string, env_hash?: string): Promise<void>
  /** What has been logged as a warning. */
  warnings: Fields[]
}

export async function openDesk(): Promise<Desk> {
  const stack = new AsyncDisposableStack()
  const dir = mkdtempSync(join(tmpdir(), 'hearth-config-'))
  stack.defer(() => rmSync(dir, { recursive: true }))
  const db = await openDatabase({ url: await freshDatabase(dir, stack), synchronous: 'NORMAL' })
  stack.defer(() => db.engine.close())
  await migrate(db, { snapshots: join(dir, 'backups'), now: Date.now })
  const bus = openBus(error => {
    throw error
  })
  const warnings: Fields[] = []
  const log: Log = {
    ...silent,
    component: () => log,
    warn: (facts: string | Fields) => void (typeof facts !== 'string' && warnings.push(facts)),
  }
  return {
    start: (source = {}, readOnly = false) =>
      openConfig({ db, env: readEnv(source, dir), log, bus, readOnly }),
    plant: async (key, value, env_hash) => {
      const words = [key, value, env_hash ?? null, 'person', Date.now()]
      await db.engine.write(
        'insert into setting (key, value, env_hash, origin, updated_at) values (?, ?, ?, ?, ?)',
        words,
      )
    },
    warnings,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}
