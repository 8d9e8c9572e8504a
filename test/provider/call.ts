// One request as the provider saw it, and the line back to its caller.
import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { constants, createGzip } from 'node:zlib'

export interface Call {
  method: string
  path: string
  query: string
  /** Lower-case names. */
  headers: Record<string, string>
  /** Parsed JSON, else the text. */
  body: unknown
  bytes: Buffer
  /** Images of a chat request, as they were sent. */
  images: string[]
  /** Bytes of the answer handed to the socket so far. */
  sent: number
  /** Resolves when the caller left before the answer was complete. */
  aborted: Promise<void>
  /** Resolves when the answer was sent whole. */
  answered: Promise<void>
}

/** The caller is gone: what was being said to him ends here. */
export class Gone extends Error {}

/** The answering side of a call. Every write waits for the socket to drain. */
export class Line {
  readonly call: Call
  readonly #response: ServerResponse
  readonly #gone = Promise.withResolvers<void>()
  #dropped = false
  #gzip: ReturnType<typeof createGzip> | undefined

  constructor(request: IncomingMessage, response: ServerResponse, bytes: Buffer) {
    this.#response = response
    const answered = Promise.withResolvers<void>()
    response.on('close', () => {
      if (response.writableFinished) answered.resolve()
      else if (!this.#dropped) this.#gone.resolve()
    })
    const url = new URL(request.url ?? '/', 'http://provider')
    this.call = {
      method: request.method ?? 'GET',
      path: url.pathname,
      query: url.search,
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      ),
      body: parse(bytes),
      bytes,
      images: [],
      sent: 0,
      aborted: this.#gone.promise,
      answered: answered.promise,
    }
  }

  get left(): boolean {
    return this.#response.destroyed
  }

  start(status: number, headers: Record<string, string>, gzip = false): void {
    const encoding: Record<string, string> = gzip ? { 'content-encoding': 'gzip' } : {}
    this.#response.writeHead(status, { ...headers, ...encoding })
    if (gzip) this.#compress()
  }

  #compress(): void {
    this.#gzip = createGzip({ flush: constants.Z_SYNC_FLUSH })
    this.#gzip.on('data', (bytes: Buffer) => {
      this.call.sent += bytes.length
    })
    this.#gzip.pipe(this.#response)
  }

  flush(): void {
    this.#response.flushHeaders()
  }

  /** @throws Gone when the caller has left. */
  async write(data: string | Uint8Array): Promise<void> {
    if (this.left) throw new Gone()
    const target = this.#gzip ?? this.#response
    if (!this.#gzip) this.call.sent += Buffer.byteLength(data)
    if (target.write(data)) return
    await Promise.race([once(target, 'drain'), this.call.aborted])
  }

  end(): void {
    if (this.#gzip) this.#gzip.end()
    else this.#response.end()
  }

  /** Cuts the connection, as a crashed server does. */
  drop(): void {
    this.#dropped = true
    this.#response.socket?.destroy()
  }

  /** Says nothing more until the caller leaves. */
  async hang(): Promise<never> {
    await this.call.aborted
    throw new Gone()
  }
}

function parse(bytes: Buffer): unknown {
  const text = bytes.toString()
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts)
}
