// The file of a multipart upload as a stream, so that one of many gigabytes never lies in memory.
import { shownName } from './file-name'
import { Refusal } from './refusal'

const HEADER_BYTES = 16_384
/** What may stand before the file. */
const PARTS = 100
const SKIPPED_BYTES = 1024 * 1024

export interface UploadedFile {
  /** What the sender calls it; for showing, never for a path. */
  name: string
  bytes: AsyncGenerator<Uint8Array, void>
}

/**
 * The first part that is a file, of that field if one is named. Throws 422 when the body is no
 * multipart form, has none, or ends too early; that last one while the bytes are read.
 */
export async function fileOf(request: Request, field?: string): Promise<UploadedFile> {
  const boundary = boundaryOf(request.headers.get('content-type') ?? '')
  if (!boundary || !request.body) throw refused('The body should be a multipart form with a file')
  const scanner = new Scanner(request.body)
  // The first delimiter has no line end in front of it.
  await scanner.skip(`--${boundary}`)
  for (let part = 0; part < PARTS; part++) {
    const head = await scanner.take('\r\n\r\n', HEADER_BYTES)
    if (head.startsWith('--')) break
    const { name, filename } = dispositionOf(head)
    if (filename !== undefined && (!field || name === field))
      return { name: shownName(filename), bytes: scanner.until(`\r\n--${boundary}`) }
    await scanner.skip(`\r\n--${boundary}`)
  }
  throw refused('The form holds no file')
}

const refused = (detail: string): Refusal => new Refusal(422, detail)

/** Up to 70 characters, as RFC 2046 has it: a longer one costs a search for each byte. */
function boundaryOf(type: string): string | undefined {
  if (!/^multipart\/form-data\s*;/i.test(type) || type.length > 500) return undefined
  const [, quoted, bare] = /;\s*boundary=(?:"([^"]*)"|([^\s;"]*))/i.exec(type) ?? []
  const boundary = quoted ?? bare ?? ''
  return /^[\w'()+,./:=? -]{1,70}$/.test(boundary) ? boundary : undefined
}

interface Disposition {
  name?: string | undefined
  filename?: string | undefined
}

function dispositionOf(head: string): Disposition {
  const line = /^content-disposition:([^\r\n]*)/im.exec(head)?.[1] ?? ''
  const encoded = /;\s*filename\*=utf-8'[^']*'([^;\s]*)/i.exec(line)?.[1]
  return {
    name: /;\s*name="([^"]*)"/i.exec(line)?.[1],
    filename: decoded(encoded) ?? unquoted(/;\s*filename="((?:[^"\\]|\\.)*)"/i.exec(line)?.[1]),
  }
}

function decoded(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** Browsers write a quote as `%22`, others put a stroke before it. */
const unquoted = (text: string | undefined): string | undefined =>
  text?.replace(/\\(["\\])/g, '$1').replaceAll('%22', '"')

/** Reads a stream from mark to mark, holding no more than a piece and a mark's length. */
class Scanner {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>
  #held = Buffer.alloc(0)
  #skipped = 0

  constructor(body: ReadableStream<Uint8Array>) {
    this.#reader = body.getReader()
  }

  async #more(): Promise<void> {
    const { done, value } = await this.#reader.read()
    if (done) throw refused('The form ends too early')
    this.#held = Buffer.concat([this.#held, value])
  }

  /** The text before the mark; the mark is passed too. */
  async take(mark: string, cap: number): Promise<string> {
    for (;;) {
      const at = this.#held.indexOf(mark)
      // A last delimiter is followed by `--` and no further mark.
      if (at === -1 && this.#held.subarray(0, 2).toString() === '--') return '--'
      if (at > cap || (at === -1 && this.#held.length > cap)) throw refused('The form is not valid')
      if (at === -1) {
        await this.#more()
        continue
      }
      const text = this.#held.subarray(0, at).toString()
      this.#held = this.#held.subarray(at + mark.length)
      return text
    }
  }

  /** The bytes before the mark, as they come; the mark is passed too. */
  async *until(mark: string): AsyncGenerator<Uint8Array, void> {
    try {
      for (;;) {
        const at = this.#held.indexOf(mark)
        const safe = at === -1 ? Math.max(0, this.#held.length - mark.length) : at
        if (safe > 0) yield this.#held.subarray(0, safe)
        this.#held = this.#held.subarray(at === -1 ? safe : at + mark.length)
        if (at !== -1) return
        await this.#more()
      }
    } finally {
      this.#reader.releaseLock()
    }
  }

  /** Passes the mark. */
  async skip(mark: string): Promise<void> {
    for (;;) {
      const at = this.#held.indexOf(mark)
      const passed = at === -1 ? Math.max(0, this.#held.length - mark.length) : at + mark.length
      this.#held = this.#held.subarray(passed)
      this.#skipped += passed
      if (this.#skipped > SKIPPED_BYTES) throw refused('The form is not valid')
      if (at !== -1) return
      await this.#more()
    }
  }
}
