// Vectors as the databases take them.

/** Little-endian float32, as every machine that Hearth runs on has them. */
export const bytes = (vector: Float32Array): Uint8Array =>
  new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength)

/** pgvector's text. */
export const text = (vector: Float32Array): string => `[${vector.join(',')}]`

/** The cosine of two unit vectors that lie so far apart. */
export const cosine = (distance: number): number => 1 - (distance * distance) / 2
