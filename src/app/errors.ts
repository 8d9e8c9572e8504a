// Every error leaves as JSON with `detail`, whatever threw it and wherever.
import { requestId } from '../auth/address'
import type { House } from '../config/house'
import { fault } from '../utils/body'
import { NOT_WHOLE } from '../utils/fields'
import { Refusal } from '../utils/refusal'
import { storageFault } from '../utils/storage-fault'

interface Thrown {
  code: unknown
  error: unknown
  request: Request
  path: string
}

interface Answer {
  status: number
  detail: unknown
  headers?: Record<string, string>
  more?: Record<string, unknown>
}

/** The answer for anything thrown in a handler or a hook. */
export function answerError(house: House, { code, error, request, path }: Thrown): Response {
  const { status, detail, headers, more } = translate(code, error)
  if (status >= 500) {
    const facts = { err: error, id: requestId(request), method: request.method, path }
    house.log.component('main').error(facts, 'request failed')
  }
  return refusal(path, status, detail, headers, more)
}

/** JSON in the contract's shape; routes of model clients get their own kind of `error` beside `detail`. */
export function refusal(
  path: string,
  status: number,
  detail: unknown,
  headers: Record<string, string> = {},
  more: Record<string, unknown> = {},
): Response {
  const body = { detail, ...more, ...errorFor(path, status, detail, more) }
  return Response.json(body, { status, headers })
}

const SPEAKS_OPENAI = /^\/(v1|openai|ollama\/v1|api\/chat\/completions)(\/|$)/
const SPEAKS_OLLAMA = /^\/ollama(\/|$)/

/** OpenAI's clients read an object, Ollama's a text. */
function errorFor(path: string, status: number, detail: unknown, more: Record<string, unknown>) {
  const message = typeof detail === 'string' ? detail : 'The request is not valid; see detail.'
  if (SPEAKS_OPENAI.test(path)) return { error: openAIError(status, message, more) }
  return SPEAKS_OLLAMA.test(path) ? { error: message } : {}
}

function openAIError(status: number, message: string, more: Record<string, unknown>) {
  // OpenAI's own name for it, which its clients know.
  if (more.budget)
    return { message, type: 'insufficient_quota', param: null, code: 'insufficient_quota' }
  const type = status >= 500 ? 'server_error' : 'invalid_request_error'
  return { message, type, param: null, code: String(status) }
}

function translate(code: unknown, error: unknown): Answer {
  const refused = findRefusal(error)
  if (refused) return refused
  const fatal = storageFault(error)
  if (fatal) return fatal
  if (code === 'VALIDATION') return { status: 422, detail: faults(error) }
  if (code === 'PARSE') return { status: 400, detail: 'The request could not be read.' }
  return { status: 500, detail: 'Something went wrong on the server. Its log has the reason.' }
}

/** Errors thrown in a parse hook and in a query arrive wrapped. */
function findRefusal(error: unknown): Refusal | undefined {
  let at = error
  for (let depth = 0; depth < 5 && at instanceof Error; depth++) {
    if (at instanceof Refusal) return at
    at = at.cause
  }
  return undefined
}

interface Issue {
  code?: string
  path?: PropertyKey[]
  message?: string
  expected?: string
  input?: unknown
}

/** Elysia keeps the place, the value and the schema; the schema is asked again for all its issues. */
function faults(error: unknown) {
  const { type, value, validator } = error as {
    type?: string
    value?: unknown
    validator?: { schema?: { safeParse?(v: unknown): { error?: { issues: Issue[] } } } }
    all?: Issue[]
  }
  const place = type === 'params' ? 'path' : (type ?? 'body')
  if (place === 'body' && value == null) return [fault('missing', ['body'], 'Field required', null)]
  const issues =
    validator?.schema?.safeParse?.(value).error?.issues ?? (error as { all?: Issue[] }).all ?? []
  return issues.map(issue => toFault(place, issue, value))
}

function toFault(place: string, issue: Issue, root: unknown) {
  const path = (issue.path ?? []).map(part => (typeof part === 'number' ? part : String(part)))
  const loc = [place, ...path]
  const input = at(root, path)
  if (issue.code === 'invalid_type' && input === undefined) {
    return fault('missing', loc, 'Field required', at(root, path.slice(0, -1)))
  }
  return fault(faultType(issue), loc, issue.message ?? 'Not valid', input ?? null)
}

function at(root: unknown, path: (string | number)[]): unknown {
  let value = root
  for (const part of path) {
    if (value === null || typeof value !== 'object') return undefined
    value = (value as Record<string | number, unknown>)[part]
  }
  return value
}

const TYPES: Record<string, string> = {
  string: 'string_type',
  object: 'model_attributes_type',
  record: 'dict_type',
  array: 'list_type',
  boolean: 'bool_parsing',
  int: 'int_parsing',
  number: 'float_parsing',
}

function faultType(issue: Issue): string {
  if (issue.message === NOT_WHOLE) return 'int_parsing'
  if (issue.code === 'invalid_type') return TYPES[issue.expected ?? ''] ?? 'value_error'
  if (issue.code === 'too_big') return 'too_long'
  if (issue.code === 'too_small') return 'too_short'
  return 'value_error'
}
