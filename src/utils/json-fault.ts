// Where broken JSON breaks: the engine's parser says what is wrong, never at which character.

/** The offset at which a text stops being JSON. Text nested too deeply is not for it. */
export function brokenAt(text: string): number {
  try {
    return space(text, value(text, space(text, 0)))
  } catch (error) {
    if (error instanceof Broken) return error.at
    throw error
  }
}

class Broken extends Error {
  at: number
  constructor(at: number) {
    super()
    this.at = at
  }
}

const SPACE = /[ \t\n\r]*/y
const SCALAR = /true|false|null|-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y
const ESCAPE = /\\(["\\/bfnrt]|u[\da-fA-F]{4})/y

/** Where a pattern that begins at `at` ends, or null. */
function match(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : null
}

const space = (text: string, at: number): number => match(SPACE, text, at) ?? at

/** Each of these gives where what begins at `at` ends, and throws where it does not go on. */
function value(text: string, at: number): number {
  const first = text[at]
  if (first === '"') return string(text, at)
  if (first === '{') return items(text, at + 1, '}', pair)
  if (first === '[') return items(text, at + 1, ']', value)
  return match(SCALAR, text, at) ?? fail(at)
}

function items(text: string, start: number, close: string, item: typeof value): number {
  let at = space(text, start)
  if (text[at] === close) return at + 1
  for (;;) {
    at = space(text, item(text, at))
    if (text[at] === close) return at + 1
    if (text[at] !== ',') fail(at)
    at = space(text, at + 1)
  }
}

function pair(text: string, at: number): number {
  if (text[at] !== '"') fail(at)
  const colon = space(text, string(text, at))
  if (text[colon] !== ':') fail(colon)
  return value(text, space(text, colon + 1))
}

function string(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 34) return at + 1
    if (code < 32) fail(at)
    if (code === 92) at = (match(ESCAPE, text, at) ?? fail(at)) - 1
  }
  return fail(start)
}

function fail(at: number): never {
  throw new Broken(at)
}
