// Who is embedded next: questions before passages, and among passages each document a little in turn.

export type Kind = 'query' | 'passage'

/** A few texts of one request. */
export interface Slice {
  texts: string[]
  done(vectors: Float32Array[]): void
  failed(error: unknown): void
}

export interface Queue {
  /** All vectors of the texts, in order; rejects with the signal's reason when that ends it. */
  add(texts: string[], kind: Kind, signal?: AbortSignal): Promise<Float32Array[]>
  /** What to do next; a request whose signal has ended is not among it. */
  next(): Slice | undefined
}

interface Request {
  texts: string[]
  vectors: Float32Array[]
  ended: boolean
  resolve(vectors: Float32Array[]): void
  reject(reason: unknown): void
}

/** At most `size` texts in a slice: so long does a question wait for a document. */
export function makeQueue(size: number): Queue {
  const waiting: Record<Kind, Request[]> = { query: [], passage: [] }
  function sliceOf(request: Request, line: Request[]): Slice {
    const from = request.vectors.length
    return {
      texts: request.texts.slice(from, from + size),
      done(vectors) {
        if (request.ended) return
        request.vectors.push(...vectors)
        if (request.vectors.length >= request.texts.length) request.resolve(request.vectors)
        else line.push(request)
      },
      failed: request.reject,
    }
  }

  return {
    async add(texts, kind, signal) {
      if (texts.length === 0) return []
      signal?.throwIfAborted()
      const { promise, resolve, reject } = Promise.withResolvers<Float32Array[]>()
      const request: Request = { texts, vectors: [], ended: false, resolve, reject }
      const leave = () => {
        request.ended = true
        reject(signal?.reason)
      }
      signal?.addEventListener('abort', leave, { once: true })
      waiting[kind].push(request)
      return promise.finally(() => {
        request.ended = true
        signal?.removeEventListener('abort', leave)
      })
    },
    next() {
      for (const line of [waiting.query, waiting.passage]) {
        for (let request = line.shift(); request; request = line.shift()) {
          if (!request.ended) return sliceOf(request, line)
        }
      }
      return undefined
    },
  }
}
