// How deep a value of JSON goes: `JSON.stringify` overflows the stack on very deep ones.

/** Whether lists and objects lie inside each other more than `levels` times; looks no deeper than that. */
export function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (levels === 0) return true
  const parts = Array.isArray(value) ? value : Object.values(value)
  return parts.some(part => isDeeperThan(levels - 1, part))
}
