// How the reading process speaks: a line of JSON that says how many bytes follow, then those bytes.
import type { Unit } from '../../storage/table'

/** What is asked: the document's bytes follow. */
export interface Asked {
  name: string
  type: string
  size: number
  article?: boolean
  limits: {
    seconds: number
    memoryMb: number
    unpackedBytes: number
    characters: number
    pictures: boolean
  }
}

/** What is answered: pictures as they are found, then the text or why there is none. */
export type Head =
  | { kind: 'picture'; page: number; name: string; type: string; bytes: number }
  | {
      kind: 'text'
      unit: Unit | null
      pages: number[]
      meta: Record<string, unknown>
      bytes: number
    }
  | { kind: 'error'; message: string; bytes: 0 }

export interface Frame {
  head: Head
  body: Uint8Array
}

/** With these codes the process ends itself when it takes too much. */
export const SPENT = { memory: 71, time: 72 }

const LINE = 10

export const headLine = (head: Asked | Head): Uint8Array =>
  new TextEncoder().encode(`${JSON.stringify(head)}\n`)

/** The first line of the bytes and where the rest begins; nothing when none ends. */
export function firstLine(bytes: Uint8Array, from = 0): { line: string; end: number } | undefined {
  const end = bytes.indexOf(LINE, from)
  if (end === -1) return undefined
  return { line: new TextDecoder().decode(bytes.subarray(from, end)), end: end + 1 }
}

/** The whole frames in what a process wrote; one that was cut off is left out. */
export function readFrames(bytes: Uint8Array): Frame[] {
  const frames: Frame[] = []
  for (let at = 0; ; ) {
    const found = firstLine(bytes, at)
    if (!found) return frames
    const head = JSON.parse(found.line) as Head
    const end = found.end + head.bytes
    if (end > bytes.byteLength) return frames
    frames.push({ head, body: bytes.subarray(found.end, end) })
    at = end
  }
}
