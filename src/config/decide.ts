// Which value of a setting counts. The last change wins: what was saved holds while the environment
// says what it said then; once the environment says something else, it takes over.
import { unusable } from '../env/error'
import { sha256 } from '../utils/hash'
import type { Said, Setting, Source } from './row'
import type { SettingRow } from './table'

/** Where a value comes from. Pinned: the environment gave it, and people may not change it. */
export type Origin = 'default' | 'environment' | 'saved' | 'pinned'

/** The value that counts and why. */
export interface Standing {
  value: unknown
  origin: Origin
  /** What the environment says now. */
  said: Said | undefined
  /** The row it was saved in, when that is where it comes from. */
  saved: SettingRow | undefined
  /** True when the environment has just replaced a saved value, which must be written down. */
  takeover: boolean
  /** True when the saved value is not of the setting's type any more and was passed over. */
  spoiled: boolean
}

/** What the environment says of a setting. Throws EnvError when that is unusable. */
export function heard(setting: Setting<unknown>, source: Source): Said | undefined {
  if (setting.gather) return setting.gather(source)
  const name = setting.env.find(name => source[name]?.trim())
  const text = name && source[name]
  if (!name || !text) return undefined
  const read = setting.kind.parse(text)
  const value = setting.type.safeParse(read)
  if (value.success) return { name, text, value: value.data }
  const { allowed } = setting.kind
  const [issue] = value.error.issues
  const what = [issue?.path.join('.'), issue?.message].filter(Boolean).join(': ')
  const fit = read === undefined ? allowed : `${allowed} that fits (${what})`
  throw unusable(name, text, fit, setting.secret)
}

/** Stands for the hash in rows saved where the server's environment was not known. */
export const UNSEEN = 'unseen'

/** The hash by which an environment's word is known again. */
export const mark = (said: Said | undefined): string | null => (said ? sha256(said.text) : null)

/** `persistent` false: whatever the environment names is pinned to it, as firm settings always are. */
export function decide(
  setting: Setting<unknown>,
  said: Said | undefined,
  row: SettingRow | undefined,
  persistent: boolean,
): Standing {
  const kept = row && readable(setting, row.value)
  const stands = { said, saved: undefined, takeover: false, spoiled: row !== undefined && !kept }
  if (said && (!persistent || setting.firm))
    return { ...stands, value: said.value, origin: 'pinned' }
  if (row && kept) {
    if (said && row.env_hash !== UNSEEN && mark(said) !== row.env_hash)
      return { ...stands, value: said.value, origin: 'environment', takeover: true }
    const origin = said && row.origin === 'environment' ? 'environment' : 'saved'
    return { ...stands, value: kept.value, origin, saved: row }
  }
  if (said) return { ...stands, value: said.value, origin: 'environment' }
  return { ...stands, value: setting.initial, origin: 'default' }
}

function readable(setting: Setting<unknown>, text: string): { value: unknown } | undefined {
  try {
    const value = setting.type.safeParse(JSON.parse(text))
    return value.success ? { value: value.data } : undefined
  } catch {
    return undefined
  }
}
