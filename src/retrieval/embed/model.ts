// The files of Hearth's own embedding model: out of the executable, or from beside this code.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Carried, carried, isCompiled, writeOut } from '../../utils/carried'
import { fileSha256, sha256 } from '../../utils/hash'

/** Of its vectors. */
export const DIMENSION = 384

/** As many tokens as it was trained to read at once; the rest of a text is left out. */
export const MOST_TOKENS = 256

const files = {
  'model.onnx': '8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6',
  'tokenizer.json': 'be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037',
} as const

/** The bytes of one of them. @throws Error when it is not the file that it should be */
export async function modelFile(name: keyof typeof files): Promise<Uint8Array> {
  const file = found(name)
  const bytes = file ? await file.bytes() : await readFile(besideCode(name))
  return good(name, sha256(bytes), bytes)
}

/** Where one of them lies; written out of the executable into `folder` when needed. @throws likewise */
export async function modelPath(name: keyof typeof files, folder: string): Promise<string> {
  const file = found(name)
  if (file) return good(name, file.hash, join(await writeOut([file], folder), name))
  return good(name, fileSha256(besideCode(name)), besideCode(name))
}

function found(name: string): Carried | undefined {
  const file = carried(name)
  if (!file && isCompiled()) throw new Error(`${name} is missing from this executable`)
  return file
}

const besideCode = (name: string): string => join(import.meta.dir, 'minilm', name)

function good<T>(name: keyof typeof files, hash: string, value: T): T {
  if (hash !== files[name]) throw new Error(`${name} of the embedder is damaged`)
  return value
}
