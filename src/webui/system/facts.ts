// What there is to know about a Hearth and its machine: for the page of admins and for the doctor.
import { statSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { type Db, sqliteFile } from '../../db'
import { sql } from '../../db/columns'
import { readMigrations } from '../../db/migrations' with { type: 'macro' }
import { vectorVersion } from '../../db/vector-library'
import type { Env } from '../../env'
import { available } from '../../retrieval/vector/extension'

export interface Schema {
  /** The last step that ran. */
  version: number
  /** The last one that this Hearth knows. */
  newest: number
}

export async function schemaOf(db: Db): Promise<Schema> {
  const [row] = await db.engine.read('select max(version) from migration', [])
  return { version: Number(row?.[0] ?? 0), newest: readMigrations().at(-1)?.version ?? 0 }
}

/**
 * How vectors are searched: by sqlite-vec, or one by one where the system has none; in PostgreSQL by
 * pgvector, or not at all.
 */
export interface Vectors {
  engine: 'sqlite-vec' | 'exact' | 'broken' | 'pgvector' | 'missing'
  version: string | null
  error: string | null
}

export async function vectorsOf({ DATA_DIR }: Pick<Env, 'DATA_DIR'>): Promise<Vectors> {
  try {
    const version = await vectorVersion(DATA_DIR)
    return { engine: version ? 'sqlite-vec' : 'exact', version, error: null }
  } catch (error) {
    return { engine: 'broken', version: null, error: String(error) }
  }
}

export async function pgvectorOf(db: Db): Promise<Vectors> {
  const version = await available(db)
  return { engine: version ? 'pgvector' : 'missing', version, error: null }
}

/** Bytes of the disk that holds a folder. */
export async function diskOf(folder: string): Promise<{ free: number; total: number }> {
  const { bavail, blocks, bsize } = await statfs(folder)
  return { free: bavail * bsize, total: blocks * bsize }
}

/** Bytes of the database; of SQLite what lies beside it is part of it. */
export async function sizeOf(db: Db, { DATABASE_URL }: Pick<Env, 'DATABASE_URL'>): Promise<number> {
  if (db.kind === 'postgres') {
    const [row] = await db.values<[number]>(sql`select pg_database_size(current_database())`)
    return Number(row?.[0] ?? 0)
  }
  const file = sqliteFile(DATABASE_URL)
  return ['', '-wal'].reduce((sum, end) => sum + bytesOf(file + end), 0)
}

const bytesOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0
