// How values stand in a plan.

const LONGEST = 60

/** A value on one line, cut where it gets long. */
export function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

/** `a → b`, or nothing when they are the same. */
export const change = (name: string, before: unknown, after: unknown): string[] =>
  Bun.deepEquals(before, after) ? [] : [`${name} ${short(before)} → ${short(after)}`]

/** Who comes and who goes. */
export function moves(name: string, before: readonly string[], after: readonly string[]): string[] {
  const come = after.filter(one => !before.includes(one))
  const go = before.filter(one => !after.includes(one))
  return [
    ...(come.length > 0 ? [`${name} + ${come.join(', ')}`] : []),
    ...(go.length > 0 ? [`${name} - ${go.join(', ')}`] : []),
  ]
}
