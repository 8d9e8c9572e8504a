// How Hearth starts itself again, for work that must not happen in the server's own process.
import { join } from 'node:path'
import { isCompiled } from './carried'

/** The command line of a command of this very Hearth: of the executable, or of its sources under Bun. */
export const self = (...words: string[]): string[] => [
  process.execPath,
  ...(isCompiled() ? [] : [join(import.meta.dir, '../main.ts')]),
  ...words,
]
