// The nearest vectors found one by one in TypeScript, where there is no library for it.

/** An id and a vector, as the database gives them. */
interface Line {
  id: number
  embedding: Uint8Array
}

/** The `k` nearest by the distance that is given, nearest first, as `[id, distance]`. */
export function scan(
  lines: Iterable<unknown>,
  distanceOf: (embedding: Uint8Array) => number,
  k: number,
): [number, number][] {
  const best: [number, number][] = []
  let limit = Number.POSITIVE_INFINITY
  for (const line of lines) {
    const { id, embedding } = line as Line
    const distance = distanceOf(embedding)
    if (distance >= limit) continue
    insert(best, [id, distance], k)
    if (best.length === k) limit = best[k - 1]?.[1] ?? limit
  }
  return best
}

/** A float32 vector's bytes as numbers; copied where they do not lie on a border of four. */
export function floats(bytes: Uint8Array): Float32Array {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice()
  return new Float32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >> 2)
}

function insert(best: [number, number][], line: [number, number], k: number): void {
  let at = best.length
  while (at > 0 && (best[at - 1]?.[1] ?? 0) > line[1]) at--
  best.splice(at, 0, line)
  if (best.length > k) best.pop()
}
