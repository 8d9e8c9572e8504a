// Secrets as people may see them.

const MASK = '********'

/** Hides whatever is not empty; lists and objects keep their shape. */
export function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, masked(part)]))
  return value === '' || value === null ? value : MASK
}

/** Whether a mask stands anywhere in what somebody sends back. */
export function holdsMask(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).some(holdsMask)
  return value === MASK
}
