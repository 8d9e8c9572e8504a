// What changes that people ask for come to: rows to save, or a refusal.
import { Refusal } from '../utils/refusal'
import { mark, type Standing, UNSEEN } from './decide'
import type { Said } from './row'
import { isKey, type Key, keys, type Settings, settings } from './settings'
import type { SettingRow } from './table'

/** What is known of the settings before the change. */
interface Present {
  get(key: Key): unknown
  standing(key: Key): Standing
}

/** The rows that changes come to. Throws Refusal 400 for a wrong type, 409 for a pinned setting. */
export function rowsOf(changes: Partial<Settings>, present: Present): SettingRow[] {
  return Object.entries(changes)
    .filter(([, given]) => given !== undefined)
    .flatMap(([key, given]) => {
      if (!isKey(key)) throw new Refusal(400, `There is no setting ${key}.`)
      return rowFor(key, checked(key, given), present)
    })
}

/**
 * The same changes, and an end to every secret whose address they change without giving it anew:
 * no secret goes where it was not meant for.
 */
export function withoutStray(changes: Partial<Settings>, present: Present): Partial<Settings> {
  const moved = (key: Key): boolean =>
    Object.hasOwn(changes, key) && !Bun.deepEquals(changes[key], present.get(key))
  const stray = keys.filter(key => {
    const { at, initial } = settings[key]
    if (!at || !isKey(at) || Object.hasOwn(changes, key)) return false
    return moved(at) && !Bun.deepEquals(present.get(key), initial)
  })
  return { ...changes, ...Object.fromEntries(stray.map(key => [key, settings[key].initial])) }
}

/** The row of a value with its date and the environment's word beside it. */
export function rowOf(
  key: Key,
  value: unknown,
  said: Said | undefined,
  origin: SettingRow['origin'],
): SettingRow {
  return { key, value: JSON.stringify(value), env_hash: mark(said), origin, updated_at: Date.now() }
}

/** A row written by who cannot see the environment of the server that will read it. */
export const rowBeside = (key: Key, value: unknown): SettingRow => ({
  ...rowOf(key, value, undefined, 'person'),
  env_hash: UNSEEN,
})

/** Nothing when the value only repeats the environment: forms send back all their fields. */
function rowFor(key: Key, value: unknown, present: Present): SettingRow[] {
  const { origin, said } = present.standing(key)
  const same = Bun.deepEquals(value, present.get(key))
  if (origin === 'pinned' && !same) throw pinned(key, said)
  const ours = origin === 'saved' || (origin === 'default' && !settings[key].follows)
  return same && !ours ? [] : [rowOf(key, value, said, 'person')]
}

/** The value in its setting's type. Throws Refusal 400. */
export function checked(key: Key, given: unknown): unknown {
  const { fault, value } = check(key, given)
  if (fault) throw new Refusal(400, fault)
  return value
}

/** The value in its setting's type, or what is wrong with it by its path. */
export function check(key: Key, given: unknown): { fault?: string; value?: unknown } {
  const result = settings[key].type.safeParse(given)
  if (result.success) return { value: result.data }
  const [issue] = result.error.issues
  return { fault: `${[key, ...(issue?.path ?? [])].join('.')}: ${issue?.message}` }
}

/** 409: who asks may change settings and asked rightly; it is the server's state that forbids it. */
export const pinned = (key: Key, said: Said | undefined): Refusal =>
  new Refusal(
    409,
    `${key} is set by ${said?.name} and cannot be changed here, as ${whyPinned(key)}.`,
  )

/** Why people may not change it. */
export const whyPinned = (key: Key): string =>
  settings[key].firm ? 'whoever runs the server decides it' : 'ENABLE_PERSISTENT_CONFIG is false'
