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

/** The database; while there is none, an empty one that nobody keeps. */
export async function openOrEmpty(env: Env): Promise<AsyncDisposable & { db: Db }> {
  await using stack = new AsyncDisposableStack()
  const empty = existing(env) ? null : stack.use(temporary())
  const url = empty ? `sqlite:///${join(empty.path, 'empty.db')}` : env.DATABASE_URL
  const db = await openDatabase({ url, synchronous: env.SQLITE_SYNCHRONOUS })
  stack.defer(() => db.engine.close())
  if (empty) await migrate(db, { snapshots: '', now: Date.now })
  const open = stack.move()
  return { db, [Symbol.asyncDispose]: () => open.disposeAsync() }
}

/** A folder that goes with the scope that made it. */
export function temporary(): Disposable & { path: string } {
  const path = mkdtempSync(join(tmpdir(), 'hearth-'))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}
