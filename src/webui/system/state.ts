// The state of a running Hearth, gathered for its admins.
import type { Principal } from '../../auth/principal'
import { accounts } from '../../auth/table'
import type { House } from '../../config/house'
import { sqliteFile } from '../../db'
import { sql } from '../../db/columns'
import { files } from '../../storage/table'
import { build } from '../../utils/build'
import { components } from '../../utils/log'
import { seconds } from '../../utils/time'
import { recorder } from '../audit/keep'
import { chats } from '../chats/table'
import type { Catalog } from '../connections/catalog'
import { connectionStates } from '../connections/state'
import { diskOf, pgvectorOf, schemaOf, sizeOf, vectorsOf } from './facts'

/** What stands above this on the ladder, and is handed in. */
export interface Sources {
  catalogs: readonly Catalog[]
  /** Replies being written now. */
  running(): number
  /** Open websockets. */
  sockets(): number
}

export async function stateOf(house: House, me: Principal, sources: Sources) {
  const { rss, heapUsed } = process.memoryUsage()
  return {
    version: build.version,
    commit: build.commit,
    runtime: `Bun ${Bun.version}`,
    platform: `${process.platform} ${process.arch}`,
    started_at: seconds(performance.timeOrigin),
    time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    memory: { resident: rss, heap: heapUsed },
    replies: sources.running(),
    sockets: sources.sockets(),
    database: await databaseOf(house),
    folder: { path: house.env.DATA_DIR, ...(await diskOf(house.env.DATA_DIR)) },
    files: await filesOf(house),
    vectors: await (house.db.kind === 'postgres' ? pgvectorOf(house.db) : vectorsOf(house.env)),
    connections: (await connectionStates(sources.catalogs, me)).data,
    log: levelsOf(house),
    audit: recorder(house).figures,
    tracing: house.env.OTEL_EXPORTER_OTLP_ENDPOINT !== null,
    metrics_token: house.config.get('metrics.token') !== '',
    exports: house.config.get('auth.admin.export'),
  }
}

async function databaseOf({ db, env }: House) {
  const counts = await db
    .select({
      people: sql<number>`(select count(*) from ${accounts})`.mapWith(Number),
      chats: sql<number>`(select count(*) from ${chats})`.mapWith(Number),
    })
    .from(sql`(select 1) as one`)
    .get()
  return {
    kind: db.kind,
    /** Only of a file: the address of a server has a password in it. */
    path: db.kind === 'sqlite' ? sqliteFile(env.DATABASE_URL) : null,
    size: await sizeOf(db, env),
    ...(await schemaOf(db)),
    ...counts,
  }
}

async function filesOf({ db }: House) {
  const row = await db
    .select({
      count: sql<number>`count(*)`.mapWith(Number),
      size: sql<number>`coalesce(sum(${files.size}), 0)`.mapWith(Number),
    })
    .from(files)
    .get()
  return row ?? { count: 0, size: 0 }
}

/** The level of all parts, and of those that have another one. */
function levelsOf({ env }: House) {
  const parts = components.flatMap(part => {
    const level = env[`${part.toUpperCase() as Uppercase<typeof part>}_LOG_LEVEL`]
    return level === null || level === env.GLOBAL_LOG_LEVEL ? [] : [[part, level] as const]
  })
  return { level: env.GLOBAL_LOG_LEVEL, parts: Object.fromEntries(parts) }
}
