// The file of a multipart upload as a stream, so that a model of many gigabytes never lies in memory.
import { Refusal } from '../utils/refusal'

const HEADER_BYTES = 16_384

export interface UploadedFile {
  /** What the sender calls it; for showing, never for a path. */
  name: string
  bytes: AsyncGenerator<Uint8Array, void>
}

/** The first part that is a file. Throws 422 when the body is no multipart form or has none. */
export async function fileOf(request: Request): Promise<UploadedFile> {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]{1,70})"?/i.exec(
    request.headers.get('content-type') ?? '',
  )?.[1]
  if (!boundary || !request.body) throw refused('The body should be a multipart form with a file')
  const scanner = new Scanner(request.body)
  // The first delimiter has no line end in front of it.
  await scanner.skip(`--${boundary}`)
  for (;;) {
    const head = await scanner.take('\r\n\r\n', HEADER_BYTES)
    if (head.startsWith('--')) throw refused('The form holds no file')
    const name = /^content-disposition:.*\bfilename="([^"]*)"/im.exec(head)?.[1]
    if (name !== undefined) return { name: shown(name), bytes: scanner.until(`\r\n--${boundary}`) }
    await scanner.skip(`\r\n--${boundary}`)
  }
}

const shown = (name: string): string => name.split(/[/\\]/).at(-1)?.slice(0, 255) ?? ''

const refused = (detail: string): Refusal => new Refusal(422, detail)

/** Reads a stream from mark to mark, holding no more than a piece and a mark's length. */
class Scanner {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>
  #held = Buffer.alloc(0)

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

  async skip(mark: string): Promise<void> {
    for (;;) {
      const at = this.#held.indexOf(mark)
      if (at !== -1) {
        this.#held = this.#held.subarray(at + mark.length)
        return
      }
      this.#held = this.#held.subarray(Math.max(0, this.#held.length - mark.length))
      await this.#more()
    }
  }
}
