// The audit log over HTTP: pages, the actions there are, and files to take along; for admins.
import { Elysia } from 'elysia'
import { guard } from '../../auth/guard'
import type { House } from '../../config/house'
import { download } from '../../utils/pulled'
import { recorder } from './keep'
import { Export, type Filter, Page } from './schema'
import * as Audit from './store'
import { head, toCsv, toJsonLine, toWire } from './wire'

export const audit = (house: House) =>
  new Elysia({ prefix: '/audit' })
    .use(guard(house))
    .get('/', ({ query }) => page(house, query), { role: 'admin', query: Page })
    .get('/actions', async () => ({ data: await Audit.actions(house.db) }), { role: 'admin' })
    .get('/export', ({ query: { format, ...filter } }) => file(house, filter, format), {
      role: 'admin',
      audit: 'audit.export',
      query: Export,
    })

/** What has just happened is in it. `next` is for `before` of the next page, null on the last one. */
async function page(house: House, { before, limit, ...filter }: typeof Page._output) {
  await recorder(house).flush()
  const rows = await Audit.page(house.db, filter, limit + 1, before)
  const shown = rows.slice(0, limit)
  return {
    data: shown.map(toWire),
    next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  }
}

async function file(house: House, filter: Filter, format: 'csv' | 'jsonl'): Promise<Response> {
  await recorder(house).flush()
  const day = new Date().toISOString().slice(0, 10)
  return download(lines(house, filter, format), `audit-${day}`, format)
}

const STEP = 500

async function* lines(
  house: House,
  filter: Filter,
  format: 'csv' | 'jsonl',
): AsyncGenerator<string, void> {
  const line = format === 'csv' ? toCsv : toJsonLine
  if (format === 'csv') yield head
  let before: string | undefined
  for (;;) {
    const rows = await Audit.page(house.db, filter, STEP, before)
    if (rows.length > 0) yield rows.map(line).join('')
    if (rows.length < STEP) return
    before = rows.at(-1)?.id
  }
}
