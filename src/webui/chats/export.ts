// Many whole chats as one JSON array, sent chat by chat: never more than one in memory.
import type { House } from '../../config/house'
import type { Db } from '../../db'
import { type SQL, sql } from '../../db/columns'
import { read } from './read'

type Line = [id: string, user_id: string]

/** Chats for which `condition` holds, newest first. */
export async function stream(house: House, condition: SQL): Promise<Response> {
  const lines = await linesOf(house.db, condition)
  return new Response(pulled(texts(house, lines)), {
    headers: { 'content-type': 'application/json' },
  })
}

const linesOf = (db: Db, condition: SQL): Promise<Line[]> =>
  db.values<Line>(
    sql`select id, user_id from chat where ${condition} order by updated_at desc, id desc`,
  )

async function* texts(house: House, lines: Line[]): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  let mark = '['
  for (const [id, user_id] of lines) {
    const chat = await read(house, user_id, id, 'data', false)
    // Deleted since the list was made.
    if (!chat) continue
    yield encoder.encode(mark)
    yield chat.body
    mark = ','
  }
  yield encoder.encode(mark === '[' ? '[]' : ']')
}

/** Makes the next piece only when the reader wants one. */
const pulled = (pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> =>
  new ReadableStream(
    {
      async pull(controller) {
        const { value, done } = await pieces.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      cancel: async () => void (await pieces.return(undefined)),
    },
    { highWaterMark: 1 },
  )
