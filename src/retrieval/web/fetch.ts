// Fetches one page: by the rules of the egress client, read apart, and never more than its words.
// robots.txt is not asked: a person wants this one page now, as in a browser.
import type { House } from '../../config/house'
import { build } from '../../utils/build'
import { EngineError, ExtractError, extract } from '../extract'
import { failed, pageCall } from './call'
import { Hold } from './hold'
import { type Kind, kindOf, mark } from './kind'
import { type Page, WebError } from './page'

/** Bytes of a page that somebody asks for; after unpacking, too. */
export const MOST_BYTES = 20_000_000

const HEADERS = {
  accept: 'text/html, application/xhtml+xml, text/plain, application/pdf, */*;q=0.5',
  'user-agent': `Mozilla/5.0 (compatible; Hearth/${build.version})`,
}

/**
 * What the page at an address says: the article of a web page, or the text of the document that is there.
 * @throws WebError when it cannot be reached, is no text, is too large or says nothing; the signal's
 * reason when that ends it
 */
export async function fetchPage(
  house: House,
  address: string,
  signal: AbortSignal,
  most = MOST_BYTES,
): Promise<Page> {
  using hold = new Hold(house)
  const call = pageCall(house, most)
  const { response, kind, bytes } = await get(call, hold, address, signal)
  const document = {
    name: kind.name,
    type: kind.reader,
    size: bytes.byteLength,
    article: true,
    open: async () => new Response(bytes).body ?? new ReadableStream<Uint8Array>(),
  }
  const read = await extract(house, document, signal).catch(error => {
    throw unread(error, signal)
  })
  const { content, unit, pages, meta } = read
  return {
    url: response.url,
    title: words(meta.title) ?? '',
    language: words(meta.language),
    description: words(meta.description),
    text: content.trimEnd(),
    type: kind.type,
    unit,
    pages,
  }
}

interface Got {
  response: Response
  kind: Kind
  bytes: Uint8Array<ArrayBuffer>
}

async function get(
  call: typeof fetch,
  hold: Hold,
  address: string,
  signal: AbortSignal,
): Promise<Got> {
  try {
    const response = await call(address, { headers: { ...HEADERS }, signal })
    try {
      if (!response.ok) throw new WebError(statusWords(response.status))
      const kind = kindOf(response)
      return { response, kind, bytes: mark(await hold.take(response.body), kind) }
    } catch (error) {
      // Of a body that is not wanted no more is taken.
      await response.body?.cancel().catch(() => undefined)
      throw error
    }
  } catch (error) {
    throw failed(error, 'The page could not be fetched', signal)
  }
}

function statusWords(status: number): string {
  if (status === 404 || status === 410) return `There is no page at this address (${status}).`
  if (status === 401 || status === 403)
    return `The page is not open to Hearth (${status}). Open it yourself and save what you need as a file.`
  if (status === 429) return 'The server of the page has had too many questions. Try again later.'
  return `The server of the page answered with an error (${status}).`
}

function unread(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason
  if (!(error instanceof ExtractError || error instanceof EngineError)) return error
  if (/no text/i.test(error.message) || /empty/i.test(error.message)) {
    return new WebError(
      'The page has no words to read. It may be drawn by scripts, which Hearth does not run.',
      { cause: error },
    )
  }
  return new WebError(`The page could not be read: ${error.message}`, { cause: error })
}

const words = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null
