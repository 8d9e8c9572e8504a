// Embedding by Ollama.
import type { Wire } from './remote'

export const ollama: Wire = {
  title: 'Ollama',
  path: '/api/embed',
  vectors(body) {
    const { embeddings } = Object(body)
    return Array.isArray(embeddings) ? embeddings : undefined
  },
}
