// A copy of the SQLite file as it is at one moment, streamed while everything goes on.
import { Database } from 'bun:sqlite'
import { statSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { House } from '../../config/house'
import { sqliteFile } from '../../db'
import { Refusal } from '../../utils/refusal'
import { HOUR } from '../../utils/time'

const PIECE = 256 * 1024
const TRIES = 50
/** Until then what is written meanwhile has to wait beside the file. */
const LONGEST = HOUR

/**
 * The file, byte for byte. A reader that began when nothing waited beside the file keeps SQLite from
 * changing it, however much is written: that goes to the log beside it until the reader ends.
 */
export async function download(house: House): Promise<Response> {
  const file = sqliteFile(house.env.DATABASE_URL)
  const pin = await pinned(house, file)
  try {
    const { size } = statSync(file)
    const handle = await open(file, 'r')
    return new Response(streamed(handle, size, pin), {
      headers: {
        'content-type': 'application/octet-stream',
        'content-disposition': 'attachment; filename="webui.db"',
        'cache-control': 'no-store',
      },
    })
  } catch (error) {
    pin[Symbol.dispose]()
    throw error
  }
}

/** A reader that sees the file alone. Throws 503 when so much is written that there is no such moment. */
async function pinned({ db }: House, file: string): Promise<Disposable> {
  for (let n = 0; n < TRIES; n++) {
    await db.engine.write('PRAGMA wal_checkpoint(TRUNCATE)', [])
    const reader = new Database(file, { readonly: true })
    reader.run('BEGIN')
    reader.query('select count(*) from migration').get()
    if ((statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) === 0) return held(reader)
    reader.close()
    await new Promise(resolve => setImmediate(resolve))
  }
  throw new Refusal(503, 'Too much is being written. Try again in a moment.')
}

function held(reader: Database): Disposable {
  let open = true
  return {
    [Symbol.dispose]() {
      if (open) reader.close()
      open = false
    },
  }
}

function streamed(handle: FileHandle, size: number, pin: Disposable): ReadableStream<Uint8Array> {
  let at = 0
  const end = async () => {
    clearTimeout(late)
    pin[Symbol.dispose]()
    await handle.close()
  }
  let stop = (_reason: Error): void => {}
  const late = setTimeout(() => stop(new Error('The download took too long')), LONGEST)
  late.unref()
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        stop = reason => {
          controller.error(reason)
          void end()
        }
      },
      async pull(controller) {
        const piece = new Uint8Array(Math.min(PIECE, size - at))
        const { bytesRead } = await handle.read(piece, 0, piece.length, at)
        at += bytesRead
        controller.enqueue(piece.subarray(0, bytesRead))
        if (at < size && bytesRead > 0) return
        controller.close()
        await end()
      },
      cancel: end,
    },
    { highWaterMark: 1 },
  )
}
