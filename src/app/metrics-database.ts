// Counts what the database is asked, at its three verbs.
import type { Db } from '../db'
import type { Execute } from '../db/engine'
import type { Metrics } from './metrics'
import type { Traces } from './tracing'
import { KIND } from './tracing-span'

/** Looks on from now on; costs a sum a statement. */
export function countStatements({ engine }: Db, metrics: Metrics, traces: Traces | null): void {
  const { statements } = metrics
  const { read, write, transact } = engine
  const queued = <T>(work: Promise<T>): Promise<T> => {
    metrics.queued++
    return work.finally(() => void metrics.queued--)
  }
  engine.read = (sql, params) => {
    statements.read++
    return read(sql, params)
  }
  engine.write = (sql, params) => {
    statements.write++
    return queued(write(sql, params))
  }
  engine.transact = work => {
    statements.transaction++
    const counted =
      (execute: Execute): Execute =>
      (sql, params) => {
        statements.write++
        return execute(sql, params)
      }
    const end = traces?.inside('db transaction', KIND.client, { 'db.system': engine.dialect })
    const done = queued(transact(execute => work(counted(execute))))
    if (end) {
      done.then(
        () => end('ok'),
        () => end('error'),
      )
    }
    return done
  }
}
