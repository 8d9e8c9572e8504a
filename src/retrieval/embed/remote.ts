// Embedding by a server that the settings name: batches one after another, each answer looked at.
import type { House } from '../../config/house'
import { post } from './call'
import { EmbedError } from './error'
import type { Embedder, EmbedderName } from './index'
import { unit } from './pool'

/** How a kind of server wants to be asked. */
export interface Wire {
  /** What people call it. */
  title: string
  /** Below the address. */
  path: string
  /** The vectors in the order of the texts; undefined when the answer has none. */
  vectors(body: unknown): unknown[] | undefined
}

/** However many texts the settings allow, an answer must be read in one go. */
const MOST_TEXTS = 256

/** Twice as many as the largest model gives. */
const MOST_NUMBERS = 16_384

export function remote(house: House, wire: Wire, name: EmbedderName): Embedder {
  let dimension = name.dimension ?? undefined
  return {
    async embed(texts, kind, signal) {
      const size = Math.min(Math.max(house.config.get('rag.embedding_batch_size'), 1), MOST_TEXTS)
      const vectors: Float32Array[] = []
      while (vectors.length < texts.length) {
        signal?.throwIfAborted()
        const batch = texts.slice(vectors.length, vectors.length + size)
        const input = batch.map(text => dressed(house, text, kind))
        const body = await post(house, wire, name, { input, kind, signal })
        const fresh = read(wire, body, batch.length, dimension)
        dimension ??= fresh[0]?.length
        vectors.push(...fresh)
      }
      return vectors
    },
  }
}

/** Lines of a passage become one, as the models were trained; a question stays as it was asked. */
function dressed({ config }: House, text: string, kind: 'query' | 'passage'): string {
  if (kind === 'query') return config.get('rag.embedding_query_prefix') + text
  return config.get('rag.embedding_content_prefix') + text.replaceAll('\n', ' ')
}

function read(
  { title, vectors }: Wire,
  body: unknown,
  count: number,
  dimension: number | undefined,
): Float32Array[] {
  const found = vectors(body)
  if (!found) {
    throw new EmbedError(
      `${title} answers without vectors. Check that its address and its model are an embedder's.`,
    )
  }
  if (found.length !== count)
    throw new EmbedError(`${title} gave ${found.length} vectors for ${count} texts.`)
  const read = found.map(each => vectorOf(title, each))
  const other = read.find(({ length }) => length !== (dimension ?? read[0]?.length))
  if (!other) return read
  throw new EmbedError(
    `${title} gave a vector of ${other.length} numbers, where it gave ${dimension ?? read[0]?.length} before. Set the model that was used, or index everything anew.`,
  )
}

function vectorOf(title: string, given: unknown): Float32Array {
  const isList = Array.isArray(given) && given.length <= MOST_NUMBERS
  const numbers: number[] = isList && given.every(Number.isFinite) ? given : []
  const vector = unit(numbers)
  if (vector.length > 0 && vector.every(Number.isFinite) && vector.some(part => part !== 0))
    return vector
  throw new EmbedError(`${title} gave something that is no vector. Try another model.`)
}
