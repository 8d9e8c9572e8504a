// The part of the plan about connections to providers: all of a kind, in order.
import { rowBeside } from '../../config/change'
import type { Key } from '../../config/settings'
import type { ConnectionConfig } from '../../config/settings-providers'
import * as Saved from '../../config/store'
import { bind, isUsable } from '../../webui/connections/connection'
import type { Connection } from './schema'
import { type Ground, present, type Step } from './state'
import { change, moves } from './words'

type Kind = 'openai' | 'ollama'

/** A connection as the settings have it. */
interface Held {
  url: string
  key: string
  options: ConnectionConfig
}

export const planConnections = (ground: Ground): Step[] =>
  (['openai', 'ollama'] as const).flatMap(kind => {
    const given = ground.file.said.connections?.[kind]
    return given ? planKind(ground, kind, given) : []
  })

function planKind(ground: Ground, kind: Kind, given: readonly Connection[]): Step[] {
  const before = held(ground, kind)
  const after = given.map((connection, index) => {
    const url = connection.url.trim().replace(/\/+$/, '')
    checkUrl(ground, kind, index, url, given)
    return merged(connection, url, before)
  })
  const values = kind === 'openai' ? openaiValues(after) : ollamaValues(after)
  const rows = Object.entries(values).flatMap(([key, value]) =>
    ground.state.saved.has(key) && Bun.deepEquals(ground.state.saved.get(key), value)
      ? []
      : [rowBeside(key as Key, value)],
  )
  if (rows.length === 0) return []
  const details = differences(before, after)
  return [
    {
      sign: '~',
      noun: 'connections',
      name: kind,
      details: details.length > 0 ? details : ['the same, saved'],
      run: tx => Saved.put(tx, rows),
    },
  ]
}

function checkUrl(
  { file, config }: Ground,
  kind: Kind,
  index: number,
  url: string,
  all: readonly Connection[],
): void {
  const path = ['connections', kind, index]
  const twice = all.findIndex(other => other.url.trim().replace(/\/+$/, '') === url) < index
  const { origin, said } = config.standing(
    kind === 'openai' ? 'openai.api_base_urls' : 'ollama.base_urls',
  )
  if (!isUsable(url))
    file.fault(
      [...path, 'url'],
      'an address starts with http:// or https:// and holds no password.',
    )
  if (twice) file.fault([...path, 'url'], 'this address stands here twice.')
  if (origin === 'pinned') file.fault(path, `${said?.name} pins the connections.`)
}

function held(ground: Ground, kind: Kind): Held[] {
  const value = <T>(key: Key) => present(ground, key) as T
  const urls = value<string[]>(kind === 'openai' ? 'openai.api_base_urls' : 'ollama.base_urls')
  const options = value<Record<string, ConnectionConfig>>(`${kind}.api_configs`)
  const keys = kind === 'openai' ? value<string[]>('openai.api_keys') : []
  return urls.map((url, index) => ({
    url,
    key: (kind === 'openai' ? keys[index] : options[url]?.key) ?? '',
    options: options[url] ?? {},
  }))
}

/** What the file does not say stays as it was for that address. */
function merged(given: Connection, url: string, before: readonly Held[]): Held {
  const was = before.find(other => other.url.replace(/\/+$/, '') === url)
  const { bound: _bound, key: _key, ...kept } = was?.options ?? {}
  return {
    url,
    key: given.key?.trim() ?? was?.key ?? '',
    options: {
      ...kept,
      ...(given.enabled !== undefined && { enable: given.enabled }),
      ...(given.prefix !== undefined && { prefix_id: given.prefix }),
      ...(given.models && { model_ids: given.models }),
      ...(given.name !== undefined && { name: given.name }),
      ...(given.everyone !== undefined && { everyone: given.everyone }),
    },
  }
}

const openaiValues = (all: readonly Held[]) => ({
  'openai.api_base_urls': all.map(({ url }) => url),
  'openai.api_keys': all.map(({ key }) => key),
  'openai.api_configs': Object.fromEntries(
    all.map(({ url, key, options }) => [url, { ...options, bound: bind([key]) }]),
  ),
})

const ollamaValues = (all: readonly Held[]) => ({
  'ollama.base_urls': all.map(({ url }) => url),
  'ollama.api_configs': Object.fromEntries(
    all.map(({ url, key, options }) => [url, { ...options, ...(key && { key }) }]),
  ),
})

function differences(before: readonly Held[], after: readonly Held[]): string[] {
  const urls = (all: readonly Held[]) => all.map(({ url }) => url)
  const list = moves('', urls(before), urls(after)).map(line => line.trim())
  const order = list.length > 0 ? [] : change('order', urls(before), urls(after))
  return [...list, ...order, ...after.flatMap(one => inside(one, before))]
}

function inside(after: Held, before: readonly Held[]): string[] {
  const was = before.find(({ url }) => url === after.url)
  const key = after.key === (was?.key ?? '') ? [] : [after.key ? 'key set' : 'key removed']
  const names = new Set([...Object.keys(was?.options ?? {}), ...Object.keys(after.options)])
  const options = [...names]
    .filter(name => name !== 'bound' && name !== 'key')
    .flatMap(name => change(name, was?.options[name], after.options[name]))
  const all = [...key, ...options]
  return all.length > 0 ? [`${after.url}: ${all.join('; ')}`] : []
}
