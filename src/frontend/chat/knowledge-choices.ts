// What can be brought into a message by its name: knowledge bases, own files, a page by its address.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { documents, knowledge } from '../api-documents'
import type { Link } from './attachments'

const MOST = 30
/** What is kept of an address in a name. */
const LONGEST = 200

export interface Choices {
  bases: (Link & { count: number })[]
  files: Link[]
  /** The words are the address of a page. */
  url: string | undefined
  loading: boolean
  error: unknown
  reload: () => void
}

export const addressIn = (words: string): string | undefined => {
  const text = words.trim()
  return /^https?:\/\/[^\s/]+\.?[^\s]*$/i.test(text) && URL.canParse(text) ? text : undefined
}

export const nameOfPage = (url: string): string =>
  url
    .replace(/^https?:\/\//i, '')
    .replace(/\/$/, '')
    .slice(0, LONGEST)

/** What fits the words; the last answer stays until the next is there. */
export const useKnowledgeChoices = (words: string, enabled = true): Choices => {
  const url = addressIn(words)
  const query = url ? '' : words.trim()
  const bases = useQuery({
    queryKey: ['knowledge', 'choices', query],
    queryFn: ({ signal }) => knowledge.search({ query, verb: 'read', limit: MOST }, signal),
    placeholderData: keepPreviousData,
    enabled,
    staleTime: 15_000,
  })
  const files = useQuery({
    queryKey: ['files', 'choices', query],
    queryFn: () => documents.list({ query, limit: MOST }),
    placeholderData: keepPreviousData,
    enabled,
    staleTime: 15_000,
  })
  return {
    bases: (bases.data?.data ?? []).map(({ id, name, count }) => ({
      type: 'collection' as const,
      id,
      name,
      count,
    })),
    files: (files.data ?? [])
      .filter(({ state }) => state === 'done')
      .map(({ id, filename, meta }) => ({
        type: 'file' as const,
        id,
        name: filename,
        content_type: meta.content_type,
      })),
    url,
    loading: bases.isPending || files.isPending,
    error: bases.error ?? files.error,
    reload: () => {
      void bases.refetch()
      void files.refetch()
    },
  }
}
