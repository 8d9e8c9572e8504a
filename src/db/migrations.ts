// A macro: reads the migrations folder while bundling, so that the executable carries them.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Migration {
  /** The number in front of the file's name; the schema's version once it has run. */
  version: number
  name: string
  /** The text for each database; both the same unless the name carries a suffix. */
  sqlite: string
  postgres: string
}

/** Every `NNNN_name[.sqlite|.postgres].sql`, by number. */
export function readMigrations(): Migration[] {
  const folder = join(import.meta.dir, '../../migrations')
  const found = new Map<number, Migration>()
  for (const file of readdirSync(folder).sort()) {
    const parts = /^(\d+)_([a-z_]+)(?:\.(sqlite|postgres))?\.sql$/.exec(file)
    if (!parts) continue
    const version = Number(parts[1])
    const made = found.get(version) ?? { version, name: parts[2] ?? '', sqlite: '', postgres: '' }
    const text = readFileSync(join(folder, file), 'utf8')
    if (parts[3] !== 'postgres') made.sqlite = text
    if (parts[3] !== 'sqlite') made.postgres = text
    found.set(version, made)
  }
  return [...found.values()].sort((a, b) => a.version - b.version)
}
