// Where a proxied request may go: below the connection's address and nowhere else.
import { Refusal } from '../utils/refusal'

/**
 * The path of `url` below `prefix`, every segment decoded, checked and encoded anew, and its query
 * as it came. Throws 400 for dot segments, empty ones, slashes in disguise, and what is encoded twice.
 */
export function pathBelow(url: string, prefix: string): { path: string; search: string } {
  const start = url.indexOf('/', url.indexOf('//') + 2)
  const query = url.indexOf('?', start)
  const whole = url.slice(start + prefix.length, query === -1 ? undefined : query)
  const segments = whole.replace(/^\//, '').replace(/\/$/, '').split('/').map(checked)
  return { path: `/${segments.join('/')}`, search: query === -1 ? '' : url.slice(query) }
}

function checked(segment: string): string {
  const text = decode(segment)
  if (/^\.{0,2}$/.test(text) || /[%/\\\0-\x1f\x7f]/.test(text)) throw refused()
  return encodeURIComponent(text)
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw refused()
  }
}

const refused = (): Refusal => new Refusal(400, 'This path cannot be passed on.')
