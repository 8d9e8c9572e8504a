// Looks for model servers on this machine, at the ports where they usually are.
import type { House } from '../../config/house'
import { providerFetch } from './fetch'
import { usableEntries } from './model'

interface Usual {
  kind: 'openai' | 'ollama'
  name: string
  /** What a connection to it would have as its address. */
  url: string
  list: string
  /** Where in the answer the list is, and in an entry the id. */
  under: string
  key: string
}

const local = (port: number): string => `http://127.0.0.1:${port}`
const openai = { kind: 'openai', list: '/models', under: 'data', key: 'id' } as const

const USUAL: readonly Usual[] = [
  {
    kind: 'ollama',
    name: 'Ollama',
    url: local(11434),
    list: '/api/tags',
    under: 'models',
    key: 'model',
  },
  { ...openai, name: 'LM Studio', url: `${local(1234)}/v1` },
  { ...openai, name: 'llama.cpp', url: `${local(8080)}/v1` },
  { ...openai, name: 'vLLM', url: `${local(8000)}/v1` },
]

const LIMITS = { headers: 500, idle: 500, deadline: 500, bytes: 1024 ** 2 }

export interface Found {
  kind: Usual['kind']
  name: string
  url: string
  models: string[]
}

/** What answers as a model server does, within half a second. */
export async function findLocal(house: House): Promise<Found[]> {
  const found = await Promise.all(USUAL.map(usual => probe(house, usual).catch(() => undefined)))
  return found.filter(server => server !== undefined)
}

async function probe(house: House, usual: Usual): Promise<Found | undefined> {
  const { kind, name, url, list, under, key } = usual
  const response = await providerFetch(house, { url, key: '' }, LIMITS)(url + list)
  const entries: unknown = response.ok ? Object(await response.json())[under] : undefined
  if (!Array.isArray(entries)) return undefined
  return { kind, name, url, models: usableEntries(entries, key).map(({ id }) => id) }
}
