// One process a data folder: a lock that the operating system lets go when its holder dies.
import { Database } from 'bun:sqlite'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Thrown when another process holds the folder; the message says which. */
export class LockedError extends Error {
  override name = 'LockedError'
  readonly holder: string

  constructor(folder: string, holder: string) {
    super(`Another Hearth uses ${folder}: ${holder}. Stop it, or choose another DATA_DIR.`)
    this.holder = holder
  }
}

/**
 * Takes the folder for this process. An exclusive SQLite transaction is the one file lock
 * that works alike on every system we build for.
 */
export function lockFolder(folder: string, holder: string): { release(): void } {
  const note = join(folder, '.holder')
  const lock = new Database(join(folder, '.lock'), { create: true })
  try {
    lock.run('PRAGMA busy_timeout=0; BEGIN EXCLUSIVE')
  } catch {
    lock.close()
    throw new LockedError(folder, read(note))
  }
  writeFileSync(note, holder)
  return { release: () => lock.close() }
}

function read(note: string): string {
  try {
    return readFileSync(note, 'utf8').trim()
  } catch {
    return 'it left no name'
  }
}
