// The passages that an answer may cite, by their numbers.
import { openPanel } from '../parts/viewer/panel'
import type { Source } from '../wire'

export interface Cited {
  number: number
  name: string
  text: string
  /** From 1. */
  page: number | null
  file_id?: string
  url?: string
  start?: number
}

/** A page of the web, by its address. */
const addressOf = (text: unknown): string | undefined =>
  typeof text === 'string' && /^https?:\/\//i.test(text) ? text : undefined

export const citedIn = (sources: Source[]): Cited[] =>
  sources.flatMap(({ source, document, metadata }) =>
    metadata.flatMap((meta, place): Cited[] => {
      if (typeof meta?.number !== 'number') return []
      const url = addressOf(meta.source) ?? addressOf(source.url)
      return [
        {
          number: meta.number,
          name: meta.name || String(source.name ?? ''),
          text: document[place] ?? '',
          page: meta.page === undefined ? null : meta.page + 1,
          ...(meta.file_id && { file_id: meta.file_id }),
          ...(url && { url }),
          ...(meta.start_index !== undefined && !meta.whole && { start: meta.start_index }),
        },
      ]
    }),
  )

/** Opens the document at the passage; a page that is not kept opens apart. */
export const openCited = ({ file_id, name, page, text, start, url }: Cited): void => {
  if (!file_id) {
    if (url) window.open(url, '_blank', 'noopener,noreferrer')
    return
  }
  const lit = start === undefined ? {} : { lit: { start, stop: start + text.length } }
  const sight = { page, passage: text, ...lit }
  openPanel({ kind: 'document', id: file_id, name, sight, ...(url && { url }) })
}
