// Answers that are made piece by piece, as fast as their reader takes them.

/** The pieces as a body; the next one is made when the one before was taken. */
export function pulled(
  pieces: AsyncGenerator<string | Uint8Array, void>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream(
    {
      async pull(controller) {
        const { value, done } = await pieces.next()
        if (done) controller.close()
        else controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value)
      },
      cancel: async () => void (await pieces.return()),
    },
    { highWaterMark: 1 },
  )
}

/** A download under that name; the type follows from the format. */
export const download = (
  texts: AsyncGenerator<string, void>,
  name: string,
  format: 'csv' | 'jsonl',
): Response =>
  new Response(pulled(texts), {
    headers: {
      'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson',
      'content-disposition': `attachment; filename="${name}.${format}"`,
      'x-content-type-options': 'nosniff',
    },
  })
