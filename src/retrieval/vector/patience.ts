// Long reads of PostgreSQL, which end in time.
import type { Db } from '../../db'
import type { Param, Row } from '../../db/engine'

/** A search that takes longer is given up. */
const PATIENCE_MS = 20_000

/**
 * Runs one statement that may take long, after `first`, which holds for it alone. The signal ends
 * the waiting; the server ends its work by itself.
 */
export async function patiently(
  db: Db,
  statement: string,
  params: Param[],
  signal?: AbortSignal,
  first: string[] = [],
): Promise<Row[]> {
  signal?.throwIfAborted()
  const work = db.engine.transact(async execute => {
    await execute(`set local statement_timeout = ${PATIENCE_MS}`, [])
    for (const line of first) await execute(line, [])
    return execute(statement, params)
  })
  if (!signal) return work
  const { promise, reject } = Promise.withResolvers<never>()
  const leave = () => reject(signal.reason)
  signal.addEventListener('abort', leave, { once: true })
  try {
    return await Promise.race([work, promise])
  } finally {
    signal.removeEventListener('abort', leave)
    work.catch(() => undefined)
  }
}
