// Reads a document in a process of its own, which is ended when it takes too long, too much, or nobody waits.
import { readFile, writeFile } from 'node:fs/promises'
import { join, parse } from 'node:path'
import type { House } from '../../config/house'
import { lanes } from '../../utils/lanes'
import { type Document, ExtractError, type Limits } from './document'
import { type Asked, type Frame, headLine, readFrames, SPENT } from './frames'

/** Processes at once; the rest waits in order of arrival. */
const inLane = lanes(2)

const MB = 1_048_576
const WATCH_MS = 100
/** What an answer may have beside four bytes for each character: places of pages, pictures. */
const MOST_BESIDE = 200 * MB

/** What the process answers. @throws ExtractError, or the signal's reason */
export function readApart(
  house: House,
  document: Document,
  limits: Limits,
  signal: AbortSignal,
): Promise<Frame[]> {
  const read = inLane(async () => {
    signal.throwIfAborted()
    return await attended(house, document, limits, signal)
  })
  return untilAborted(read, signal)
}

/** Whoever leaves while he waits for his turn does not wait for it. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) return Promise.reject(signal.reason)
  const left = Promise.withResolvers<never>()
  const leave = (): void => left.reject(signal.reason)
  signal.addEventListener('abort', leave, { once: true })
  work.catch(() => undefined).finally(() => signal.removeEventListener('abort', leave))
  return Promise.race([work, left.promise])
}

type Child = Bun.Subprocess<'pipe', 'pipe', 'ignore'>

async function attended(
  house: House,
  document: Document,
  limits: Limits,
  signal: AbortSignal,
): Promise<Frame[]> {
  const child = start(house, limits)
  let verdict: unknown
  const end = (why: unknown): void => {
    verdict ??= why
    child.kill('SIGKILL')
  }
  const leave = (): void => end(signal.reason)
  signal.addEventListener('abort', leave, { once: true })
  const deadline = setTimeout(() => end(slow(limits)), limits.seconds * 1000)
  const watching = watchMemory(child, limits, end)
  try {
    const fed = feed(child, document, limits).catch(error => end(error))
    const answer = await collect(child, limits.characters * 4 + MOST_BESIDE, end)
    await fed
    await child.exited
    if (verdict !== undefined) throw verdict
    return framesOf(answer, child, limits)
  } finally {
    signal.removeEventListener('abort', leave)
    clearTimeout(deadline)
    clearInterval(watching)
    child.kill('SIGKILL')
    await child.exited
  }
}

const slow = ({ seconds }: Limits): ExtractError =>
  new ExtractError(
    `Reading it took longer than ${seconds} seconds. Divide it and upload the parts, or ask an admin to allow more time.`,
  )

const large = ({ memoryMb }: Limits): ExtractError =>
  new ExtractError(
    `Reading it took more than ${memoryMb} MB of memory. Divide it and upload the parts, or ask an admin to allow more.`,
  )

/** The executable itself, or from source the runtime with its entry. */
function command(): string[] {
  const isCompiled = Bun.embeddedFiles.length > 0
  const entry = isCompiled ? [] : [join(import.meta.dir, '../../main.ts')]
  return [process.execPath, ...entry, 'extract']
}

/** No variable of ours but what Windows needs to start a process: a reader that is taken over finds no secret. */
function start({ env }: House, { memoryMb }: Limits): Child {
  const { SYSTEMROOT } = env.source
  const child = Bun.spawn(command(), {
    // A folder without a .env or a bunfig of somebody.
    cwd: parse(process.execPath).root,
    env: {
      ...(SYSTEMROOT && { SYSTEMROOT }),
      // Garbage is collected as on a machine of this size.
      BUN_JSC_forceRAMSize: String(memoryMb * MB),
      BUN_RUNTIME_TRANSPILER_CACHE_PATH: '0',
    },
    stdin: 'pipe',
    stdout: 'pipe',
    stderr: 'ignore',
  })
  // When memory runs out all the same, the system ends this process and not the server.
  if (process.platform === 'linux')
    writeFile(`/proc/${child.pid}/oom_score_adj`, '1000').catch(() => undefined)
  return child
}

/** Where the system tells another process's memory; elsewhere that process watches itself. */
function watchMemory(
  { pid }: Child,
  limits: Limits,
  end: (why: unknown) => void,
): ReturnType<typeof setInterval> | undefined {
  if (process.platform !== 'linux') return undefined
  return setInterval(async () => {
    const status = await readFile(`/proc/${pid}/status`, 'latin1').catch(() => '')
    const kb = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0)
    if (kb > limits.memoryMb * 1024) end(large(limits))
  }, WATCH_MS)
}

/** Hands the document over as fast as it is taken. */
async function feed(child: Child, document: Document, limits: Limits): Promise<void> {
  const { name, type, size, article = false } = document
  const stream = await document.open()
  const asked: Asked = { name, type, size, article, limits }
  let gone = false
  const give = async (bytes: Uint8Array | undefined): Promise<void> => {
    try {
      // Each of these may fail by itself when the process ends.
      if (bytes) await child.stdin.write(bytes)
      if (bytes) await child.stdin.flush()
      else await child.stdin.end()
    } catch {
      // It has ended, and its answer or its silence says why.
      gone = true
    }
  }
  await give(headLine(asked))
  for await (const piece of stream) {
    await give(piece)
    if (gone) return
  }
  await give(undefined)
}

async function collect(
  child: Child,
  most: number,
  end: (why: unknown) => void,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of child.stdout) {
    size += part.byteLength
    if (size > most) {
      end(new ExtractError('Its text is too long. Divide it and upload the parts.'))
      break
    }
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** Frames that end in an answer; without one the process died of the document. */
function framesOf(answer: Uint8Array, { exitCode, signalCode }: Child, limits: Limits): Frame[] {
  const frames = readFrames(answer)
  const last = frames.at(-1)?.head
  if (last?.kind === 'text') return frames
  if (last?.kind === 'error') throw new ExtractError(last.message)
  if (exitCode === SPENT.time) throw slow(limits)
  // Killed by nobody here: the system had no memory left.
  if (exitCode === SPENT.memory || signalCode === 'SIGKILL') throw large(limits)
  throw new ExtractError(
    'Reading it failed: the document broke its reader. Open it in its own program, save it anew and upload that.',
  )
}
