// SQLite: one writing connection behind a queue, a read-only one beside it.
import { Database } from 'bun:sqlite'
import type { Engine, Execute, Row } from './engine'
import { WriteQueue } from './queue'
import { Statements } from './statements'

export interface SqliteOptions {
  /** Path of the database file; its folder must exist. */
  file: string
  /** `NORMAL` may lose the last commits on power loss, never consistency; `FULL` syncs each commit. */
  synchronous: 'NORMAL' | 'FULL'
}

const PRAGMAS = 'PRAGMA foreign_keys=ON; PRAGMA busy_timeout=5000; PRAGMA temp_store=MEMORY;'

/** Opens (and makes) the database file. Throws SQLite's own error when the file cannot be used. */
export function openSqlite({ file, synchronous }: SqliteOptions): Engine {
  const writer = new Database(file, { create: true, readwrite: true })
  writer.run(`PRAGMA journal_mode=WAL; PRAGMA synchronous=${synchronous}; ${PRAGMAS}`)
  const reader = new Database(file, { readonly: true })
  reader.run(PRAGMAS)
  const writes = new Statements(writer)
  const reads = new Statements(reader)
  const queue = new WriteQueue()
  const run = on(writes)
  const version = reader.prepare<{ data_version: number }, []>('PRAGMA data_version')

  return {
    dialect: 'sqlite',
    read: on(reads),
    write: (sql, params) => (queue.idle ? run(sql, params) : queue.hold(() => run(sql, params))),
    transact: work => queue.hold(() => commit(writer, () => work(run))),
    script: async sql => void writer.run(sql),
    version: () => version.get()?.data_version ?? 0,
    snapshot: async target => void writer.prepare('VACUUM INTO ?').run(target),
    close: async () => {
      writes.close()
      reads.close()
      version.finalize()
      reader.close()
      writer.run('PRAGMA wal_checkpoint(TRUNCATE)')
      writer.close()
    },
  }
}

function on(statements: Statements): Execute {
  return async (sql, params) => statements.get(sql).values(...params) as Row[]
}

async function commit<T>(writer: Database, work: () => Promise<T>): Promise<T> {
  writer.run('BEGIN IMMEDIATE')
  try {
    const result = await work()
    writer.run('COMMIT')
    return result
  } catch (error) {
    if (writer.inTransaction) writer.run('ROLLBACK')
    throw error
  }
}
