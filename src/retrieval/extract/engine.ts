// Which server outside reads documents, if any.
import type { House } from '../../config/house'
import { readByDocling } from './docling'
import type { Document, Extracted, Limits } from './document'
import { isSource } from './extension'
import { readByExternal } from './external'
import { readByTika } from './tika'

export type Engine = (
  house: House,
  document: Document,
  limits: Limits,
  signal: AbortSignal,
) => Promise<Extracted>

/** The one that the settings name; none when it has no address. */
export function engine({ config }: House): Engine | undefined {
  const name = config.get('rag.CONTENT_EXTRACTION_ENGINE').trim().toLowerCase()
  if (name === 'tika' && config.get('rag.tika_server_url')) return readByTika
  if (name === 'docling' && config.get('rag.docling_server_url')) return readByDocling
  if (name === 'external' && config.get('rag.external_document_loader_url')) return readByExternal
  return undefined
}

/** Texts and source code need nobody outside. */
export const isPlain = ({ name, type }: Document): boolean =>
  type.startsWith('text/') || type === 'application/json' || isSource(name)
