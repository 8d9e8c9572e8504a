// Settings as people see them, in `hearth config` and on the admin's page.
import type { Origin, Standing } from './decide'
import { type Key, settings } from './settings'

export interface Described {
  key: Key
  /** The variables that set it. */
  env: readonly string[]
  /** Secrets are masked. */
  value: unknown
  source: Origin
  sentence: string
  /** What else there is to know of where the value comes from, or null. */
  note: string | null
}

/** One setting as people see it. */
export function describe(key: Key, standing: Standing, value: unknown): Described {
  const { env, sentence, secret } = settings[key]
  const shown = secret ? masked(value) : value
  return { key, env, value: shown, source: standing.origin, sentence, note: noteOf(standing) }
}

const MASK = '********'

/** Hides whatever is not empty and keeps the structure. */
export function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, masked(part)]))
  return value === '' || value === null ? value : MASK
}

function noteOf({ origin, said, saved }: Standing): string | null {
  if (origin === 'pinned')
    return `Pinned: ENABLE_PERSISTENT_CONFIG is false, so only ${said?.name} changes it.`
  if (!saved) return null
  const day = new Date(saved.updated_at).toISOString().slice(0, 10)
  if (saved.origin === 'environment')
    return said
      ? `${said.name} changed and replaced what was saved (${day}).`
      : `From a variable that is not set any more (${day}).`
  return said ? `Saved ${day}, after ${said.name} got its present value.` : null
}
