// Settings as people see them, in `hearth config` and on the admin's page.
import { masked } from '../utils/mask'
import type { Origin, Standing } from './decide'
import { isAhead, type Key, settings } from './settings'

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
  return {
    key,
    env,
    value: shown,
    source: standing.origin,
    sentence,
    note: noteOf(standing) ?? (isAhead(key) ? 'Kept, but nothing acts on it yet.' : null),
  }
}

function noteOf({ origin, said, saved, takeover }: Standing): string | null {
  if (origin === 'pinned')
    return `Pinned: ENABLE_PERSISTENT_CONFIG is false, so only ${said?.name} changes it.`
  if (takeover) return `${said?.name} has changed and replaces what was saved.`
  if (!saved) return null
  const day = new Date(saved.updated_at).toISOString().slice(0, 10)
  if (saved.origin === 'environment')
    return said
      ? `${said.name} changed and replaced what was saved (${day}).`
      : `From a variable that is not set any more (${day}).`
  return said ? `Saved ${day}, after ${said.name} got its present value.` : null
}
