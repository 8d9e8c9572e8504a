// What the web says: searched, read, and the passages that fit picked out.
import type { House } from '../../config/house'
import {
  type Page,
  type Reading,
  type Result,
  readResults,
  searchWeb,
  WebError,
} from '../../retrieval/web'
import { bounded } from '../bounded'
import type { Evidence, Ground } from './evidence'
import { pick } from './pick'
import { queriesFor } from './queries'
import type { Tale } from './tale'
import type { Wish } from './wish'

/** Somebody waits: what has not come by then is left out. */
const SEARCHING_MS = 60_000
const MOST_PAGES = 8

/**
 * One ground for each page that has something to say. Whether the web may be searched is asked here,
 * for every door. Throws only what `call.ending` ends with.
 */
export async function lookInWeb(wish: Wish, tale: Tale): Promise<Ground[]> {
  const { call, messages } = wish
  const { house, ending } = call
  if (!house.config.get('rag.web.search.enable')) {
    tale.trouble.push('Searching the web is not turned on here.')
    return []
  }
  const queries = await tale.time('wording', queriesFor(call, messages, 'web_search'))
  if (queries.length === 0) return []
  tale.queries.push(...queries)
  tale.searched = true
  using bounds = bounded(ending.signal, SEARCHING_MS)
  try {
    return await tale.time('web', read(wish, tale, queries, bounds.signal))
  } catch (error) {
    ending.signal.throwIfAborted()
    tale.trouble.push(reason(house, error))
    return []
  }
}

function reason(house: House, error: unknown): string {
  if (error instanceof WebError) return error.message
  house.log.component('rag').error({ err: error }, 'the web could not be searched')
  return 'The web could not be searched in time.'
}

async function read(
  { call, tell }: Wish,
  tale: Tale,
  queries: string[],
  signal: AbortSignal,
): Promise<Ground[]> {
  const { house } = call
  tell('web_search', 'Searching the web', { queries })
  const results = await resultsOf(house, tale, queries, signal)
  if (results.length === 0) return []
  const urls = results.map(({ link }) => link)
  tell('web_search', 'Reading what was found', { queries, urls })
  const readings = await readResults(house, results, signal)
  tale.notes.push(...readings.flatMap(unread))
  const pages = readings.flatMap(({ page }) => page ?? [])
  const picked = await pick(house, queries, pages, signal)
  tale.notes.push(...picked.trouble)
  const grounds = [...picked.picked].map(groundOf)
  tale.urls.push(...grounds.map(({ source }) => String(source.url)))
  return grounds
}

/** A page that was not read counts by what the engine said of it. */
const unread = ({ result, why }: Reading): string[] => (why ? [`${result.title}: ${why}`] : [])

/** What the queries find in turn, each address once. A query that fails leaves it to the others. */
async function resultsOf(
  house: House,
  tale: Tale,
  queries: string[],
  signal: AbortSignal,
): Promise<Result[]> {
  const answers = await Promise.allSettled(queries.map(query => searchWeb(house, query, signal)))
  const lists = answers.flatMap(answer => (answer.status === 'fulfilled' ? [answer.value] : []))
  const failures = answers.flatMap(answer => (answer.status === 'rejected' ? [answer.reason] : []))
  if (lists.length === 0 && failures.length > 0) throw failures[0]
  tale.notes.push(...failures.map(error => reason(house, error)))
  const most = Math.min(2 * house.config.get('rag.web.search.result_count'), MOST_PAGES)
  const longest = Math.max(0, ...lists.map(({ length }) => length))
  const inTurn = Array.from({ length: longest }, (_, place) =>
    lists.flatMap(list => list[place] ?? []),
  )
  return [...new Map(inTurn.flat().map(result => [result.link, result])).values()].slice(0, most)
}

const groundOf = ([{ url, title }, evidence]: [Page, Evidence[]]): Ground => ({
  source: { type: 'web', name: title || url, url },
  evidence,
})
