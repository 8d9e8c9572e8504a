// How much of pages is in memory at once, all people together.
import type { House } from '../../config/house'
import { perObject } from '../../utils/once'
import { WebError } from './page'

const MOST_BYTES = 250_000_000

/** Bytes of pages that are being fetched or wait to be read. */
const held = perObject((_: House) => ({ bytes: 0 }))

/** The pieces of one body; they count until it is let go. Slow ones hold little, and nobody waits for them. */
export class Hold implements Disposable {
  readonly #all: { bytes: number }
  #own = 0

  constructor(house: House) {
    this.#all = held(house)
  }

  /** @throws WebError when there is no room */
  async take(body: ReadableStream<Uint8Array> | null): Promise<Uint8Array<ArrayBuffer>> {
    const pieces: Uint8Array[] = []
    for await (const piece of body ?? []) {
      this.#own += piece.byteLength
      this.#all.bytes += piece.byteLength
      if (this.#all.bytes > MOST_BYTES) {
        throw new WebError('Too many pages are being fetched just now. Try again in a minute.')
      }
      pieces.push(piece)
    }
    return Buffer.concat(pieces)
  }

  [Symbol.dispose](): void {
    this.#all.bytes -= this.#own
    this.#own = 0
  }
}
