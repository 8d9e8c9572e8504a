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

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}

/** Whether a file imports a package, or something inside it. */
const uses = (text: string, name: string): boolean =>
  new RegExp(`(from|import\\(?|url\\() ?['"]${name}['"/]`).test(text)

test('run-time dependencies are few and each has its reason in the README', () => {
  const server = Object.keys(manifest.dependencies)
  expect(server.length).toBeLessThanOrEqual(MAX_DEPENDENCIES)
  const page = Object.keys(manifest.devDependencies).filter(name =>
    files.some(({ path, text }) => path.startsWith('src/frontend/') && uses(text, name)),
  )
  expect(page).toContain('react')
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')
  expect([...server, ...page].filter(name => !readme.includes(`\`${name}\``))).toEqual([])
})

test('the server loads no development dependency', () => {
  const development = Object.keys(manifest.devDependencies)
  const loaded = files
    .filter(({ path }) => !path.startsWith('src/frontend/'))
    .flatMap(({ path, text }) =>
      development.filter(name => uses(text, name)).map(name => `${path} ${name}`),
    )
  expect(loaded).toEqual([])
})

test('README and deploy/settings.md show variables and settings as they are', () => {
  for (const { is, should } of written()) expect(is).toBe(should)
})
