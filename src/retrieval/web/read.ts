// Reads the pages that a search found, side by side and against one clock.
import type { House } from '../../config/house'
import { lanes } from '../../utils/lanes'
import { patience } from './call'
import { fetchPage } from './fetch'
import { isWanted } from './hosts'
import { type Page, WebError } from './page'
import type { Result } from './results'
import { videoId } from './video'
import { transcript } from './youtube'

/** A page of a search may have so many bytes; somebody who asks for one by its address gets more. */
const MOST_BYTES = 5_000_000

export interface Reading {
  result: Result
  /** What is known of it: the page, or what the engine said of it; nothing where that is nothing. */
  page: Page | null
  /** Why the page itself was not read, in words for people. */
  why: string | null
}

/** What is at an address: of a video its transcript, else the page. */
export const readAddress = (
  house: House,
  address: string,
  signal: AbortSignal,
  most?: number,
): Promise<Page> =>
  videoId(address) ? transcript(house, address, signal) : fetchPage(house, address, signal, most)

/** One for each result, in their order. @throws the signal's reason alone */
export async function readResults(
  house: House,
  results: Result[],
  signal: AbortSignal,
): Promise<Reading[]> {
  const clock = AbortSignal.timeout(patience(house))
  const until = AbortSignal.any([signal, clock])
  const inLane = lanes(Math.max(1, house.config.get('rag.web.search.concurrent_requests')))
  const readings = await Promise.all(
    results.map(result =>
      inLane(() => readOne(house, result, until)).catch(error => instead(result, error, clock)),
    ),
  )
  signal.throwIfAborted()
  return readings
}

async function readOne(house: House, result: Result, signal: AbortSignal): Promise<Reading> {
  signal.throwIfAborted()
  const page = await readAddress(house, result.link, signal, MOST_BYTES)
  // A result may lead to a host that the settings leave out.
  if (!isWanted(page.url, house.config.get('rag.rag.web.search.domain.filter_list'))) {
    throw new WebError('The page leads to a host that is not searched.')
  }
  return { result, page, why: null }
}

function instead(result: Result, error: unknown, clock: AbortSignal): Reading {
  const { link, title, snippet } = result
  const page: Page = {
    url: link,
    title,
    language: null,
    description: null,
    text: snippet,
    type: 'text/plain',
    unit: null,
    pages: [],
  }
  return { result, page: snippet === '' ? null : page, why: reasonOf(error, clock) }
}

function reasonOf(error: unknown, clock: AbortSignal): string {
  if (error instanceof WebError) return error.message
  return clock.aborted ? 'The page took too long.' : 'The page could not be read.'
}
