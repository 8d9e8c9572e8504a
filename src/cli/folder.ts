// The data folder as the commands that do not serve see it.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sqliteFile } from '../db'
import type { Env } from '../env'
import { CommandError } from './command'

export const onPostgres = ({ DATABASE_URL }: Env): boolean => DATABASE_URL.startsWith('postgres')

/** Whether there is a database to open; a server's is taken to be there. */
export const existing = (env: Env): boolean =>
  onPostgres(env) || existsSync(sqliteFile(env.DATABASE_URL))

/** Throws when there is no database yet. */
export function needData(env: Env): void {
  if (existing(env)) return
  throw new CommandError(`There is no Hearth in ${env.DATA_DIR}. Name its folder with --data-dir.`)
}

/** A folder that goes with the scope that made it. */
export function temporary(): Disposable & { path: string } {
  const path = mkdtempSync(join(tmpdir(), 'hearth-'))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}
