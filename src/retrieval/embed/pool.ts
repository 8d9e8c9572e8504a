// From what the model says of each token to one vector of the text.

/** The mean of rows of `dimension` numbers, made one long: the model's own way to a sentence's vector. */
export function meanOf(rows: Float32Array, dimension: number): Float32Array {
  const sum = new Float64Array(dimension)
  rows.forEach((part, at) => {
    sum[at % dimension] = (sum[at % dimension] ?? 0) + part
  })
  return unit(sum)
}

/** The same direction, one long; numbers without length stay as they are. */
export function unit(numbers: ArrayLike<number>): Float32Array {
  const vector = Float64Array.from(numbers)
  const length = Math.sqrt(vector.reduce((sum, part) => sum + part * part, 0))
  return Float32Array.from(length > 0 ? vector.map(part => part / length) : vector)
}
