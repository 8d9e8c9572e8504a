// Whose key an embedding server gets: only settings that name its very address lend theirs.
import type { House } from '../../config/house'
import type { EmbedderName } from './index'

/** The settings' for that address, else the one that the index remembers; empty when there is none. */
export function keyOf(house: House, { engine, url, key = '' }: EmbedderName): string {
  const own = engine === 'openai' ? ownOfOpenai(house) : ownOfOllama(house)
  return isSame(own.url, url) ? own.key : key || connectionsKey(house, { engine, url })
}

const ownOfOpenai = ({ config }: House) => ({
  url: config.get('rag.openai_api_base_url'),
  key: config.get('rag.openai_api_key'),
})

const ownOfOllama = ({ config }: House) => ({
  url: config.get('rag.ollama.url'),
  key: config.get('rag.ollama.key'),
})

/**
 * An index that still answers while the next one is built may be of a server that the settings of
 * embedding name no more, and that is a connection of the models.
 */
function connectionsKey({ config }: House, { engine, url }: Pick<EmbedderName, 'engine' | 'url'>) {
  if (engine !== 'openai') return ''
  const at = config.get('openai.api_base_urls').findIndex(known => isSame(known, url))
  return config.get('openai.api_keys')[at] ?? ''
}

const isSame = (one: string, other: string): boolean => bare(one) === bare(other)

const bare = (url: string): string => url.trim().replace(/\/+$/, '')
