// Hearth's own embedder beside Python's onnxruntime with the same model: the same vectors for the same texts.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTokens } from '../../src/retrieval/embed/tokens'
import { cosine, type Embedded, embedWith } from '../embedder'
import { python } from './needs'

const MODEL = join(import.meta.dir, '../../src/retrieval/embed/minilm')

const lines = (await Bun.file(join(import.meta.dir, 'sentences.txt')).text()).trim().split('\n')

const at = (index: number): string => lines[index % lines.length] ?? ''

/** Each alone, two together, many more than the model reads, and in an odd dress. */
const texts = [
  ...lines,
  ...lines.map((line, index) => `${line} ${at(index * 7 + 3)}`),
  ...lines.map((_, index) => Array.from({ length: 30 }, (_, more) => at(index + more)).join('\n')),
  ...lines.map(
    (line, index) => `${'x'.repeat(index * 3)}\t ${line.toUpperCase()}\u00a0\r\n ${index}.`,
  ),
]

let theirs: [ids: number[], vector: number[]][]
let folder: string

beforeAll(async () => {
  const child = Bun.spawn([python('onnxruntime'), join(import.meta.dir, 'embed.py'), MODEL], {
    env: { PATH: process.env.PATH },
    stdin: new Blob([JSON.stringify(texts)]),
    stderr: 'inherit',
  })
  theirs = JSON.parse(await new Response(child.stdout).text())
  folder = await mkdtemp(join(tmpdir(), 'hearth-'))
}, 60_000)
afterAll(() => rm(folder, { recursive: true }))

/** Of the texts at these places, how alike theirs and ours are where they are least so. */
function least({ vectors }: Embedded, places: number[]): number {
  const alike = vectors.map((mine, index) =>
    cosine(mine, Float32Array.from(theirs[places[index] ?? 0]?.[1] ?? [])),
  )
  expect(alike).toHaveLength(places.length)
  return Math.min(...alike)
}

test('reads 200 texts in many scripts as the same tokens', async () => {
  const tokens = await openTokens()
  expect(texts).toHaveLength(200)
  for (const [index, text] of texts.entries()) {
    expect([text, tokens(text)]).toEqual([text, theirs[index]?.[0] ?? []])
  }
})

const everyPlace = [...texts.keys()]

test('gives the same vectors natively', async () => {
  const mine = await embedWith(texts, folder)
  expect(mine.engine).toBe('native')
  expect(least(mine, everyPlace)).toBeGreaterThan(0.999)
}, 60_000)

test('gives the same vectors as WebAssembly', async () => {
  // It takes eight times as long.
  const places = everyPlace.filter(place => place % 4 === 0)
  const mine = await embedWith(
    places.map(place => texts[place] ?? ''),
    folder,
    ['--wasm'],
  )
  expect(mine.engine).toBe('wasm')
  expect(least(mine, places)).toBeGreaterThan(0.999)
}, 60_000)
