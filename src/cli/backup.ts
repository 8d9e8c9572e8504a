// hearth backup: one file with the database, the files and the secret, of a running server too.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { openDatabase } from '../db'
import { type Command, CommandError, say } from './command'
import { needData, onPostgres } from './folder'

/** Beside the database: what the data folder holds that cannot be made anew. */
export const KEPT = ['uploads', '.secret']

export const backup: Command = {
  usage: 'FILE',
  summary: 'copy everything of a (running) Hearth into one file',
  flags: { force: { type: 'boolean', says: 'replace a file that is there' } },
  async run({ env, words: [target], flags }) {
    if (!target) throw new CommandError('Say where to: hearth backup FILE', 2)
    const file = resolve(target)
    if (existsSync(file) && !flags.force)
      throw new CommandError(`${file} exists. Use --force to replace it.`)
    if (onPostgres(env)) {
      throw new CommandError(
        `The database is on a PostgreSQL server: use pg_dump for it, and copy ${env.DATA_DIR}.`,
      )
    }
    needData(env)
    mkdirSync(dirname(file), { recursive: true })
    const stage = mkdtempSync(join(env.DATA_DIR, '.backup-'))
    try {
      const db = await openDatabase({ url: env.DATABASE_URL, synchronous: env.SQLITE_SYNCHRONOUS })
      await db.engine.snapshot?.(join(stage, 'hearth.db')).finally(() => db.engine.close())
      await write(env.DATA_DIR, stage, file)
    } finally {
      rmSync(stage, { recursive: true, force: true })
    }
    say(
      `Backed up to ${file} (${Math.ceil(Bun.file(file).size / 1024)} KB). It holds passwords' hashes and keys: keep it safe.`,
    )
    if (env.STORAGE_PROVIDER === 's3')
      say(`The files are in the bucket ${env.S3_BUCKET_NAME} and not in it: copy that yourself.`)
    return 0
  },
}

/** Written beside and renamed, so that a broken backup never looks like a whole one. */
async function write(folder: string, stage: string, file: string): Promise<void> {
  const { create, replace } = await import('tar')
  const half = `${file}.part`
  await create({ file: half, cwd: stage, mode: 0o600 }, ['hearth.db'])
  const kept = KEPT.filter(name => existsSync(join(folder, name)))
  if (kept.length > 0) await replace({ file: half, cwd: folder }, kept)
  await rename(half, file)
}
