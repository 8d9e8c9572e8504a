// What embedders throw.

/** An embedder that does not do its work; the message tells an admin why and what to do. */
export class EmbedError extends Error {
  override name = 'EmbedError'
}
