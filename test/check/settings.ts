// Writes the tables of variables and settings into the README: `bun test/check/settings.ts`.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { settingsTable } from '../../src/config/reference'
import { ROOT } from './sources'

const README = join(ROOT, 'README.md')
const MARKS = /(<!-- settings -->\n)[\s\S]*(<!-- \/settings -->)/

/** The README as it should be. */
export const current = (): string =>
  readFileSync(README, 'utf8').replace(
    MARKS,
    (_, open: string, close: string) => `${open}\n${settingsTable()}\n${close}`,
  )

if (import.meta.main) writeFileSync(README, current())
