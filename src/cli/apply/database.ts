// Opens the database for a command that changes it, beside a running Hearth or before the first start.
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Db, openDatabase, sqliteFile } from '../../db'
import { lockFolder } from '../../db/lock'
import { migrate } from '../../db/migrate'
import { readMigrations } from '../../db/migrations' with { type: 'macro' }
import type { Env } from '../../env'
import { CommandError } from '../command'
import { onPostgres } from '../folder'

/**
 * A database of this version's schema. One that is not there is made; an older one is left to the
 * server, which brings it up at its start. Throws CommandError, `SchemaError` or `LockedError`.
 */
export async function openData(env: Env): Promise<Db & AsyncDisposable> {
  if (!onPostgres(env)) mkdirSync(dirname(sqliteFile(env.DATABASE_URL)), { recursive: true })
  const db = await openDatabase({ url: env.DATABASE_URL, synchronous: env.SQLITE_SYNCHRONOUS })
  const data = Object.assign(db, { [Symbol.asyncDispose]: () => db.engine.close() })
  try {
    const found = await schemaOf(db)
    if (found === 0) await make(db, env)
    else checkSchema(found)
    return data
  } catch (error) {
    await db.engine.close()
    throw error
  }
}

/** The version of its schema; 0 where nobody has made one yet. */
const schemaOf = (db: Db): Promise<number> =>
  db.engine
    .read('select max(version) from migration', [])
    .then(([row]) => Number(row?.[0] ?? 0))
    .catch(() => 0)

async function make(db: Db, env: Env): Promise<void> {
  mkdirSync(env.DATA_DIR, { recursive: true, mode: 0o700 })
  const lock = lockFolder(env.DATA_DIR, `the shell, process ${process.pid}`)
  try {
    await migrate(db, { snapshots: join(env.DATA_DIR, 'backups'), now: Date.now })
  } finally {
    lock.release()
  }
}

function checkSchema(found: number): void {
  const newest = readMigrations().at(-1)?.version ?? 0
  if (found === newest) return
  throw new CommandError(
    found > newest
      ? 'A newer Hearth wrote this database. Use that one.'
      : 'The database is not of this version yet. Start this Hearth once, then try again.',
  )
}
