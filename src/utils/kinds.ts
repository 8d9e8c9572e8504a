// The kinds of value that a piece of text can hold: how to read each, and how to say what is allowed.

/** Reads text; `undefined` means the text is unusable. `allowed` completes "must be …". */
export interface Kind<T> {
  allowed: string
  parse: (text: string) => T | undefined
}

export const words: Kind<string> = { allowed: 'text', parse: text => text }

/** Text of one form; `allowed` says it in words. */
export const matching = (pattern: RegExp, allowed: string): Kind<string> => ({
  allowed,
  parse: text => (pattern.test(text.trim()) ? text.trim() : undefined),
})

const TRUE = ['true', '1', 'yes', 'on']
const FALSE = ['false', '0', 'no', 'off']

export const flag: Kind<boolean> = {
  allowed: 'true or false (also 1/0, yes/no, on/off)',
  parse(text) {
    const word = text.trim().toLowerCase()
    if (TRUE.includes(word)) return true
    return FALSE.includes(word) ? false : undefined
  },
}

const within = (value: number, min: number, max: number) =>
  value >= min && value <= max ? value : undefined

const bounds = (min: number, max: number) => {
  if (max < Number.MAX_SAFE_INTEGER) return ` from ${min} to ${max}`
  return min > Number.MIN_SAFE_INTEGER ? ` of at least ${min}` : ''
}

/** A whole number between `min` and `max`, both included. */
export const whole = (min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER) =>
  ({
    allowed: `a whole number${bounds(min, max)}`,
    parse: text =>
      /^\s*[+-]?\d{1,15}\s*$/.test(text) ? within(Number(text), min, max) : undefined,
  }) satisfies Kind<number>

export const decimal: Kind<number> = {
  allowed: 'a number',
  parse: text => (/^\s*[+-]?\d{1,15}(\.\d{1,15})?\s*$/.test(text) ? Number(text) : undefined),
}

const UNITS: Record<string, number> = { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 }

/** A size in bytes: `1048576`, `512KB`, `64 MB`. */
export const size: Kind<number> = {
  allowed: 'a size such as 1048576, 512KB or 64MB',
  parse(text) {
    const parts = /^\s*(\d{1,12})\s*([KMG]?)B?\s*$/i.exec(text)
    const unit = UNITS[parts?.[2]?.toUpperCase() ?? '']
    return parts && unit ? Number(parts[1]) * unit : undefined
  },
}

/** One of the words of `table`, in any case, read as what stands beside it. */
export const choice = <T>(table: Record<string, T>): Kind<T> => ({
  allowed: `one of ${Object.keys(table).filter(Boolean).join(', ')}`,
  parse: text => (Object.hasOwn(table, text.trim()) ? table[text.trim()] : folded(table, text)),
})

function folded<T>(table: Record<string, T>, text: string): T | undefined {
  const wanted = text.trim().toLowerCase()
  return Object.entries(table).find(([word]) => word.toLowerCase() === wanted)?.[1]
}

/** `a;b;c` (or another separator) with each part read by `kind`; parts are trimmed. */
export const list = <T>(kind: Kind<T>, separator = ';', keepEmpty = false): Kind<T[]> => ({
  allowed: `${kind.allowed}, or several divided by "${separator}"`,
  parse(text) {
    const parts = text.split(separator).map(part => part.trim())
    const values = parts.filter(part => keepEmpty || part !== '').map(part => kind.parse(part))
    return values.includes(undefined) ? undefined : (values as T[])
  },
})

/** An address with one of these schemes; kept without a trailing slash. */
export const address = (...schemes: string[]): Kind<string> => ({
  allowed: `an address starting with ${schemes.map(scheme => `${scheme}://`).join(' or ')}`,
  parse(text) {
    const url = URL.parse(text.trim())
    if (!url || !schemes.includes(url.protocol.slice(0, -1)) || url.host === '') return undefined
    return text.trim().replace(/\/+$/, '')
  },
})

/** Where a page comes from: scheme, host and port, nothing after; in the form browsers send. */
export const origin: Kind<string> = {
  allowed: 'an origin such as https://chat.example.com',
  parse(text) {
    const url = URL.parse(text.trim())
    if (!url || !/^https?:$/.test(url.protocol)) return undefined
    return url.pathname === '/' && url.search === '' && url.hash === '' && url.username === ''
      ? url.origin
      : undefined
  },
}

/** Any JSON; what it must look like is checked by whoever asked. */
export const data: Kind<unknown> = {
  allowed: 'JSON',
  parse(text) {
    try {
      return JSON.parse(text)
    } catch {
      return undefined
    }
  },
}
