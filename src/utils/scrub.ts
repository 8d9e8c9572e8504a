// Keeps secrets and people's words out of logs: first by the names of facts, then by the look of the text.

const HIDDEN = '[hidden]'
const DEEPEST = 6
const LONGEST = 1_000
/** Facts a line has room for, its branches counted; a circle of objects ends here too. */
const ROOM = 200

/** Facts with these in their names are secrets, unless they are mere numbers (`max_tokens`). */
const SECRET = /passw|secret|token|authorization|cookie|api_?key|credential|^keys?$/i
/** Facts with these names are what people or models wrote. */
const WORDS =
  /^(contents?|messages?|texts?|prompts?|input|output|body|completion|reasoning|title|query|params|image)$/i

/** A copy of facts that may be logged: secrets and texts hidden, errors told by their kind, all of it bounded. */
export const presentable = (facts: Record<string, unknown>): Record<string, unknown> =>
  branch(facts, { left: ROOM }, 0)

interface Room {
  left: number
}

function branch(facts: object, room: Room, depth: number): Record<string, unknown> {
  const shown: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(facts)) {
    if (room.left-- <= 0) break
    shown[name] = fact(name, value, room, depth)
  }
  return shown
}

function fact(name: string, value: unknown, room: Room, depth: number): unknown {
  if (typeof value === 'number' || typeof value === 'boolean' || value == null) return value
  if (value instanceof Error) return told(value, depth)
  if (SECRET.test(name) || WORDS.test(name)) return HIDDEN
  if (typeof value === 'string') return short(value)
  if (typeof value !== 'object') return String(value)
  if (depth >= DEEPEST) return '…'
  const shown = branch(value, room, depth + 1)
  return Array.isArray(value) ? Object.values(shown) : shown
}

const short = (text: string): string =>
  text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text

/** An error without what it carries along: a failed query's parameters and a provider's words are people's. */
function told(error: Error, depth: number): Record<string, unknown> {
  const { code, cause } = error as { code?: unknown; cause?: unknown }
  return {
    type: error.name,
    message: spoken(error) ?? short(error.message),
    ...(code !== undefined && { code: String(code) }),
    stack: places(error.stack ?? ''),
    ...(cause instanceof Error && depth < DEEPEST && { cause: told(cause, depth + 1) }),
  }
}

function spoken(error: Error): string | undefined {
  if ('params' in error) return 'a query failed'
  return 'quoted' in error ? 'a provider refused' : undefined
}

/** Only the places of a stack: its head repeats the message. */
const places = (stack: string): string =>
  stack
    .split('\n')
    .filter(line => /^\s+at /.test(line))
    .slice(0, 12)
    .join('\n')

// Every repetition is bounded, so that a hostile line costs no more than its length.
const SHAPES: [RegExp, string][] = [
  [/\b(sk|pk|rk)-[\w-]{6,400}/g, '$1-…'],
  [/\b(gsk|hf|xai|ghp|gho|glpat)[_-]\w{12,400}/g, '$1_…'],
  [/\bAIza[\w-]{20,400}/g, 'AIza…'],
  [/\beyJ[\w-]{4,4000}\.[\w-]{2,4000}(\.[\w-]{0,4000})?/g, 'eyJ…'],
  [/\b(bearer|basic) [\w.~+/=-]{6,4000}/gi, '$1 …'],
  [/:\/\/[^\s/@"\\]{1,400}@/g, '://…@'],
  [/([?&;](?:[\w-]{0,40}(?:key|token|secret|password)|code|state)=)[^&\s"\\]{1,4000}/gi, '$1…'],
  [/(\btoken=)[^;\s"\\]{1,4000}/gi, '$1…'],
]

/** The text with whatever looks like a key, a token or a password shortened to its kind. */
export function scrub(text: string): string {
  return SHAPES.reduce((clean, [shape, instead]) => clean.replace(shape, instead), text)
}
