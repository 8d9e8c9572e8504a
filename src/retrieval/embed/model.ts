// The files of Hearth's own embedding model: out of the executable, or from beside this code.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { carried, isCompiled } from '../../utils/carried'
import { sha256 } from '../../utils/hash'

/** Of its vectors. */
export const DIMENSION = 384

/** As many tokens as it was trained to read at once; the rest of a text is left out. */
export const MOST_TOKENS = 256

const files = {
  'model.onnx': '8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6',
  'tokenizer.json': 'be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037',
} as const

/** @throws Error when it is not the file that it should be */
export async function modelFile(name: keyof typeof files): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await read(name)
  if (sha256(bytes) !== files[name]) throw new Error(`${name} of the embedder is damaged`)
  return bytes
}

async function read(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const file = carried(name)
  if (file) return file.bytes()
  if (isCompiled()) throw new Error(`${name} is missing from this executable`)
  return new Uint8Array(await readFile(join(import.meta.dir, 'minilm', name)))
}
