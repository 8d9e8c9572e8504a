// Settings as the admin's pages see them.
import { z } from 'zod'
import type { Config, Described } from '../../config'
import { isAhead, type Key, settings } from '../../config/settings'
import { seconds } from '../../utils/time'

/** Every setting that something acts on: its value, secrets masked, and where that comes from. */
export const toWire = (config: Config) => ({
  data: config
    .describe()
    .filter(({ key }) => !isAhead(key))
    .map(row),
})

const row = ({ initial, saved_at, ...said }: Described) => ({
  ...said,
  /** JSON Schema of its values. */
  schema: schemaOf(said.key),
  default: initial,
  saved_at: saved_at === null ? null : seconds(saved_at),
})

const schemas = new Map<Key, object>()

function schemaOf(key: Key): object {
  const known = schemas.get(key)
  if (known) return known
  const { $schema: _, ...made } = z.toJSONSchema(settings[key].type, {
    io: 'input',
    unrepresentable: 'any',
  })
  schemas.set(key, made)
  return made
}
