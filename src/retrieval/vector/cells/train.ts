// Where the cells of an index lie: the middles of clusters that a sample of the vectors falls into.

/** Vectors of one length, one behind the other. */
export interface Flat {
  dimension: number
  values: Float32Array
}

export const count = ({ values, dimension }: Flat): number => values.length / dimension

const row = ({ values, dimension }: Flat, n: number): Float32Array =>
  values.subarray(n * dimension, (n + 1) * dimension)

const rows = (vectors: Flat): Float32Array[] =>
  Array.from({ length: count(vectors) }, (_, n) => row(vectors, n))

const ROUNDS = 8

/**
 * The middles of about `cells` clusters, by k-means in two steps: coarse clusters first, then each
 * by itself, which takes the root of the time.
 */
export function train(sample: Flat, cells: number): Flat {
  const coarse = cluster(sample, Math.ceil(Math.sqrt(cells)))
  const middles = divide(sample, coarse).flatMap(part => {
    const share = Math.round((cells * count(part)) / count(sample))
    return rows(cluster(part, Math.max(1, share)))
  })
  return joined(sample.dimension, middles)
}

/** Plain k-means from evenly spaced beginnings; clusters that end up empty are dropped. */
export function cluster(sample: Flat, k: number): Flat {
  const many = count(sample)
  const firsts = Array.from({ length: Math.min(k, many) }, (_, n) =>
    row(sample, Math.floor((n * many) / Math.min(k, many))),
  )
  let middles = joined(sample.dimension, firsts)
  for (let round = 0; round < ROUNDS; round++) middles = moved(sample, middles)
  return middles
}

function moved(sample: Flat, middles: Flat): Flat {
  const { dimension } = sample
  const sums = new Float64Array(middles.values.length)
  const sizes = new Uint32Array(count(middles))
  for (let n = 0; n < count(sample); n++) {
    const vector = row(sample, n)
    const at = nearest(middles, vector)
    sizes[at] = (sizes[at] ?? 0) + 1
    for (let d = 0; d < dimension; d++) {
      sums[at * dimension + d] = (sums[at * dimension + d] ?? 0) + (vector[d] ?? 0)
    }
  }
  const kept = [...sizes.keys()].filter(at => sizes[at])
  return joined(
    dimension,
    kept.map(at =>
      Float32Array.from(
        sums.subarray(at * dimension, (at + 1) * dimension),
        sum => sum / (sizes[at] ?? 1),
      ),
    ),
  )
}

/** The sample's vectors by the middle that each is nearest to. */
function divide(sample: Flat, middles: Flat): Flat[] {
  const parts: Float32Array[][] = Array.from({ length: count(middles) }, () => [])
  for (let n = 0; n < count(sample); n++) {
    const vector = row(sample, n)
    parts[nearest(middles, vector)]?.push(vector)
  }
  return parts.filter(part => part.length > 0).map(part => joined(sample.dimension, part))
}

export function joined(dimension: number, vectors: Float32Array[]): Flat {
  const values = new Float32Array(vectors.length * dimension)
  for (const [n, vector] of vectors.entries()) values.set(vector, n * dimension)
  return { dimension, values }
}

/** The place of the nearest of them. */
export function nearest(middles: Flat, vector: Float32Array): number {
  let best = 0
  let least = Number.POSITIVE_INFINITY
  for (let n = 0; n < count(middles); n++) {
    const distance = apart(middles.values, n * middles.dimension, vector)
    if (distance >= least) continue
    least = distance
    best = n
  }
  return best
}

/** The squared distance of the vector that begins at `from`. In four sums, which the processor adds side by side. */
export function apart(values: Float32Array, from: number, vector: Float32Array): number {
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  const whole = vector.length & ~3
  for (let n = 0; n < whole; n += 4) {
    const w = (values[from + n] as number) - (vector[n] as number)
    const x = (values[from + n + 1] as number) - (vector[n + 1] as number)
    const y = (values[from + n + 2] as number) - (vector[n + 2] as number)
    const z = (values[from + n + 3] as number) - (vector[n + 3] as number)
    a += w * w
    b += x * x
    c += y * y
    d += z * z
  }
  for (let n = whole; n < vector.length; n++) {
    const w = (values[from + n] as number) - (vector[n] as number)
    a += w * w
  }
  return a + b + c + d
}

/** Finds the nearest of many middles by looking at those of the nearest groups alone. */
export function finder(middles: Flat): (vector: Float32Array) => number {
  const groups = cluster(middles, Math.ceil(Math.sqrt(count(middles))))
  const members: number[][] = Array.from({ length: count(groups) }, () => [])
  for (let n = 0; n < count(middles); n++) members[nearest(groups, row(middles, n))]?.push(n)
  return vector => {
    let best = 0
    let least = Number.POSITIVE_INFINITY
    for (const group of nearby(groups, vector)) {
      for (const n of members[group] ?? []) {
        const distance = apart(middles.values, n * middles.dimension, vector)
        if (distance >= least) continue
        least = distance
        best = n
      }
    }
    return best
  }
}

const GROUPS = 4

function nearby(groups: Flat, vector: Float32Array): number[] {
  return [...Array(count(groups)).keys()]
    .map(n => ({ n, distance: apart(groups.values, n * groups.dimension, vector) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, GROUPS)
    .map(({ n }) => n)
}
