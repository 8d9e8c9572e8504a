// Knowledge bases as the page knows them: lists and files by page, kept fresh by events.
import {
  type InfiniteData,
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query'
import { useEffect } from 'react'
import { type KnowledgeBase, type KnowledgeFiles, knowledge } from '../../api-documents'
import { queryClient } from '../../cache'
import { isUnderWay } from '../../documents/reading'
import { onLive } from '../../live'

const PAGE = 50
const FILES = 100

const listKey = ['knowledge', 'list'] as const
export const baseKey = (id: string) => ['knowledge', 'base', id] as const
const filesKey = (id: string) => ['knowledge', 'files', id] as const

export const useBases = (query: string) =>
  useInfiniteQuery({
    queryKey: [...listKey, query],
    queryFn: ({ pageParam, signal }) =>
      knowledge.search({ query, skip: pageParam, limit: PAGE }, signal),
    initialPageParam: 0,
    getNextPageParam: (last, all) => nextOf(last.total, all),
    placeholderData: keepPreviousData,
  })

const nextOf = (total: number, pages: { data: unknown[] }[]): number | undefined => {
  const loaded = pages.reduce((sum, { data }) => sum + data.length, 0)
  return loaded < total && pages.at(-1)?.data.length ? loaded : undefined
}

/** Null when there is none, or none for this person. */
export const useBase = (id: string) =>
  useQuery({
    queryKey: baseKey(id),
    queryFn: () => knowledge.read(id),
    refetchInterval: ({ state: { data } }) => (data && statesOf(data).waiting > 0 ? LOOK : false),
  })

/** Only the owner of a file hears how its reading goes; others look again. */
const LOOK = 5000

export interface FilesAsk {
  query: string
  state: '' | 'failed'
}

export const useFiles = (id: string, { query, state }: FilesAsk) =>
  useInfiniteQuery({
    queryKey: [...filesKey(id), query, state],
    queryFn: ({ pageParam, signal }) => {
      const ask = { query, skip: pageParam, limit: FILES, ...(state && { state }) }
      return knowledge.files(id, ask, signal)
    },
    initialPageParam: 0,
    getNextPageParam: (last, all) => nextOf(last.total, all),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => (filesIn(data).some(isUnderWay) ? LOOK : false),
  })

export const filesIn = (data: InfiniteData<KnowledgeFiles> | undefined): KnowledgeFiles['data'] =>
  data?.pages.flatMap(page => page.data) ?? []

const reloadLists = (): void => {
  void queryClient.invalidateQueries({ queryKey: listKey })
  void queryClient.invalidateQueries({ queryKey: ['knowledge', 'choices'] })
}

/** Reads a base again, its files and every list that shows it. */
export const reloadBase = (id: string): void => {
  reloadLists()
  void queryClient.invalidateQueries({ queryKey: baseKey(id) })
  void queryClient.invalidateQueries({ queryKey: filesKey(id) })
}

/** Takes what is known of a base that is gone away, without asking for it once more. */
export const forgetBase = (id: string): void => {
  queryClient.removeQueries({ queryKey: baseKey(id) })
  queryClient.removeQueries({ queryKey: filesKey(id) })
  reloadLists()
}

/** A burst of events is one more look, a moment later. */
const SETTLE = 400

/** Follows what others do to bases, and how far files come, while the page is open. */
export const useFollowing = (id?: string): void => {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const later = (work: () => void) => {
      timer ??= setTimeout(() => {
        timer = undefined
        work()
      }, SETTLE)
    }
    const off = onLive(event => {
      if (event.type === 'knowledge') later(() => reloadBase(event.knowledge_id))
      // Every step of a file is its row's; its end is the base's.
      else if (event.type === 'file' && !['queued', 'running'].includes(event.state)) {
        later(() => reloadBase(id ?? ''))
      }
    })
    return () => {
      off()
      clearTimeout(timer)
    }
  }, [id])
}

/** How many files of a base are still to be read, and how many could not be. */
export const statesOf = ({ states }: KnowledgeBase) => {
  const count = (...names: string[]) =>
    names.reduce((sum, name) => sum + (Object(states)[name] ?? 0), 0)
  return { waiting: count('queued', 'running'), failed: count('failed') }
}
