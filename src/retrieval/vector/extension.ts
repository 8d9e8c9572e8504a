// pgvector: whether it is there, and under which name.
import type { Db } from '../../db'
import type { Execute } from '../../db/engine'

export interface Extension {
  /** The type with its schema, for casts. */
  type: string
  /** The negative inner product: of unit vectors, their cosine with a minus. */
  inner: string
  /** The class of operators for an index. */
  operators: string
  /** Half the size, where pgvector is of 0.7 or later. */
  half: string | null
}

const ADVISORY_LOCK = 4_771_204
const known = new WeakMap<Db, Promise<Extension | null>>()

/** Null where it is not installed; asked for again then, since an admin may install it meanwhile. */
export function extension(db: Db): Promise<Extension | null> {
  const asked = known.get(db) ?? make(db)
  known.set(db, asked)
  return asked.then(
    found => {
      if (!found) known.delete(db)
      return found
    },
    error => {
      known.delete(db)
      throw error
    },
  )
}

async function make(db: Db): Promise<Extension | null> {
  const found = (await find(db.engine.read)) ?? (await install(db))
  if (!found) return null
  await db.engine.write(
    `create table if not exists chunk_vector (
      chunk_id bigint primary key, embedding ${found.type} not null)`,
    [],
  )
  return found
}

/** In the schema of everybody: what goes with another one would go for all databases' users. */
async function install(db: Db): Promise<Extension | null> {
  try {
    return await db.engine.transact(async execute => {
      // `if not exists` alone fails when two do it at once.
      await execute(`select pg_advisory_xact_lock(${ADVISORY_LOCK})`, [])
      await execute('create extension if not exists vector with schema public', [])
      return find(execute)
    })
  } catch {
    return null
  }
}

/** The version that is there, or would be at the first need; null where this user cannot have one. */
export async function available(db: Db): Promise<string | null> {
  const [row] = await db.engine.read(AVAILABLE, [])
  return row ? String(row[0]) : null
}

const AVAILABLE = `select version from pg_available_extension_versions
  where name = 'vector' and (installed or (
    not exists (select 1 from pg_extension where extname = 'vector')
    and version = (select default_version from pg_available_extensions where name = 'vector')
    and (not superuser or trusted or (select rolsuper from pg_roles where rolname = current_user))
    and has_database_privilege(current_database(), 'CREATE')))`

const FIND = `select quote_ident(nspname), extversion from pg_extension
  join pg_namespace on pg_namespace.oid = extnamespace where extname = 'vector'`

async function find(execute: Execute): Promise<Extension | null> {
  const [row] = await execute(FIND, [])
  if (!row) return null
  const [schema, version] = row as [string, string]
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return {
    type: `${schema}.vector`,
    inner: `operator(${schema}.<#>)`,
    operators: `${schema}.vector_ip_ops`,
    half: major > 0 || minor >= 7 ? `${schema}.halfvec` : null,
  }
}
