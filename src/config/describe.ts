// Settings as people see them, in `hearth config` and on the admin's page.
import { masked } from '../utils/mask'
import { whyPinned } from './change'
import type { Origin, Standing } from './decide'
import type { Matter } from './row'
import { areaOf, isAhead, type Key, settings } from './settings'

export interface Described {
  key: Key
  area: string
  /** The variables that set it. */
  env: readonly string[]
  /** Secrets are masked. */
  value: unknown
  /** What it is when neither the environment nor a person says anything; masked likewise. */
  initial: unknown
  source: Origin
  /** The variable that says something now, whether or not that counts. */
  variable: string | null
  /** When the value that counts was saved, in epoch milliseconds. */
  saved_at: number | null
  sentence: string
  /** What else there is to know of where the value comes from, or null. */
  note: string | null
  secret: boolean
  /** What its text is, for forms. */
  of: Matter | null
}

/** One setting as people see it. */
export function describe(
  key: Key,
  standing: Standing,
  value: unknown,
  initial: unknown,
): Described {
  const { env, sentence, secret, of = null } = settings[key]
  const { origin, said, saved } = standing
  const shown = (one: unknown) => (secret ? masked(one) : one)
  return {
    key,
    area: areaOf(key),
    env,
    value: shown(value),
    initial: shown(initial),
    source: origin,
    variable: said?.name ?? null,
    saved_at: saved?.updated_at ?? null,
    sentence,
    note: noteOf(key, standing) ?? (isAhead(key) ? 'Kept, but nothing acts on it yet.' : null),
    secret,
    of,
  }
}

function noteOf(key: Key, { origin, said, saved, takeover }: Standing): string | null {
  if (origin === 'pinned') return `Pinned to ${said?.name}: ${whyPinned(key)}.`
  if (takeover) return `${said?.name} has changed and replaces what was saved.`
  if (!saved) return null
  const day = new Date(saved.updated_at).toISOString().slice(0, 10)
  if (saved.origin === 'environment')
    return said
      ? `${said.name} changed and replaced what was saved (${day}).`
      : `From a variable that is not set any more (${day}).`
  return said ? `Saved ${day}, after ${said.name} got its present value.` : null
}
