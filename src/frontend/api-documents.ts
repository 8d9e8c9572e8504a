// Calls about files, uploads in parts and knowledge bases.
import type { z } from 'zod'
import type { FileWire } from '../webui/files/wire'
import type { FilesPage, KnowledgeForm, NewKnowledge, Search } from '../webui/knowledge/schema'
import type { toBrief } from '../webui/knowledge/wire'
import { request } from './request'

const at = (...parts: string[]): string => parts.map(part => encodeURIComponent(part)).join('/')
const post = <T>(path: string, body?: unknown) => request<T>(path, { method: 'POST', body })
const remove = <T>(path: string, query = {}) => request<T>(path, { method: 'DELETE', query })

/** A stored file, and how far its reading has come. */
export type StoredFile = FileWire

/** The words of a file; `pages` holds where each page begins, from 0. */
export interface FileWords {
  content: string
  unit: 'page' | 'slide' | 'sheet' | 'chapter' | null
  pages: number[]
  state: StoredFile['state']
}

/** An upload that is under way, `received` bytes of it are there; a part should have `part` bytes. */
export interface Upload {
  id: string
  name: string
  size: number
  received: number
  part: number
}

/** What one's files take and may take, in bytes; null where nothing bounds them. */
export interface Room {
  taken: number
  quota: number | null
  largest: number | null
}

const WITHOUT_WORDS = { content: false }

export const documents = {
  /** One's own, newest first. */
  list: (ask: { query?: string; skip?: number; limit?: number }) =>
    request<StoredFile[]>('/api/v1/files/', { query: { ...ask, mine: true, ...WITHOUT_WORDS } }),
  room: () => request<Room>('/api/v1/files/room'),
  read: (id: string, signal?: AbortSignal) =>
    request<StoredFile>(`/api/v1/files/${at(id)}`, {
      query: WITHOUT_WORDS,
      ...(signal ? { signal } : {}),
    }),
  words: (id: string, signal?: AbortSignal) =>
    request<FileWords>(`/api/v1/files/${at(id)}/text`, signal ? { signal } : {}),
  retry: (id: string) => post<StoredFile>(`/api/v1/files/${at(id)}/retry`),
  cancel: (id: string) => post<StoredFile>(`/api/v1/files/${at(id)}/cancel`),
  remove: (id: string) => remove<{ message: string }>(`/api/v1/files/${at(id)}`),
  contentUrl: (id: string) => `/api/v1/files/${at(id)}/content`,
}

export const uploads = {
  begin: (form: { name: string; size: number; type: string }) =>
    post<Upload>('/api/v1/uploads', form),
  read: (id: string, signal?: AbortSignal) =>
    request<Upload>(`/api/v1/uploads/${at(id)}`, signal ? { signal } : {}),
  give: (id: string) => remove<boolean>(`/api/v1/uploads/${at(id)}`),
  partUrl: (id: string) => `/api/v1/uploads/${at(id)}`,
}

/** A knowledge base as lists have it: no files, but how many there are and how far they have come. */
export type KnowledgeBase = ReturnType<typeof toBrief>

export interface KnowledgeFiles {
  data: (StoredFile & { path?: string; added_at?: number })[]
  total: number
}

export const knowledge = {
  search: (ask: Partial<z.input<typeof Search>>, signal?: AbortSignal) =>
    request<{ data: KnowledgeBase[]; total: number }>('/api/v1/knowledge/search', {
      query: ask as Record<string, string>,
      ...(signal ? { signal } : {}),
    }),
  create: (form: z.input<typeof NewKnowledge>) =>
    post<{ id: string; name: string }>('/api/v1/knowledge/create', form),
  read: (id: string) =>
    request<KnowledgeBase | null>(`/api/v1/knowledge/${at(id)}`, { query: WITHOUT_WORDS }),
  save: (id: string, form: z.input<typeof KnowledgeForm>) =>
    post<KnowledgeBase>(`/api/v1/knowledge/${at(id)}/update?content=false`, form),
  remove: (id: string, files = false) =>
    remove<boolean>(`/api/v1/knowledge/${at(id)}/delete`, { files }),
  files: (id: string, ask: Partial<z.input<typeof FilesPage>>, signal?: AbortSignal) =>
    request<KnowledgeFiles>(`/api/v1/knowledge/${at(id)}/files`, {
      query: ask as Record<string, string>,
      ...(signal ? { signal } : {}),
    }),
  addFiles: (id: string, files: { file_id: string; path?: string }[]) =>
    post<unknown>(`/api/v1/knowledge/${at(id)}/files/add`, { files }),
  removeFiles: (id: string, file_ids: string[]) =>
    post<{ removed: string[] }>(`/api/v1/knowledge/${at(id)}/files/remove`, { file_ids }),
}

/** A page of the web that was read; `collection_name` stands for it in messages. */
export interface ReadPage {
  collection_name: string
  filename: string
  file: { data: { content: string }; meta: { name: string } }
}

export const web = {
  read: (url: string, signal?: AbortSignal) =>
    request<ReadPage>('/retrieval/api/v1/process/web', {
      method: 'POST',
      body: { url, collection_name: '' },
      ...(signal ? { signal } : {}),
    }),
}

/** Passages that fit a question; lists of equal length in a list of one. `distances` are cosine distances. */
export interface Answers {
  distances: number[][]
  documents: string[][]
  metadatas: Record<string, unknown>[][]
  /** What could not be searched, in words for people. */
  trouble?: string[]
}

export const passages = {
  ask: (collection_names: string[], query: string, k: number) =>
    request<Answers>('/retrieval/api/v1/query/collection', {
      method: 'POST',
      body: { collection_names, query, k },
    }),
}
