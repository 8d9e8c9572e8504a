// Size budgets and habits: what the compiler and the formatter do not see.
import { expect, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { written } from './settings'
import { ROOT, sources } from './sources'

const MAX_LINES = 300
const MAX_DEPTH = 3
const MAX_DEPENDENCIES = 40

const files = sources('src/**/*.{ts,tsx}')
const tests = sources('test/**/*.ts')

/** Tables and catalogues are read row by row, not as code. */
const FREE =
  /^test\/browser\/views\.ts$|^src\/(config\/settings[\w-]*|env\/variables)\.ts$|^src\/frontend\/text\//

const found = (pattern: RegExp, among = files, but = /^$/): string[] =>
  among
    .filter(({ path }) => !but.test(path))
    .flatMap(({ path, text }) =>
      text
        .split('\n')
        .flatMap((line, n) => (pattern.test(line) ? [`${path}:${n + 1} ${line.trim()}`] : [])),
    )

test('no file is longer than 300 lines', () => {
  const long = [...files, ...tests].filter(
    ({ path, lines }) => lines > MAX_LINES && !FREE.test(path),
  )
  expect(long.map(({ path, lines }) => `${path} ${lines}`)).toEqual([])
})

test('no folder lies deeper than three below src', () => {
  expect(
    files.map(({ path }) => path).filter(path => path.split('/').length > MAX_DEPTH + 2),
  ).toEqual([])
})

test('the environment is read in one file', () => {
  expect(
    found(
      /\bprocess\.env\b|\bBun\.env\b/,
      files,
      /^src\/env\.ts$|^src\/frontend\/build(-docs)?\.ts$/,
    ),
  ).toEqual([])
})

test('no default exports, no any, no silenced checker', () => {
  expect(found(/^export default\b/)).toEqual([])
  expect(
    found(/(:\s*any\b|\bas any\b|<any>|@ts-(ignore|expect-error|nocheck)|biome-ignore)/),
  ).toEqual([])
})

test('every file says in its first line what it is for', () => {
  const mute = files.filter(({ path, text }) => /\.tsx?$/.test(path) && !/^\/[/*]/.test(text))
  expect(mute.map(({ path }) => path)).toEqual([])
})

test('every test runs', () => {
  expect(
    found(/\b(test|it|describe)\.(skip|todo|only|if|skipIf)\b/, tests, /budgets\.test\.ts$/),
  ).toEqual([])
})

test('run-time dependencies are few and each has its reason in the README', () => {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  const names = Object.keys(dependencies)
  expect(names.length).toBeLessThanOrEqual(MAX_DEPENDENCIES)
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')
  expect(names.filter(name => !readme.includes(`\`${name}\``))).toEqual([])
})

test('README and deploy/settings.md show variables and settings as they are', () => {
  for (const { is, should } of written()) expect(is).toBe(should)
})
