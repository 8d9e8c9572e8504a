// Connections as one list: the two documents of the server, read and changed as if they were one.
import { useQuery } from '@tanstack/react-query'
import { models, providers } from '../../api'
import { keys, queryClient } from '../../cache'
import type { ConnectionOptions, OllamaConfig, OpenAiConfig, ProviderKind } from '../../wire'

export interface Connection {
  kind: ProviderKind
  idx: number
  url: string
  key: string
  options: ConnectionOptions
}

export type Draft = Omit<Connection, 'idx'>

/** The address the server starts with; without a key it only stands there for show. */
const UNUSED = 'https://api.openai.com/v1'

export const openaiList = (config: OpenAiConfig): Connection[] =>
  config.OPENAI_API_BASE_URLS.map((url, idx) => ({
    kind: 'openai',
    idx,
    url,
    key: config.OPENAI_API_KEYS[idx] ?? '',
    options: config.OPENAI_API_CONFIGS[url] ?? {},
  }))

export const ollamaList = (config: OllamaConfig): Connection[] =>
  config.OLLAMA_BASE_URLS.map((url, idx) => ({
    kind: 'ollama',
    idx,
    url,
    key: config.OLLAMA_API_CONFIGS[url]?.key ?? '',
    options: config.OLLAMA_API_CONFIGS[url] ?? {},
  }))

const used = (connection: Draft): boolean => connection.url !== UNUSED || connection.key !== ''

const saveOpenai = (list: Draft[], on: boolean) =>
  providers.saveOpenai({
    ENABLE_OPENAI_API: on,
    OPENAI_API_BASE_URLS: list.map(item => item.url),
    OPENAI_API_KEYS: list.map(item => item.key),
    OPENAI_API_CONFIGS: Object.fromEntries(list.map(item => [item.url, item.options])),
  })

const saveOllama = (list: Draft[], on: boolean) =>
  providers.saveOllama({
    ENABLE_OLLAMA_API: on,
    OLLAMA_BASE_URLS: list.map(item => item.url),
    OLLAMA_API_CONFIGS: Object.fromEntries(
      list.map(item => [item.url, { ...item.options, key: item.key }]),
    ),
  })

const reload = () => {
  for (const queryKey of [keys.openai, keys.ollama, keys.connections, keys.models]) {
    void queryClient.invalidateQueries({ queryKey })
  }
}

/** Reads the newest list, changes it, saves it whole, and lets every reader know. */
const change = async (
  kind: ProviderKind,
  edit: (list: Connection[]) => Draft[],
  on?: boolean,
): Promise<void> => {
  if (kind === 'openai') {
    const config = await providers.openai()
    await saveOpenai(edit(openaiList(config)), on ?? config.ENABLE_OPENAI_API)
  } else {
    const config = await providers.ollama()
    await saveOllama(edit(ollamaList(config)), on ?? config.ENABLE_OLLAMA_API)
  }
  reload()
}

/** Adds a connection and switches its kind on; answers the place it got in the list. */
export const addConnection = async (draft: Draft): Promise<number> => {
  let idx = 0
  await change(
    draft.kind,
    list => {
      const kept = list.filter(item => used(item) && item.url !== draft.url)
      idx = kept.length
      return [...kept, draft]
    },
    true,
  )
  return idx
}

export const changeConnection = (connection: Connection, draft: Draft): Promise<void> =>
  change(connection.kind, list => list.map(item => (item.idx === connection.idx ? draft : item)))

export const removeConnection = (connection: Connection): Promise<void> =>
  change(connection.kind, list => list.filter(item => item.idx !== connection.idx))

/** Puts a removed connection back where it was. */
export const restoreConnection = (connection: Connection): Promise<void> =>
  change(connection.kind, list => list.toSpliced(connection.idx, 0, connection))

export const setKind = (kind: ProviderKind, on: boolean): Promise<void> =>
  change(kind, list => list, on)

/** "Everyone may use" for all models of a connection, those to come included. */
export const shareConnection = async (
  kind: ProviderKind,
  idx: number,
  everyone: boolean,
): Promise<void> => {
  await models.access({ connection: { kind, idx }, everyone })
  reload()
}

export const useOpenai = () => useQuery({ queryKey: keys.openai, queryFn: providers.openai })
export const useOllama = () => useQuery({ queryKey: keys.ollama, queryFn: providers.ollama })

/** Asks the provider behind the draft; answers how many models it has, null when it does not say. */
export const verify = async (draft: Draft): Promise<number | null> => {
  const form = { url: draft.url, key: draft.key }
  if (draft.kind === 'ollama') {
    await providers.verifyOllama(form)
    return null
  }
  const answer: unknown = await providers.verifyOpenai(form)
  const list = Array.isArray(answer) ? answer : (answer as { data?: unknown[] }).data
  return Array.isArray(list) ? list.length : null
}
