// A config document left in the data folder: taken in at the start, once.
import { existsSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { EnvError } from '../env'
import type { Log } from '../utils/log'
import { Refusal } from '../utils/refusal'
import { type Import, importDocument, staying } from './document'
import type { Config } from './index'
import { isKey, type Settings } from './settings'

/**
 * Puts `config.json` in place of what was saved and renames it `old_config.json`. Throws EnvError
 * when it cannot be used; then nothing has changed. What the environment pins stays pinned.
 */
export async function takeFile(config: Config, folder: string, log: Log): Promise<void> {
  const file = join(folder, 'config.json')
  if (!existsSync(file)) return
  const { changes, unknown } = read(file)
  const [pinned, free] = split(config, changes)
  await config.replace({ ...free, ...staying(config, changes) })
  renameSync(file, join(folder, 'old_config.json'))
  log.component('config').info({ file }, 'took the settings of a file in place of the saved ones')
  if (pinned.length > 0)
    log.component('config').warn({ settings: pinned }, 'the environment pins these settings')
  if (unknown.length > 0) log.component('config').warn({ paths: unknown }, 'no such settings')
}

function read(file: string): Import {
  try {
    return importDocument(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof SyntaxError)) throw error
    throw new EnvError(`${file} cannot be used. Correct it, or move it away: ${error.message}`)
  }
}

/** The names of those that are pinned to another value, and the rest. */
function split(config: Config, changes: Partial<Settings>): [string[], Partial<Settings>] {
  const entries = Object.entries(changes)
  const pinned: string[] = entries.flatMap(([key, value]) =>
    isKey(key) &&
    config.standing(key).origin === 'pinned' &&
    !Bun.deepEquals(value, config.get(key))
      ? [key]
      : [],
  )
  return [pinned, Object.fromEntries(entries.filter(([key]) => !pinned.includes(key)))]
}
