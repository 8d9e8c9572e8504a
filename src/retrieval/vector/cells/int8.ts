// Vectors as one byte a number, for the cells: a quarter of the size, and rescored afterwards.

/** Of unit vectors hardly a number is beyond a half. */
const SCALE = 254

export function int8(vector: Float32Array): Int8Array {
  return Int8Array.from(vector, part => Math.max(-127, Math.min(127, Math.round(part * SCALE))))
}

/** The squared distance in that scale. */
export function apart8(bytes: Uint8Array, query: Int8Array): number {
  const vector = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let sum = 0
  for (let n = 0; n < query.length; n++) {
    const difference = (vector[n] as number) - (query[n] as number)
    sum += difference * difference
  }
  return sum
}
