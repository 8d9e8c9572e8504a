// onnxruntime as WebAssembly: slower, and at home everywhere.
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { carried, isCompiled } from '../../utils/carried'
import type { Engine } from './engine'
import { modelFile } from './model'
import { inputs, OUTPUT } from './tensors'

const WASM = 'ort-wasm-simd-threaded.wasm'

export async function openWasm(): Promise<Engine> {
  const { env, InferenceSession, Tensor } = await import('onnxruntime-web/wasm')
  env.wasm.wasmBinary = await binary()
  env.wasm.numThreads = 1
  env.logLevel = 'fatal'
  const session = await InferenceSession.create(await modelFile('model.onnx'), {
    enableCpuMemArena: false,
    enableMemPattern: false,
  })
  return {
    name: 'wasm',
    async run(tokens) {
      const { [OUTPUT]: rows } = await session.run(inputs(Tensor, tokens))
      if (!(rows?.data instanceof Float32Array))
        throw new Error('The model gives something else than numbers')
      return rows.data
    },
  }
}

async function binary(): Promise<Uint8Array> {
  const file = carried(WASM)
  if (file) return file.bytes()
  if (isCompiled()) throw new Error(`${WASM} is missing from this executable`)
  const home = dirname(Bun.resolveSync('onnxruntime-web/wasm', import.meta.dir))
  return readFile(join(home, WASM))
}
