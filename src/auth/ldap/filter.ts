// Search filters (RFC 4515) with what a person typed inside.

/** A value as it stands in a filter: nothing in it means anything there. */
export const escaped = (value: string): string =>
  value.replace(/[\\*()\0]/g, sign => `\\${sign.charCodeAt(0).toString(16).padStart(2, '0')}`)

/** The entries whose attribute is `value` and that fit `more`, one filter or several side by side. */
export const personFilter = (attribute: string, value: string, more: string): string =>
  `(&(${attribute}=${escaped(value)})${braced(more)})`

const braced = (text: string): string => (text === '' || text.startsWith('(') ? text : `(${text})`)

/** A filter with `{dn}` and `{username}` in it filled in. */
export const filled = (template: string, values: { dn: string; username: string }): string =>
  braced(template).replace(/\{(dn|username)\}/g, (_, name: 'dn' | 'username') =>
    escaped(values[name]),
  )

/** Whether a text is one filter from its first bracket to its last; brackets in values are escaped. */
export function isWhole(text: string): boolean {
  let depth = 0
  for (const sign of text.slice(0, -1)) {
    if (sign === '(') depth++
    if (sign === ')') depth--
    if (depth === 0) return false
  }
  return depth === 1 && text.endsWith(')')
}
