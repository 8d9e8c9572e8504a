// A database with the whole schema, for tests of the queue.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Db, openDatabase } from '../../../src/db'
import { migrate } from '../../../src/db/migrate'
import { freshDatabase } from '../../database'

export interface Queue extends AsyncDisposable {
  db: Db
  url: string
}

export async function openQueue(): Promise<Queue> {
  const stack = new AsyncDisposableStack()
  const dir = mkdtempSync(join(tmpdir(), 'hearth-jobs-'))
  stack.defer(() => rmSync(dir, { recursive: true }))
  const url = await freshDatabase(dir, stack)
  const db = await openDatabase({ url, synchronous: 'NORMAL' })
  stack.defer(() => db.engine.close())
  await migrate(db, { snapshots: join(dir, 'backups'), now: Date.now })
  return { db, url, [Symbol.asyncDispose]: () => stack.disposeAsync() }
}
