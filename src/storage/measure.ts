// What is to be known of bytes that pass by once: how many, their hash, and how they begin.

/** As many as tell a type. */
const HEAD = 4100

export class Measured implements AsyncIterable<Uint8Array> {
  size = 0
  /** The first few bytes. */
  head = new Uint8Array()
  readonly #hash = new Bun.CryptoHasher('sha256')
  readonly #source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>

  constructor(source: Uint8Array | AsyncIterable<Uint8Array>) {
    this.#source = source instanceof Uint8Array ? [source] : source
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void> {
    for await (const piece of this.#source) yield this.note(piece)
  }

  /** Counts a piece, and gives it on. */
  note(piece: Uint8Array): Uint8Array {
    this.#hash.update(piece)
    this.size += piece.byteLength
    const missing = HEAD - this.head.byteLength
    if (missing > 0)
      this.head = new Uint8Array(Buffer.concat([this.head, piece.subarray(0, missing)]))
    return piece
  }

  /** SHA-256 of all of it, when it has passed; asked for once. */
  hash(): string {
    return this.#hash.digest('hex')
  }
}
