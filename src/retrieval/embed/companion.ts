// The server's side of the embedder's process. A process, since a worker thread that ends keeps 100 MB of
// what the model held, and takes the server along when native code fails.
import type { House } from '../../config/house'
import { readNdjson, writeNdjson } from '../../utils/ndjson'
import { self } from '../../utils/self'
import { type Answer, type Hello, type Order, unpackVector } from './talk'

export interface Companion {
  pid: number
  engine: 'native' | 'wasm'
  /** Why it is not the native one, though there is one for this system. */
  trouble: string | null
  /** One order at a time. @throws Error when the process ends or is silent; it is to be stopped then */
  embed(texts: string[]): Promise<Float32Array[]>
  stop(): void
}

/** A first start writes 45 MB, perhaps to a slow disk. */
const START_MS = 60_000
const ANSWER_MS = 120_000

/** Starts the process and waits until it can embed. @throws Error with what it said */
export async function startCompanion({ env }: Pick<House, 'env'>): Promise<Companion> {
  const child = Bun.spawn(self('embed', '--data-dir', env.DATA_DIR), {
    cwd: env.DATA_DIR,
    env: surroundings(env.source),
    stdin: 'pipe',
    stdout: 'pipe',
    stderr: 'pipe',
    windowsHide: true,
  })
  child.unref()
  const complaint = lastWords(child.stderr)
  const lines = readNdjson(child.stdout)
  const listen = async <T extends object>(ms: number): Promise<T> => {
    const { done, value } = await within(ms, lines.next())
    if (done) throw new Error(`The embedder's process ended. ${await complaint}`.trim())
    if ('broken' in value) throw new Error(`The embedder's process said: ${value.broken}`)
    const said = value.value as T | { error: string }
    if ('error' in said) throw new Error(said.error)
    return said
  }
  const stop = () => child.kill('SIGKILL')
  try {
    const { engine, trouble } = await listen<Exclude<Hello, { error: string }>>(START_MS)
    return {
      pid: child.pid,
      engine,
      trouble,
      async embed(texts) {
        const order: Order = { texts }
        child.stdin.write(writeNdjson(order))
        child.stdin.flush()
        const { vectors } = await listen<Exclude<Answer, { error: string }>>(ANSWER_MS)
        return vectors.map(unpackVector)
      },
      stop,
    }
  } catch (error) {
    stop()
    throw error
  }
}

const NEEDED = ['PATH', 'LD_LIBRARY_PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR']

/** No keys and no addresses: texts of strangers are read there. */
const surroundings = (source: House['env']['source']): Record<string, string> =>
  Object.fromEntries(
    NEEDED.flatMap(name => (source[name] === undefined ? [] : [[name, source[name]]])),
  )

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("The embedder's process does not answer")), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

const WORDS = 500

/** The end of what it wrote to standard error, once it has ended. */
async function lastWords(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder()
  let end = ''
  for await (const bytes of stream) end = (end + decoder.decode(bytes)).slice(-WORDS)
  return end.trim()
}
