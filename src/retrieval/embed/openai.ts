// Embedding by a server that speaks like OpenAI's.
import type { Wire } from './remote'

export const openai: Wire = {
  title: 'The OpenAI-style embedder',
  path: '/embeddings',
  /** Each says which text it is of, and a server may answer in another order. */
  vectors(body) {
    const { data } = Object(body)
    if (!Array.isArray(data)) return undefined
    const listed = data.map((each, at) => ({ index: Number(Object(each).index ?? at), each }))
    return listed.sort((a, b) => a.index - b.index).map(({ each }) => Object(each).embedding)
  },
}
