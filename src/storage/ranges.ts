// What a request says of the copy that its sender has, and of the part that he wants (RFC 9110).
import type { Range } from '.'

/** Whether the sender's copy is the one with this strong tag. */
export function ifNoneMatch(headers: Headers, etag: string): boolean {
  const said = headers.get('if-none-match')
  if (!said) return false
  return said
    .split(',')
    .some(tag => /^\s*\*\s*$/.test(tag) || tag.trim().replace(/^W\//, '') === etag)
}

/**
 * The part that is asked for; nothing when it is the whole, when several are asked for, which may
 * be answered so, or when the sender's copy is another one.
 */
export function rangeOf(
  headers: Headers,
  etag: string,
  size: number,
): Range | 'outside' | undefined {
  const condition = headers.get('if-range')
  if (condition && condition.trim() !== etag) return undefined
  const [, from = '', to = ''] =
    /^\s*bytes=\s*(\d{0,15})-(\d{0,15})\s*$/i.exec(headers.get('range') ?? '') ?? []
  if (from === '' && to === '') return undefined
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const end = from === '' || to === '' ? size : Math.min(size, Number(to) + 1)
  if (from !== '' && to !== '' && Number(to) < Number(from)) return undefined
  return start < size && start < end ? { start, end } : 'outside'
}
