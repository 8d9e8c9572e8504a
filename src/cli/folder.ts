// The data folder as the commands that do not serve see it.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Db, openDatabase, sqliteFile } from '../db'
import { migrate } from '../db/migrate'
import type { Env } from '../env'
import { CommandError } from './command'

export const onPostgres = ({ DATABASE_URL }: Env): boolean => DATABASE_URL.startsWith('postgres')

/** Whether there is a database to open; a server's is taken to be there. */
export const existing = (env: Env): boolean =>
  onPostgres(env) || existsSync(sqliteFile(env.DATABASE_URL))

/** Throws when there is no database yet. */
export function needData(env: Env): void {
  if (existing(env)) return
  throw new CommandError(`There is no Hearth in ${env.DATA_DIR}. Name its folder with --data-dir.`)
}

export interface Opened extends AsyncDisposable {
  /** What is to be read: the database, or an empty one that nobody keeps while there is none. */
  db: Db
  /** The one that the environment names, as far as there is one yet. */
  named: Db | null
  /** Nobody has started a Hearth on it. */
  unborn: boolean
}

export async function openOrEmpty(env: Env): Promise<Opened> {
  await using stack = new AsyncDisposableStack()
  const open = async (url: string): Promise<Db> => {
    const db = await openDatabase({ url, synchronous: env.SQLITE_SYNCHRONOUS })
    stack.defer(() => db.engine.close())
    return db
  }
  const named = existing(env) ? await open(env.DATABASE_URL) : null
  const unborn = !named || !(await laidOut(named))
  const db = unborn
    ? await open(`sqlite:///${join(stack.use(temporary()).path, 'empty.db')}`)
    : named
  if (unborn) await migrate(db, { snapshots: '', now: Date.now })
  const kept = stack.move()
  return { db, named, unborn, [Symbol.asyncDispose]: () => kept.disposeAsync() }
}

/** A database that was made for Hearth, by whoever runs the server, has no tables before the first start. */
async function laidOut({ kind, engine }: Db): Promise<boolean> {
  const asked =
    kind === 'postgres'
      ? `select to_regclass('migration')`
      : `select max(name) from sqlite_master where name = 'migration'`
  const [row] = await engine.read(asked, [])
  return row?.[0] != null
}

/** A folder that goes with the scope that made it. */
export function temporary(): Disposable & { path: string } {
  const path = mkdtempSync(join(tmpdir(), 'hearth-'))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}
