// The embedder that the executable carries: natively, as WebAssembly, and when its library cannot be written.
import { expect, test } from 'bun:test'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { unpackVector } from '../../src/retrieval/embed/talk'
import { cosine } from '../embedder'
import { openProvider } from '../provider'
import { BINARY, emptyFolder, run, serve } from './hearth'

const TEXTS = ['A kettle boils in the kitchen.', 'Wasser kocht.']

/** What the process says for two texts: its engine, why it is not the native one, the vectors. */
async function embed(dir: string, ...flags: string[]) {
  const args = ['embed', '--data-dir', dir, ...flags]
  const { out, code } = await run({ dir, args }, `${JSON.stringify({ texts: TEXTS })}\n`)
  const [hello, answer] = out
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  return { ...hello, code, vectors: (answer?.vectors ?? []).map(unpackVector) as Float32Array[] }
}

test('is native where there is a build for the system, and the same as WebAssembly', async () => {
  await using folder = await emptyFolder()
  const native = await embed(folder.path)
  const wasm = await embed(folder.path, '--wasm')
  expect(native).toMatchObject({ engine: 'native', trouble: null, code: 0 })
  expect(wasm).toMatchObject({ engine: 'wasm', trouble: null, code: 0 })
  for (const [index, vector] of native.vectors.entries())
    expect(cosine(vector, wasm.vectors[index])).toBeGreaterThan(0.999)
})

test('writes its library once, and anew when somebody changed it', async () => {
  await using folder = await emptyFolder()
  const first = await embed(folder.path)
  const [path = ''] = new Bun.Glob('lib/*/libonnxruntime*').scanSync({
    cwd: folder.path,
    absolute: true,
  })
  const { ino, mtimeMs } = statSync(path)
  await embed(folder.path)
  expect(statSync(path)).toMatchObject({ ino, mtimeMs })
  const good = Bun.hash(readFileSync(path))
  writeFileSync(path, 'something else')
  expect((await embed(folder.path)).vectors).toEqual(first.vectors)
  expect(Bun.hash(readFileSync(path))).toBe(good)
  expect(readdirSync(join(path, '..'))).toHaveLength(2)
})

test('goes on more slowly where the library cannot be written, and the doctor says why', async () => {
  await using folder = await emptyFolder()
  writeFileSync(join(folder.path, 'lib'), 'a file, no folder')
  const { engine, trouble, vectors } = await embed(folder.path)
  expect([engine, vectors.length]).toEqual(['wasm', 2])
  expect(trouble).toContain('lib')
  const { out } = await run({ dir: folder.path, args: ['doctor', '--data-dir', '.'] })
  expect(out).toMatch(/^ok +embedder +Hearth's own, 384 dimensions, run as WebAssembly, .*since: /m)
})

test('ends with an error when it is told nonsense, and quietly when there is nothing to do', async () => {
  await using folder = await emptyFolder()
  const args = ['embed', '--data-dir', folder.path]
  const nonsense = await run({ dir: folder.path, args }, 'nonsense\n')
  expect([nonsense.code, nonsense.out]).toEqual([1, expect.stringContaining('"error"')])
  const nothing = await run({ dir: folder.path, args }, '')
  expect([nothing.code, nothing.out]).toEqual([0, expect.stringContaining('"native"')])
  const lost = await run({ dir: folder.path, args: ['embed'] }, '')
  expect([lost.code, lost.err]).toEqual([2, 'hearth: Say where with --data-dir.\n'])
})

test('the doctor asks the embedding server of the settings, too', async () => {
  await using provider = await openProvider({ models: ['embed'], key: 'sesame' })
  await using folder = await emptyFolder()
  const env = {
    RAG_EMBEDDING_ENGINE: 'openai',
    RAG_EMBEDDING_MODEL: 'embed',
    RAG_OPENAI_API_BASE_URL: provider.openai,
    RAG_OPENAI_API_KEY: 'sesame',
  }
  await using _hearth = await serve({ dir: folder.path, env })
  const well = await run({ dir: folder.path, args: ['doctor'], env })
  expect(well.out).toMatch(/^ok +embedder +Hearth's own, 384 dimensions, run natively$/m)
  expect(well.out).toContain(`embed at ${provider.openai}, 8 dimensions`)
  const ill = await run({
    dir: folder.path,
    args: ['doctor'],
    env: { ...env, RAG_OPENAI_API_KEY: 'melon' },
  })
  expect(ill.out).toMatch(/^BAD +embedder +embed at .*refuses the key \(401/m)
  expect(ill.out).not.toContain('melon')
})

test('fits into 200 MB with everything else', () => {
  expect(statSync(BINARY).size).toBeLessThanOrEqual(200_000_000)
})
