// The body of an outside answer: unpacked here rather than by fetch, so that what comes out is counted as it comes.
import { pipeline } from 'node:stream'
import { EgressError } from './failure'
import { capped, type Leash } from './limits'

/** The encodings we can unpack, as a header says it. */
export const encodings = 'gzip, deflate, br, zstd'

/**
 * The watched, unpacked, counted body as a stream that reads only when it is read.
 * @throws EgressError `broken` when the encoding is not one of `encodings`
 */
export function unpack(
  body: ReadableStream<Uint8Array>,
  encoding: string | null,
  leash: Leash,
  bytes: number,
): ReadableStream<Uint8Array> {
  const pieces = leash.pieces(body)
  const name = encoding?.trim().toLowerCase() ?? 'identity'
  if (name === 'identity' || name === '') return toStream(capped(pieces, bytes))
  return toStream(capped(inflate(capped(pieces, bytes), name, leash.signal), bytes))
}

async function* inflate(
  pieces: AsyncIterable<Uint8Array>,
  encoding: string,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  const decoder = await decoderFor(encoding)
  // The pipeline's own report is the same error that reading the decoder throws.
  pipeline(pieces, decoder, () => undefined)
  try {
    for await (const piece of decoder) yield piece
  } catch (error) {
    if (signal.aborted) throw signal.reason
    if (error instanceof EgressError) throw error
    throw new EgressError('broken', 'The answer is not packed as it says', { cause: error })
  }
}

/** node:zlib hands its output on in pieces of 16 KB and waits for the reader between them, even within one input piece. */
async function decoderFor(encoding: string) {
  const zlib = await import('node:zlib')
  if (encoding === 'gzip' || encoding === 'x-gzip') return zlib.createGunzip()
  if (encoding === 'deflate') return zlib.createInflate()
  if (encoding === 'br') return zlib.createBrotliDecompress()
  if (encoding === 'zstd') return zlib.createZstdDecompress()
  throw new EgressError('broken', 'The answer is packed in a way that cannot be read')
}

function toStream(pieces: AsyncGenerator<Uint8Array, void>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await pieces.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      async cancel() {
        await pieces.return()
      },
    },
    { highWaterMark: 0 },
  )
}
