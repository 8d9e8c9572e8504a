// Writes variables and settings down for people, into deploy/ and the README: `bun test/check/settings.ts`.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { firstTable, settingsTables } from '../../src/config/reference'
import { ROOT } from './sources'

const MARKS = /(<!-- settings -->\n)[\s\S]*(<!-- \/settings -->)/

const made = { 'README.md': firstTable, 'deploy/settings.md': settingsTables }

/** Each file with tables: as it is, and as it should be. */
export const written = () =>
  Object.entries(made).map(([name, tables]) => {
    const path = join(ROOT, name)
    const is = readFileSync(path, 'utf8')
    const should = is.replace(
      MARKS,
      (_, open: string, close: string) => `${open}\n${tables()}\n\n${close}`,
    )
    return { name, path, is, should }
  })

if (import.meta.main) for (const { path, should } of written()) writeFileSync(path, should)
