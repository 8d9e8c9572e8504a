// onnxruntime's native library, opened without its package's own loader, which a compiled Hearth cannot use.
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { Tensor } from 'onnxruntime-common'
import type * as Binding from 'onnxruntime-node/dist/binding'
import { carried, isCompiled, writeOut } from '../../utils/carried'
import type { Engine } from './engine'
import { modelPath } from './model'
import { inputs, OUTPUT } from './tensors'

type Library = typeof Binding.binding

const BINDING = 'onnxruntime_binding.node'

/** What lies beside the binding on each system; the build carries both under these names. */
const LIBRARY: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'libonnxruntime.so.1',
  darwin: 'libonnxruntime.1.23.2.dylib',
  win32: 'onnxruntime.dll',
}

const FATAL_ONLY = 4

/**
 * Two threads at most, and none that spins while it waits: on busy cores spinning takes half of the
 * speed, on idle ones it gives a tenth. Without its arena the memory of a long text goes back when it
 * is read.
 */
const options = {
  intraOpNumThreads: Math.min(2, availableParallelism()),
  interOpNumThreads: 1,
  enableCpuMemArena: false,
  enableMemPattern: false,
  extra: { session: { intra_op: { allow_spinning: '0' } } },
}

/** Null where there is no native build for this system. */
export async function openNative(folder: string): Promise<Engine | null> {
  const path = await bindingPath(folder)
  if (!path) return null
  const library = open(path)
  const session = new library.InferenceSession()
  // From its file: bytes in memory would be there twice.
  session.loadModel(await modelPath('model.onnx', folder), options)
  return {
    name: 'native',
    async run(tokens) {
      const { [OUTPUT]: rows } = session.run(inputs(Tensor, tokens), { [OUTPUT]: null }, {})
      if (!(rows instanceof Tensor && rows.data instanceof Float32Array))
        throw new Error('The model gives something else than numbers')
      return rows.data
    },
  }
}

function open(path: string): Library {
  const module: { exports: { binding?: never } | Library } = { exports: {} }
  process.dlopen(module, path)
  const library = module.exports as Library
  library.initOrtOnce(FATAL_ONLY, Tensor)
  return library
}

async function bindingPath(folder: string): Promise<string | null> {
  if (!isCompiled()) return installed()
  const files = [BINDING, LIBRARY[process.platform] ?? ''].map(carried)
  const there = files.filter(file => file !== undefined)
  return there.length === files.length ? join(await writeOut(there, folder), BINDING) : null
}

/** From source it lies in its package, which has no build for every system. */
function installed(): string | null {
  const home = dirname(Bun.resolveSync('onnxruntime-node/package.json', import.meta.dir))
  const path = join(home, 'bin', 'napi-v6', process.platform, process.arch, BINDING)
  return existsSync(path) ? path : null
}
