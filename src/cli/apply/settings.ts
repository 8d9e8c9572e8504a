// The part of the plan about settings.
import { check, rowBeside, whyPinned, withoutStray } from '../../config/change'
import { isAhead, isKey, type Key, keys, type Settings, settings } from '../../config/settings'
import * as Saved from '../../config/store'
import { holdsMask } from '../../utils/mask'
import type { ApplyFile, Path } from './file'
import { type Ground, present, type Step } from './state'
import { short } from './words'

/** Settings that the section of connections sets. */
export const OF_CONNECTIONS: Record<string, 'openai' | 'ollama'> = {
  'openai.api_base_urls': 'openai',
  'openai.api_keys': 'openai',
  'openai.api_configs': 'openai',
  'ollama.base_urls': 'ollama',
  'ollama.api_configs': 'ollama',
}

export function planSettings(ground: Ground): Step[] {
  const { file, config } = ground
  const given = walk(file, file.said.settings ?? {}, '', ['settings'])
  const wanted = given.filter(({ key, path, value }) => isFit(ground, key, path, value))
  const set = wanted.flatMap(({ key, path, value }) =>
    value === null ? [] : [[key, read(file, key, path, value)] as const],
  )
  const changes = withoutStray(Object.fromEntries(set) as Partial<Settings>, {
    get: key => present(ground, key),
    standing: key => config.standing(key),
  })
  return [
    ...Object.entries(changes).flatMap(([key, value]) =>
      isKey(key) ? put(ground, key, value) : [],
    ),
    ...wanted.flatMap(({ key, value }) => (value === null ? giveBack(ground, key) : [])),
  ]
}

interface Given {
  key: Key
  path: Path
  value: unknown
}

/** Names may be nested or hold dots; whatever leads to no setting is a fault. */
function walk(file: ApplyFile, branch: object, prefix: string, above: Path): Given[] {
  return Object.entries(branch).flatMap(([name, value]) => {
    const key = prefix + name
    const path = [...above, name]
    if (isKey(key)) return [{ key, path, value }]
    const leads = keys.some(other => other.startsWith(`${key}.`))
    if (leads && typeof value === 'object' && value !== null && !Array.isArray(value))
      return walk(file, value, `${key}.`, path)
    file.fault(path, `there is no setting ${key}.`)
    return []
  })
}

function isFit({ file, config }: Ground, key: Key, path: Path, value: unknown): boolean {
  const kind = OF_CONNECTIONS[key]
  const { origin, said } = config.standing(key)
  if (kind && file.said.connections?.[kind])
    file.fault(path, `connections.${kind} sets this; say it once.`)
  else if (origin === 'pinned')
    file.fault(path, `${said?.name} sets this and it cannot be changed, as ${whyPinned(key)}.`)
  else if (settings[key].secret && holdsMask(value))
    file.fault(path, 'this is the mask of a secret, not the secret.')
  else return true
  return false
}

/** Text that is not of the setting's type is read as the environment's would be: `yes`, `12`, `a;b`. */
function read(file: ApplyFile, key: Key, path: Path, given: unknown): unknown {
  const first = check(key, given)
  if (!first.fault) return first.value
  const text = typeof given === 'string' ? settings[key].kind.parse(given) : undefined
  const second = text === undefined ? first : check(key, text)
  if (second.fault) file.fault(path, first.fault)
  return second.value
}

function put({ state, config }: Ground, key: Key, value: unknown): Step[] {
  const isSaved = state.saved.has(key)
  const before = isSaved ? state.saved.get(key) : config.unsaved(key)
  const same = Bun.deepEquals(before, value)
  if (isSaved && same) return []
  const { secret } = settings[key]
  const change = secret
    ? same
      ? 'the same, saved'
      : 'changed, not shown'
    : same
      ? `${short(value)}, saved`
      : `${short(before)} → ${short(value)}`
  const row = rowBeside(key, value)
  return [
    {
      sign: isSaved ? '~' : '+',
      noun: 'setting',
      name: key,
      details: [change, ...(isAhead(key) ? ['nothing acts on it yet'] : [])],
      run: tx => Saved.put(tx, [row]),
    },
  ]
}

function giveBack({ state, config }: Ground, key: Key): Step[] {
  if (!state.saved.has(key)) return []
  const after = settings[key].secret ? 'not shown' : short(config.unsaved(key))
  return [
    {
      sign: '-',
      noun: 'setting',
      name: key,
      details: [`given back to the environment or the default (${after})`],
      run: tx => Saved.remove(tx, [key]),
    },
  ]
}
