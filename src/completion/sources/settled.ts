// Waits for files that are still being read when somebody asks about them.
import type { House } from '../../config/house'
import { inArray } from '../../db/columns'
import { FileChanged } from '../../storage/schema'
import { type FileRow, files } from '../../storage/table'

const isRead = ({ state }: FileRow): boolean => state !== 'queued' && state !== 'running'

/** The rows as they are when all of them are read, or `signal` ends the waiting. */
export async function settled(
  house: House,
  rows: FileRow[],
  signal: AbortSignal,
): Promise<FileRow[]> {
  const open = new Set(rows.filter(row => !isRead(row)).map(({ id }) => id))
  if (open.size === 0) return rows
  for (;;) {
    // Listening begins before the look, or a change could come between.
    using change = nextChange(house, open, signal)
    const now = await house.db
      .select()
      .from(files)
      .where(inArray(files.id, [...open]))
    if (now.every(isRead) || signal.aborted) {
      const fresh = new Map(now.map(row => [row.id, row]))
      return rows.flatMap(row => (open.has(row.id) ? (fresh.get(row.id) ?? []) : row))
    }
    await change.came
  }
}

/** Another server may have read the file: its word can be late, so it is looked after anyway. */
const GLANCE_MS = 1000

function nextChange(house: House, ids: Set<string>, signal: AbortSignal) {
  const { promise: came, resolve } = Promise.withResolvers<void>()
  const off = house.bus.subscribe(FileChanged, ({ file_id, state }) => {
    if (ids.has(file_id) && state !== 'running' && state !== 'queued') resolve()
  })
  const timer = setTimeout(resolve, GLANCE_MS)
  const leave = () => resolve()
  signal.addEventListener('abort', leave)
  return {
    came,
    [Symbol.dispose]() {
      off()
      clearTimeout(timer)
      signal.removeEventListener('abort', leave)
    },
  }
}
