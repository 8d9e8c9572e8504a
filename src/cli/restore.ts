// hearth restore: unpacks a backup into an empty data folder.

import { Database } from 'bun:sqlite'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { sqliteFile } from '../db'
import { lockFolder } from '../db/lock'
import { KEPT } from './backup'
import { type Command, CommandError, say } from './command'
import { existing, onPostgres } from './folder'

export const restore: Command = {
  usage: 'FILE',
  summary: 'unpack a backup into an empty data folder',
  async run({ env, words: [source] }) {
    if (!source) throw new CommandError('Say what from: hearth restore FILE', 2)
    const file = resolve(source)
    if (!existsSync(file)) throw new CommandError(`There is no file ${file}.`)
    if (onPostgres(env))
      throw new CommandError(
        'Restore PostgreSQL with its own tools, then copy the data folder back.',
      )
    if (existing(env))
      throw new CommandError(
        `${env.DATA_DIR} holds a Hearth already. Restore into an empty folder with --data-dir.`,
      )
    mkdirSync(env.DATA_DIR, { recursive: true, mode: 0o700 })
    const lock = lockFolder(env.DATA_DIR, `hearth restore, process ${process.pid}`)
    const stage = join(env.DATA_DIR, '.restore')
    try {
      mkdirSync(stage, { recursive: true })
      await unpack(file, stage)
      check(join(stage, 'hearth.db'), file)
      for (const name of KEPT.filter(name => existsSync(join(stage, name)))) {
        rmSync(join(env.DATA_DIR, name), { recursive: true, force: true })
        await rename(join(stage, name), join(env.DATA_DIR, name))
      }
      await rename(join(stage, 'hearth.db'), sqliteFile(env.DATABASE_URL))
    } finally {
      rmSync(stage, { recursive: true, force: true })
      lock.release()
    }
    say(`Restored into ${env.DATA_DIR}. Start Hearth on it.`)
    return 0
  },
}

async function unpack(file: string, stage: string): Promise<void> {
  const { extract } = await import('tar')
  const known = (path: string): boolean => ['hearth.db', ...KEPT].includes(path.split('/')[0] ?? '')
  try {
    await extract({
      file,
      cwd: stage,
      strict: true,
      filter: path => known(path.replace(/^\.\//, '')),
    })
  } catch (error) {
    throw new CommandError(
      `${file} is not a backup of Hearth, or it is damaged (${error instanceof Error ? error.message : error}).`,
    )
  }
}

function check(database: string, file: string): void {
  if (!existsSync(database))
    throw new CommandError(`${file} is not a backup of Hearth: it holds no database.`)
  const opened = new Database(database, { readonly: true })
  const row = opened.query('PRAGMA integrity_check').get() as { integrity_check?: string } | null
  opened.close()
  if (row?.integrity_check !== 'ok')
    throw new CommandError(`The database in ${file} is damaged. Try an older backup.`)
  if (readdirSync(join(database, '..')).length === 0) throw new CommandError(`${file} is empty.`)
}
