// Waiting until a file is read, as clients of the contract do.
import type { House } from '../../config/house'
import * as Files from '../../storage/files'
import { FileChanged } from '../../storage/schema'
import type { FileRow } from '../../storage/table'
import { MINUTE } from '../../utils/time'

/** Longer than reading may take; whoever waits in vain sees the state. */
const PATIENCE_MS = 15 * MINUTE
/** Another copy of Hearth may do the reading, and nobody here hears of it. */
const LOOK_MS = 1000

/** One with an error waits for another attempt: whoever sent it hears of the trouble now. */
const isOpen = ({ state, error }: FileRow): boolean =>
  state === 'running' || (state === 'queued' && error === null)

/**
 * The file when its reading has ended, well or not, or as it is when the signal is raised or
 * nothing ends it; nothing when it is gone.
 */
export async function settled(
  { bus, db }: House,
  id: string,
  signal: AbortSignal,
): Promise<FileRow | undefined> {
  const until = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)])
  let wake = () => {}
  let heard: Pick<FileRow, 'state' | 'error'> | undefined
  const off = bus.subscribe(FileChanged, ({ file_id, state, error }) => {
    if (file_id !== id) return
    heard = state === 'deleted' ? undefined : { state, error }
    wake()
  })
  const raised = () => wake()
  until.addEventListener('abort', raised)
  try {
    for (;;) {
      const news = new Promise<void>(resolve => {
        wake = resolve
      })
      const row = await Files.byId(db, id)
      if (!row || !isOpen(row) || until.aborted) return row
      // Where the database takes nothing more, word of it is all there is.
      if (heard?.state === 'queued' && heard.error !== null) return { ...row, ...heard }
      await soon(news)
    }
  } finally {
    until.removeEventListener('abort', raised)
    off()
  }
}

async function soon(news: Promise<void>): Promise<void> {
  let timer: Timer | undefined
  const look = new Promise<void>(resolve => {
    timer = setTimeout(resolve, LOOK_MS)
  })
  await Promise.race([news, look])
  clearTimeout(timer)
}
