// Any other server that reads documents, as later versions of the reference call one: PUT /process.
import type { House } from '../../config/house'
import { below, bodyOf, call } from './call'
import { type Document, ExtractError, type Extracted, type Limits } from './document'
import { Writing } from './writing'

export async function readByExternal(
  house: House,
  document: Document,
  limits: Limits,
  signal: AbortSignal,
): Promise<Extracted> {
  const key = house.config.get('rag.external_document_loader_api_key')
  const answer = await call(
    house,
    {
      name: 'The server that reads documents',
      method: 'PUT',
      url: below(house.config.get('rag.external_document_loader_url'), '/process'),
      headers: {
        'content-type': document.type || 'application/octet-stream',
        'x-filename': encodeURIComponent(document.name.toWellFormed()),
        ...(key && { authorization: `Bearer ${key}` }),
      },
      body: await bodyOf(document),
    },
    signal,
  )
  const parts = (Array.isArray(answer) ? answer : [answer]).map(partOf)
  const writing = new Writing(limits)
  for (const { text, page } of parts) {
    if (page) writing.part()
    else writing.gap()
    writing.add(text)
  }
  if (writing.length === 0) throw new ExtractError('The server that reads documents finds no text.')
  return writing.done(parts.every(({ page }) => page) ? 'page' : null)
}

/** A list of parts with pages is one part a page, in order. */
function partOf(given: unknown): { text: string; page: boolean } {
  const { page_content: text, metadata } = Object(given)
  if (typeof text !== 'string')
    throw new ExtractError('The server that reads documents does not answer as it should.')
  return { text, page: Number.isInteger(Object(metadata).page) }
}
