// Passages and whole texts in one shape, and the sources that clients are told of.
import type { Half, Passage } from '../../retrieval/search'
import { originOf } from '../../retrieval/web'
import type { FileRow, FileText } from '../../storage/table'
import type { Attached } from './attach'
import { blocksOf } from './blocks'
import type { Cited, Source, Weighed } from './schema'

/** A passage that the model is given. */
export interface Evidence {
  text: string
  /** The file's name, or the address of a page. */
  source: string
  name: string
  file?: Pick<FileRow, 'id' | 'user_id' | 'text_hash'>
  start: number
  stop: number
  /** Counted from 1. */
  page: number | null
  /** Of a passage that was searched for. */
  embedder?: Passage['embedder']
  score: number | null
  vector: Half | null
  words: Half | null
  rerank: Half | null
}

/** What one source brings. */
export interface Ground {
  source: Record<string, unknown>
  evidence: Evidence[]
}

const UNWEIGHED = { score: null, vector: null, words: null, rerank: null }

export const found = (passage: Passage, file: FileRow | undefined): Evidence => ({
  ...passage,
  ...(file ? { ...origin(file, passage.page), file } : { source: passage.name }),
})

/** Of words from the web the address is the source; results of a search have one for each page. */
function origin(file: FileRow, page: number | null): Pick<Evidence, 'source' | 'name' | 'page'> {
  const { url: source = file.name, name = file.name } = originOf(file, page) ?? {}
  return { source, name, page: Array.isArray(file.meta.urls) ? null : page }
}

/** All of a text. */
export const whole = (file: FileRow, text: FileText): Evidence[] =>
  blocksOf(text).map(block => ({
    ...block,
    ...UNWEIGHED,
    ...origin(file, block.page),
    file,
  }))

/** Words that the caller sent along. */
export function brought({ entry }: Attached): Evidence[] {
  const name = String(entry.source.name ?? '')
  return blocksOf({ content: entry.text ?? '', pages: [] }).map(block => ({
    ...block,
    ...UNWEIGHED,
    source: name,
    name,
  }))
}

/** A passage and the number that it is cited by. */
export type Numbered = Evidence & { number: number }

/** Numbers run through all sources in their order. */
export function numbered(grounds: Ground[]): (Ground & { evidence: Numbered[] })[] {
  let number = 0
  return grounds.map(({ source, evidence }) => ({
    source,
    evidence: evidence.map(one => ({ ...one, number: ++number })),
  }))
}

/** In the contract's shape; a source without a name is shown to nobody. */
export const sourcesOf = (grounds: (Ground & { evidence: Numbered[] })[]): Source[] =>
  grounds
    .filter(({ source }) => typeof source.name === 'string' && source.name !== '')
    .map(({ source, evidence }) => ({
      source,
      document: evidence.map(({ text }) => text),
      metadata: evidence.map(cited),
      ...(evidence.every(({ score }) => score !== null) && {
        distances: evidence.map(({ score }) => score ?? 0),
      }),
    }))

const cited = ({ number, source, name, file, embedder, ...place }: Numbered): Cited => ({
  number,
  source,
  name,
  ...(file && { file_id: file.id, created_by: file.user_id }),
  ...(file?.text_hash && { hash: file.text_hash }),
  ...(place.page !== null && { page: place.page - 1 }),
  start_index: place.start,
  stop_index: place.stop,
  ...(embedder && { embedding_config: JSON.stringify(embedder) }),
  ...(place.score === null && { whole: true as const }),
})

/** As the report shows it. */
export const weighed = (one: Evidence & { number?: number }): Weighed => ({
  ...(one.number !== undefined && { number: one.number }),
  ...(one.file && { file_id: one.file.id }),
  name: one.name,
  ...(one.page !== null && { page: one.page - 1 }),
  start_index: one.start,
  score: one.score,
  vector: one.vector,
  words: one.words,
  rerank: one.rerank,
})
