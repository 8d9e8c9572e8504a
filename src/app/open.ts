// Opens everything a running Hearth holds, in order, and closes it in the reverse one.
import { accessSync, constants, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { keepActivity } from '../auth/activity'
import { openBus } from '../bus'
import { weighPassages } from '../completion/judge'
import { readPictures } from '../completion/pictures'
import { startReplies } from '../completion/replies/start'
import { openConfig } from '../config'
import { takeFile } from '../config/file'
import type { House } from '../config/house'
import { openLog } from '../config/log'
import { openDatabase, sqliteFile } from '../db'
import { lockFolder } from '../db/lock'
import { migrate } from '../db/migrate'
import { poolOf } from '../db/pool'
import type { Env } from '../env'
import { keepRetrieval } from '../retrieval/keep'
import { reader } from '../retrieval/reader'
import { keepAudit } from '../webui/audit/keep'
import { keepSwept } from '../webui/chats/search/sweep'
import { keepRetention } from '../webui/retention/keep'
import { keepUp } from '../webui/settings/beside'
import { keepUploads } from '../webui/uploads/sweep'
import { keepUsage } from '../webui/usage/keep'
import { courier } from '../webui/webhooks/courier'
import { keepMetrics, metricsOf } from './metrics'
import { countStatements } from './metrics-database'
import { tracesOf } from './tracing'

export interface Opened extends AsyncDisposable {
  house: House
}

/**
 * Opens log, database, settings and bus under the lock of the data folder. Throws `LockedError`,
 * `SchemaError`, `EnvError` or the system's own error, with everything closed again.
 */
export async function open(env: Env): Promise<Opened> {
  await using stack = new AsyncDisposableStack()
  mkdirSync(env.DATA_DIR, { recursive: true, mode: 0o700 })
  accessSync(env.DATA_DIR, constants.R_OK | constants.W_OK | constants.X_OK)
  const lock = lockFolder(
    env.DATA_DIR,
    `process ${process.pid}, started ${new Date().toISOString()}`,
  )
  stack.defer(() => lock.release())
  const log = await openLog(env)
  stack.defer(() => log.close())
  const { DATABASE_URL: url, SQLITE_SYNCHRONOUS: synchronous } = env
  const db = await openDatabase({ url, synchronous, pool: poolOf(env) })
  stack.defer(() => db.engine.close())
  await migrateLoudly(db, env, log)
  const bus = openBus((error, topic) =>
    log.component('main').error({ err: error, topic }, 'a listener failed'),
  )
  const config = await openConfig({ db, env, log, bus })
  await takeFile(config, env.DATA_DIR, log)
  const house: House = { env, log, db, bus, config }
  stack.defer(() => reader(house).close())
  stack.defer(keepMetrics(house))
  const traces = tracesOf(house)
  if (traces) stack.defer(traces.open(house))
  countStatements(db, metricsOf(house), traces)
  stack.defer(keepActivity(house))
  stack.defer(keepAudit(house))
  stack.defer(await keepUsage(house))
  stack.defer(keepRetention(house))
  stack.defer(keepSwept(house))
  stack.defer(keepUploads(house))
  stack.defer(courier(house).open())
  stack.defer(keepUp(house))
  readPictures(house)
  weighPassages(house)
  stack.defer(await keepRetrieval(house))
  stack.defer(await startReplies(house))
  const moved = stack.move()
  return { house, [Symbol.asyncDispose]: () => moved.disposeAsync() }
}

async function migrateLoudly(db: House['db'], env: Env, log: House['log']): Promise<void> {
  if (db.kind === 'sqlite') mkdirSync(dirname(sqliteFile(env.DATABASE_URL)), { recursive: true })
  const done = await migrate(db, { snapshots: join(env.DATA_DIR, 'backups'), now: Date.now })
  for (const step of done) log.component('db').info({ step }, 'migrated')
}
