// Connections to model providers as the settings describe them: address, key and options belong together.

import type { House } from '../../config/house'
import type { ConnectionConfig } from '../../config/settings-providers'
import { sha256 } from '../../utils/hash'
import { perObject } from '../../utils/once'
import { Refusal } from '../../utils/refusal'

export type Kind = 'openai' | 'ollama'

export interface Connection {
  kind: Kind
  /** Its place in the list, the contract's `urlIdx`. */
  idx: number
  /** Without a trailing slash; `/v1` included for OpenAI-style servers. */
  url: string
  /** Empty when there is none, or when it was given for another address. */
  key: string
  /** Switched on, and its address can be used. OpenAI's own service needs a key, too. */
  enabled: boolean
  /** `px` turns the provider's `m` into `px.m` in our lists; empty for none. */
  prefix: string
  /** Non-empty: replaces (OpenAI) or narrows (Ollama) what the provider lists. */
  model_ids: readonly string[]
  /** What an admin calls it; empty when he has not said. */
  name: string
  /** Every verified user may use its models, unless a row says otherwise. */
  everyone: boolean
}

const OPENAI_HOST = 'api.openai.com'

/** Whether this is an address that a connection may have: http or https, without name and password. */
export function isUsable(url: string): boolean {
  const { protocol = '', username, password } = URL.parse(url) ?? {}
  return /^https?:$/.test(protocol) && !username && !password
}

/** Whether the address is OpenAI's own service. */
export const isOpenAI = (url: string): boolean => URL.parse(url)?.hostname === OPENAI_HOST

/** All connections of a kind in order; the same objects until a setting changes. */
export const connections = (house: House, kind: Kind): readonly Connection[] => kept(house)[kind]()

/** Whether neither a person nor the environment has said which connections there are. */
export const isInitial = ({ config }: House, kind: Kind): boolean =>
  config.standing(kind === 'openai' ? 'openai.api_base_urls' : 'ollama.base_urls').origin ===
  'default'

/** The connection with that number. Throws 404 when there is none. */
export function connectionAt(house: House, kind: Kind, idx: number): Connection {
  const connection = connections(house, kind)[idx]
  if (connection) return connection
  throw new Refusal(404, 'There is no connection with this number.')
}

const kept = perObject((house: House) => {
  let made: Partial<Record<Kind, readonly Connection[]>> = {}
  house.config.onChange(keys => {
    if ([...keys].some(key => /^(openai|ollama)\./.test(key))) made = {}
  })
  const keep = (kind: Kind, read: () => Connection[]) => () => {
    made[kind] ??= read()
    return made[kind]
  }
  return {
    openai: keep('openai', () => readOpenAI(house)),
    ollama: keep('ollama', () => readOllama(house)),
  }
})

function readOpenAI({ config }: House): Connection[] {
  const on = config.get('openai.enable')
  const keys = config.get('openai.api_keys')
  const configs = config.get('openai.api_configs')
  const trust = trusts(config)
  return config.get('openai.api_base_urls').map((url, idx) => {
    const options = configs[url] ?? {}
    const given = keys[idx] ?? ''
    const key = trust || isOpenAI(url) || isBound(options, given) ? given : ''
    const enabled = on && options.enable !== false && !(isOpenAI(url) && key === '')
    return make('openai', idx, url, key, enabled, options)
  })
}

function readOllama({ config }: House): Connection[] {
  const on = config.get('ollama.enable')
  const configs = config.get('ollama.api_configs')
  return config.get('ollama.base_urls').map((url, idx) => {
    const options = configs[url] ?? {}
    return make('ollama', idx, url, options.key ?? '', on && options.enable !== false, options)
  })
}

const make = (
  kind: Kind,
  idx: number,
  url: string,
  key: string,
  enabled: boolean,
  options: Readonly<ConnectionConfig>,
): Connection => ({
  kind,
  idx,
  url: url.replace(/\/+$/, ''),
  key,
  enabled: enabled && isUsable(url),
  prefix: options.prefix_id ?? '',
  model_ids: options.model_ids ?? [],
  name: typeof options.name === 'string' ? options.name : '',
  everyone: options.everyone === true,
})

/**
 * Keys pair with addresses by position, which only holds while both were written by the same hand:
 * an address from the environment beside saved keys may have changed under them.
 */
function trusts(config: House['config']): boolean {
  const { origin: urls } = config.standing('openai.api_base_urls')
  const { origin: keys } = config.standing('openai.api_keys')
  const hand = (origin: typeof urls) => (origin === 'saved' ? 'people' : 'environment')
  return keys === 'default' || hand(urls) === hand(keys)
}

/** Which keys were saved for an address, as hashes; so a saved key outlives no change of its address. */
export const bind = (keys: readonly string[]): string[] => keys.filter(Boolean).map(mark)

const isBound = (options: Readonly<ConnectionConfig>, key: string): boolean =>
  Array.isArray(options.bound) && options.bound.includes(mark(key))

const mark = (key: string): string => sha256(key).slice(0, 32)
