// The ladder: a folder imports only what stands below it, and no file is reached from itself.
import { expect, test } from 'bun:test'
import { imports, sources } from './sources'

const LADDER = [
  ['utils', 'constants'],
  ['env'],
  ['db'],
  ['bus'],
  ['config'],
  ['net'],
  ['storage'],
  ['auth'],
  ['socket', 'retrieval'],
  ['webui'],
  ['openai', 'ollama', 'audio', 'images'],
  ['completion'],
  ['app'],
  ['demo'],
  ['cli'],
  ['main'],
]

const files = sources('src/**/*.{ts,tsx}')
const known = new Set(files.map(({ path }) => path))
const folder = (path: string): string => path.split('/')[1]?.replace(/\.tsx?$/, '') ?? ''
const step = (path: string): number => LADDER.findIndex(names => names.includes(folder(path)))

test('every folder of src has its step', () => {
  const homeless = files.filter(({ path }) => folder(path) !== 'frontend' && step(path) === -1)
  expect(homeless.map(({ path }) => path)).toEqual([])
})

test('imports never climb', () => {
  const climbs: string[] = []
  for (const file of files.filter(({ path }) => folder(path) !== 'frontend')) {
    for (const target of imports(file, known)) {
      const inside = folder(target) === folder(file.path)
      const page = folder(target) === 'frontend' && folder(file.path) === 'app'
      if (!inside && !page && step(target) >= step(file.path))
        climbs.push(`${file.path} -> ${target}`)
    }
  }
  expect(climbs).toEqual([])
})

test('the web client takes nothing but types from the server', () => {
  const taken: string[] = []
  for (const file of files.filter(({ path }) => folder(path) === 'frontend')) {
    for (const target of imports(file, known, 'values')) {
      if (folder(target) !== 'frontend') taken.push(`${file.path} -> ${target}`)
    }
  }
  expect(taken).toEqual([])
})

test('only app imports routes, but for a noun its own parts', () => {
  const wrong: string[] = []
  for (const file of files) {
    for (const target of imports(file, known)) {
      if (target.endsWith('/routes.ts') && !file.path.startsWith('src/app/'))
        wrong.push(`${file.path} -> ${target}`)
    }
  }
  expect(wrong).toEqual([])
})

test('no file is reached from itself', () => {
  const graph = new Map(files.map(file => [file.path, imports(file, known, 'values')]))
  expect(cycle(graph)).toEqual([])
})

/** The first loop found, as the list of its files. */
function cycle(graph: Map<string, string[]>): string[] {
  const state = new Map<string, 'open' | 'closed'>()
  const trail: string[] = []
  const visit = (path: string): string[] => {
    if (state.get(path) === 'closed') return []
    if (state.get(path) === 'open') return [...trail.slice(trail.indexOf(path)), path]
    state.set(path, 'open')
    trail.push(path)
    for (const next of graph.get(path) ?? []) {
      const found = visit(next)
      if (found.length > 0) return found
    }
    trail.pop()
    state.set(path, 'closed')
    return []
  }
  for (const path of graph.keys()) {
    const found = visit(path)
    if (found.length > 0) return found
  }
  return []
}
