// Apache Tika: the text of a document as XHTML or text, its metadata beside it.
import type { House } from '../../config/house'
import { below, bodyOf, call } from './call'
import { type Document, ExtractError, type Extracted, type Limits } from './document'
import { Writing } from './writing'

const TEXT = 'X-TIKA:content'
const META: [tika: string, ours: string][] = [
  ['dc:title', 'title'],
  ['dc:creator', 'author'],
  ['dc:language', 'language'],
]

export async function readByTika(
  house: House,
  document: Document,
  limits: Limits,
  signal: AbortSignal,
): Promise<Extracted> {
  const answer = await call(
    house,
    {
      name: 'Tika',
      method: 'PUT',
      url: below(house.config.get('rag.tika_server_url'), '/tika/text'),
      headers: { 'content-type': document.type || 'application/octet-stream' },
      body: await bodyOf(document),
    },
    signal,
  )
  const found = new Map(Object.entries(Object(answer)))
  const text = found.get(TEXT)
  if (typeof text !== 'string') throw new ExtractError('Tika finds no text in it.')
  const writing = new Writing(limits)
  writing.add(text.trim())
  return writing.done(
    null,
    Object.fromEntries(META.map(([key, name]) => [name, words(found.get(key))])),
  )
}

const words = (value: unknown): string | undefined => {
  const first = Array.isArray(value) ? value[0] : value
  return typeof first === 'string' ? first.slice(0, 1000) : undefined
}
