// What the server and the embedder's own process say to each other: JSON, one a line, an answer for each order.

/** The process's first line: what runs the model, or why nothing does. */
export type Hello = { engine: 'native' | 'wasm'; trouble: string | null } | Failure

export interface Order {
  texts: string[]
}

/** The vectors, each as base64 of its 32-bit floats, in the order of the texts. */
export type Answer = { vectors: string[] } | Failure

export interface Failure {
  error: string
}

export const packVector = (vector: Float32Array): string =>
  Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('base64')

/** Copied, since floats must begin at a multiple of four bytes. */
export const unpackVector = (text: string): Float32Array =>
  new Float32Array(new Uint8Array(Buffer.from(text, 'base64')).buffer)
