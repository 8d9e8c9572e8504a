// What runs the model: onnxruntime as a native library, or as WebAssembly where that cannot be.
import { openNative } from './native'
import { openWasm } from './wasm'

export interface Engine {
  name: 'native' | 'wasm'
  /** What the model says of each of these tokens: rows of `DIMENSION` numbers. */
  run(tokens: number[]): Promise<Float32Array>
}

export interface Opened {
  engine: Engine
  /** Why it is not the native one, though there is one for this system. */
  trouble: string | null
}

/** `folder` takes the native library when the executable carries it. @throws Error when neither opens */
export async function openEngine(folder: string, wasmOnly: boolean): Promise<Opened> {
  if (wasmOnly) return { engine: await openWasm(), trouble: null }
  try {
    const engine = await openNative(folder)
    return { engine: engine ?? (await openWasm()), trouble: null }
  } catch (error) {
    // A folder mounted without execution, or a system without a C++ library.
    const trouble = error instanceof Error ? error.message : String(error)
    return { engine: await openWasm(), trouble }
  }
}
