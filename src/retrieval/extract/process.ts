// The reading process: takes one document from standard input, answers on standard output, and watches itself.
import { setPriority } from 'node:os'
import { ExtractError, type Extracted, type Limits, type Picture } from './document'
import { type Asked, firstLine, type Head, headLine, SPENT } from './frames'
import { read } from './read'

/** Behind everything that people wait for. */
const PRIORITY = 10
const WATCH_MS = 200
const MB = 1_048_576
/** What the pictures of a document may be together, as bytes and as a number. */
const MOST_PICTURES = { bytes: 150 * MB, count: 200 }

/** Reads the document that is given and answers. Ends the process itself when it takes too much. */
export async function readOne(): Promise<void> {
  shutOff()
  const { asked, bytes } = await given()
  const end = watch(asked.limits)
  const { name, type, limits, article = false } = asked
  const taken = { bytes: 0, count: 0 }
  const picture = (page: number, { name, type, bytes }: Picture): void => {
    taken.bytes += bytes.byteLength
    if (++taken.count > MOST_PICTURES.count || taken.bytes > MOST_PICTURES.bytes) return
    write({ kind: 'picture', page, name, type, bytes: bytes.byteLength }, bytes)
  }
  try {
    answer(await read({ name, type, bytes, limits, article, ...(limits.pictures && { picture }) }))
  } catch (error) {
    fail(error)
  }
  end()
  await written
}

/** Nothing that reads documents has business outside, or writes where answers go. */
function shutOff(): void {
  const closed = () => Promise.reject(new Error('The reading process calls nobody'))
  globalThis.fetch = Object.assign(closed, { preconnect: () => undefined })
  for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const)
    console[name] = () => undefined
  try {
    setPriority(PRIORITY)
  } catch {
    // Some systems do not let a process step back.
  }
}

async function given(): Promise<{ asked: Asked; bytes: Uint8Array }> {
  const all = await Bun.stdin.bytes()
  const head = firstLine(all)
  if (!head) return process.exit(1)
  const asked = JSON.parse(head.line) as Asked
  const bytes = all.subarray(head.end)
  // Whoever asked went away while he was speaking.
  if (bytes.byteLength !== asked.size) return process.exit(1)
  return { asked, bytes }
}

/** Ends the process on too much memory, on too much time, and when nobody waits for it any more. */
function watch({ seconds, memoryMb }: Limits): () => void {
  const parent = process.ppid
  const until = Date.now() + seconds * 1000
  const timer = setInterval(() => {
    if (process.memoryUsage.rss() > memoryMb * MB) process.exit(SPENT.memory)
    if (Date.now() > until) process.exit(SPENT.time)
    if (process.ppid !== parent) process.exit(1)
  }, WATCH_MS)
  return () => clearInterval(timer)
}

function answer({ content, unit, pages, meta }: Extracted): void {
  if (content.trim() === '' && !written) throw new ExtractError('There is no text in it.')
  const bytes = new TextEncoder().encode(content)
  write({ kind: 'text', unit, pages, meta, bytes: bytes.byteLength }, bytes)
}

/** What no reader foresaw is a document that is not what it seems. */
function fail(error: unknown): void {
  const message =
    error instanceof ExtractError
      ? error.message
      : 'It cannot be read: it is damaged, or not what its name says.'
  write({ kind: 'error', message, bytes: 0 }, new Uint8Array())
}

let written: Promise<unknown> | undefined

function write(head: Head, body: Uint8Array): void {
  const all = Buffer.concat([headLine(head), body])
  written = new Promise(resolve => process.stdout.write(all, resolve))
}
