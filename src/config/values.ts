// The values of all settings together.

import type { Standing } from './decide'
import { freeze } from './freeze'
import type { Get, Setting } from './row'
import { type Key, keys, settings } from './settings'

export type Values = ReadonlyMap<string, unknown>

/** Every value, frozen; defaults that follow from other settings are worked out last. */
export function valuesOf(standings: ReadonlyMap<Key, Standing>): Values {
  const values = new Map<string, unknown>()
  for (const [key, { value }] of standings) values.set(key, freeze(value))
  const get: Get = key => values.get(key)
  for (const [key, { origin }] of standings) {
    const { follows }: Setting<unknown> = settings[key]
    if (follows && origin === 'default') values.set(key, freeze(follows(get)))
  }
  return values
}

/** The keys whose values differ. */
export const changed = (before: Values, after: Values): Set<Key> =>
  new Set(keys.filter(key => !Bun.deepEquals(before.get(key), after.get(key))))
