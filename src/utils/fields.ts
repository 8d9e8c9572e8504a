// Fields of requests as the contract coerces them (accounts.md 1.1); `z.coerce` is looser.
import { z } from 'zod'

const TRUE = new Set(['true', '1', 'yes', 'on', 't', 'y'])
const FALSE = new Set(['false', '0', 'no', 'off', 'f', 'n'])

/** true/false, 0/1, and the words yes, no, on, off, t, f, y, n in any case. */
export const bool = () => z.preprocess(toBool, z.boolean())

/** What is said of anything else where a whole number belongs. */
export const NOT_WHOLE = 'Input should be a whole number'

/** Whole numbers, also as text. */
export const int = () => z.preprocess(toInt, z.int(NOT_WHOLE))

/** Numbers, also as text. */
export const decimal = () => z.preprocess(toNumber, z.number())

/** Text in a query; PostgreSQL takes no NUL in a text, so it becomes a blank. */
export const queryText = (max: number) =>
  z
    .string()
    .max(max)
    .overwrite(text => text.replaceAll('\0', ' '))

const PLAIN = /^[\x20-\x7e]{1,255}$/

/** An id in a path; text that no id can be becomes '', which none is. */
export const pathId = () => z.string().transform(id => (PLAIN.test(id) ? id : ''))

function toBool(value: unknown): unknown {
  if (value === 0 || value === 1) return value === 1
  if (typeof value !== 'string') return value
  const word = value.toLowerCase()
  if (TRUE.has(word)) return true
  return FALSE.has(word) ? false : value
}

const toNumber = (value: unknown): unknown =>
  typeof value === 'string' && /^\s*[+-]?(\d{1,15}\.?\d{0,15}|\.\d{1,15})\s*$/.test(value)
    ? Number(value)
    : value

/** Whatever is no number is told as no whole one; zod's own word for it is that of any number. */
function toInt(value: unknown, { addIssue }: z.RefinementCtx): unknown {
  if (typeof value === 'string' && /^\s*[+-]?\d{1,15}\s*$/.test(value)) return Number(value)
  if (typeof value === 'number' || value === undefined) return value
  addIssue({ code: 'invalid_type', expected: 'int', input: value, message: 'Not a whole number' })
  return z.NEVER
}
