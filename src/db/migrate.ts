// Brings the schema up to this version's: all pending steps in one transaction, after a snapshot.
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Db } from '.'
import type { Execute } from './engine'
import { readMigrations } from './migrations' with { type: 'macro' }
import type { Migration } from './migrations'

const KEPT_SNAPSHOTS = 3
const ADVISORY_LOCK = 4_771_203

/** A database this version cannot use; the message says what to do. */
export class SchemaError extends Error {
  override name = 'SchemaError'
}

export interface MigrateOptions {
  /** Folder for the snapshot of a SQLite file that already holds data. */
  snapshots: string
  now: () => number
  /** Stand-in steps, for tests of failing ones. */
  steps?: Migration[]
}

/** Gives the names of the steps that ran. Throws `SchemaError` on a newer database or a failed step. */
export async function migrate(db: Db, options: MigrateOptions): Promise<string[]> {
  const steps = options.steps ?? readMigrations()
  await db.engine.transact(execute => prepare(db, execute))
  const current = await version(db.engine.read)
  const newest = steps.at(-1)?.version ?? 0
  if (current > newest) {
    throw new SchemaError(
      `The database has schema version ${current}, this Hearth knows ${newest}. Start the newer Hearth that wrote it, or restore a snapshot from ${options.snapshots}.`,
    )
  }
  if (current === newest) return []
  if (current > 0) await snapshot(db, current, options)
  return apply(db, steps, options.now)
}

/** Copies that start at once wait for each other: `if not exists` alone does not make them. */
async function prepare(db: Db, execute: Execute): Promise<void> {
  await alone(db, execute)
  await execute(
    'create table if not exists migration (version integer primary key, name text not null, applied_at bigint not null)',
    [],
  )
}

async function alone(db: Db, execute: Execute): Promise<void> {
  if (db.kind === 'postgres') await execute(`select pg_advisory_xact_lock(${ADVISORY_LOCK})`, [])
}

async function version(execute: Execute): Promise<number> {
  const [row] = await execute('select coalesce(max(version), 0) from migration', [])
  return Number(row?.[0] ?? 0)
}

async function apply(db: Db, steps: Migration[], now: () => number): Promise<string[]> {
  const done: string[] = []
  let at = ''
  try {
    await db.engine.transact(async execute => {
      await alone(db, execute)
      const current = await version(execute)
      for (const step of steps.filter(s => s.version > current)) {
        at = `${step.version} ${step.name}`
        for (const sql of statements(step[db.kind])) await execute(sql, [])
        await execute('insert into migration (version, name, applied_at) values (?, ?, ?)', [
          step.version,
          step.name,
          now(),
        ])
        done.push(at)
      }
    })
  } catch (error) {
    throw new SchemaError(`Migration ${at} failed; the data is as it was. ${error}`)
  }
  return done
}

/** Splits at a semicolon that ends a line; a trigger's body ends its inner lines with `; --`. */
function statements(sql: string): string[] {
  return sql
    .split(/;[ \t]*\n/)
    .map(part => part.trim())
    .filter(part => part.replace(/--.*$/gm, '').trim() !== '')
}

async function snapshot(
  db: Db,
  current: number,
  { snapshots, now }: MigrateOptions,
): Promise<void> {
  if (!db.engine.snapshot) return
  mkdirSync(snapshots, { recursive: true })
  await db.engine.snapshot(join(snapshots, `schema-${current}-${now()}.db`))
  const old = readdirSync(snapshots).filter(name => /^schema-\d+-\d+\.db$/.test(name))
  const age = (name: string) => Number(/-(\d+)\.db$/.exec(name)?.[1])
  for (const name of old.sort((a, b) => age(b) - age(a)).slice(KEPT_SNAPSHOTS)) {
    rmSync(join(snapshots, name))
  }
}
