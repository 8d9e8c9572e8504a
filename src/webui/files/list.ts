// Lists of files, written out page by page: with their words they can be larger than memory.
import type { Principal } from '../../auth/principal'
import type { House } from '../../config/house'
import { pulled } from '../../utils/pulled'
import { seesAll } from './access'
import type { Listing } from './schema'
import * as Files from './store'
import { type Known, toWire } from './wire'

const STEP = 500
const STEP_WITH_WORDS = 10

type Asked = typeof Listing._output

/** One's own files, an admin everybody's, as a JSON array; `x-total-count` says how many there are. */
export async function list(house: House, me: Principal, asked: Asked): Promise<Response> {
  const user_id = seesAll(house, me) && !asked.mine ? null : me.user.id
  const wanted = { user_id, query: asked.query, content: asked.content }
  const total = await Files.count(house.db, wanted)
  return new Response(pulled(written(pages(house, wanted, asked))), {
    headers: { 'content-type': 'application/json', 'x-total-count': String(total) },
  })
}

async function* pages({ db }: House, wanted: Files.Wanted, { skip, limit }: Asked) {
  const step = wanted.content ? STEP_WITH_WORDS : STEP
  let left = limit ?? Number.POSITIVE_INFINITY
  let from: Files.From = { skip }
  while (left > 0) {
    const rows = await Files.page(db, wanted, from, Math.min(step, left))
    const last = rows.at(-1)
    if (!last) return
    yield rows
    left -= rows.length
    if (rows.length < step) return
    from = { after: last.file }
  }
}

async function* written(rows: AsyncGenerator<Known[], void>): AsyncGenerator<string, void> {
  let mark = '['
  for await (const page of rows) {
    for (const known of page) {
      yield mark + JSON.stringify(toWire(known))
      mark = ','
    }
  }
  yield mark === '[' ? '[]' : ']'
}
