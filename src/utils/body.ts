// Reading a request's body under a cap, as JSON that is safe to walk.
import { brokenAt } from './json-fault'
import { Refusal } from './refusal'

const DEPTH = 200

/** The bytes of a body; 413 beyond `cap`, counted as they come, whatever the headers say. */
export async function readBytes(request: Request, cap: number): Promise<Uint8Array> {
  const tooLarge = new Refusal(413, `The request body may have ${cap} bytes at most.`)
  const length = Number(request.headers.get('content-length') ?? Number.NaN)
  if (length > cap) throw tooLarge
  // Bun takes no more than the stated length, and refuses one beside chunks.
  if (length <= cap) return request.bytes()
  if (!request.body) return new Uint8Array()
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of request.body as ReadableStream<Uint8Array>) {
    size += part.byteLength
    if (size > cap) throw tooLarge
    parts.push(part)
  }
  return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)
}

/** Fault entry of the contract's 422 (accounts.md 1.1). */
export const fault = (
  type: string,
  loc: (string | number)[],
  msg: string,
  input: unknown,
  ctx?: object,
) => ({
  type,
  loc,
  msg,
  input,
  ...(ctx && { ctx }),
})

/**
 * The JSON value of a body. An absent content type is read as JSON; another one, broken JSON, bad
 * UTF-8, NUL characters and nesting beyond 200 levels are refused with 422; an empty body is undefined.
 */
export async function readJson(request: Request, cap: number): Promise<unknown> {
  const bytes = await readBytes(request, cap)
  if (bytes.byteLength === 0) return undefined
  const text = decode(bytes)
  const type = request.headers.get('content-type')
  if (type && !/^application\/([\w.+-]+\+)?json\b/i.test(type)) {
    throw new Refusal(422, [
      fault(
        'model_attributes_type',
        ['body'],
        'Input should be a JSON object',
        text.slice(0, 1000),
      ),
    ])
  }
  checkDepth(text)
  return parse(text)
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Refusal(422, [
      fault(
        'json_invalid',
        ['body', 0],
        'JSON decode error',
        {},
        { error: 'The body is not UTF-8' },
      ),
    ])
  }
}

function parse(text: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Refusal(422, [
      fault('json_invalid', ['body', brokenAt(text)], 'JSON decode error', {}, { error: reason }),
    ])
  }
  // PostgreSQL has no NUL in text, and nobody types one.
  if (text.includes('\\u0000') && hasNul(value)) {
    throw new Refusal(422, [
      fault('string_type', ['body'], 'Text must not contain NUL characters', null),
    ])
  }
  return value
}

function hasNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0')
  if (value === null || typeof value !== 'object') return false
  return Object.entries(value).some(([key, inner]) => key.includes('\0') || hasNul(inner))
}

/** Counts brackets outside strings: `JSON.stringify` overflows the stack on very deep values. */
function checkDepth(text: string): void {
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === QUOTE) i = endOfString(text, i)
    else if (code === BRACE || code === BRACKET) depth++
    else if (code === BRACE + 2 || code === BRACKET + 2) depth--
    if (depth > DEPTH) {
      const reason = { error: 'JSON is nested too deeply' }
      throw new Refusal(422, [fault('json_invalid', ['body', i], 'JSON decode error', {}, reason)])
    }
  }
}

const QUOTE = 34
const BACKSLASH = 92
const BRACE = 123
const BRACKET = 91

/** Where the string that opens at `start` closes; the text's end when it never does. */
function endOfString(text: string, start: number): number {
  let end = start
  for (;;) {
    end = text.indexOf('"', end + 1)
    if (end === -1) return text.length
    let slashes = 0
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes++
    if (slashes % 2 === 0) return end
  }
}
