// One request to the server: JSON both ways, errors as ApiError, our tab named in a header.

/** This tab, so that its own echo over /ws can be told from another tab's. */
export const clientId = crypto.randomUUID?.() ?? String(Math.random()).slice(2)

/** What went wrong with a request. `status` 0 means that the server was not reached. */
export class ApiError extends Error {
  readonly status: number
  readonly detail: string
  readonly request_id: string | null
  /** What the answer says beside `detail`: a `reason` by name, say. */
  readonly more: Readonly<Record<string, unknown>>

  constructor(
    status: number,
    detail: string,
    request_id: string | null,
    more: Record<string, unknown> = {},
  ) {
    super(detail)
    this.name = 'ApiError'
    this.status = status
    this.detail = detail
    this.request_id = request_id
    this.more = more
  }
}

/** The server was away or stumbled: worth another try. What became of the request is not known. */
export const isPassing = (error: unknown): boolean =>
  error instanceof ApiError && [0, 502, 503, 504].includes(error.status)

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'DELETE'
  query?: Record<string, string | number | boolean | undefined>
  body?: unknown
  signal?: AbortSignal
  /** Lets the request outlive the page; for work sent while it closes. */
  keepalive?: boolean
}

const withQuery = (path: string, query: RequestOptions['query']): string => {
  const pairs = Object.entries(query ?? {}).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)]],
  )
  return pairs.length ? `${path}?${new URLSearchParams(pairs)}` : path
}

const bodyOf = (body: unknown): BodyInit | undefined =>
  body === undefined ? undefined : body instanceof FormData ? body : JSON.stringify(body)

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** `detail` is a sentence, or a list of faults of the form we sent. */
const detailOf = (body: unknown): string => {
  const detail = isRecord(body) ? body.detail : undefined
  if (typeof detail === 'string') return detail
  if (!Array.isArray(detail)) return ''
  return detail
    .map(fault => (isRecord(fault) && typeof fault.msg === 'string' ? fault.msg : ''))
    .filter(Boolean)
    .join('. ')
}

const refused = async (response: Response): Promise<ApiError> => {
  const body: unknown = await response.json().catch(() => null)
  const id = response.headers.get('x-request-id')
  return new ApiError(response.status, detailOf(body), id, isRecord(body) ? body : {})
}

/** Where signing in goes on: with a code or a passkey. */
export interface SecondStep {
  ticket: string
  methods: string[]
}

let onSecondStep: ((step: SecondStep) => void) | undefined

/** Called when any way in asks for a second step; returns how to stop that. */
export const whenSecondStep = (listener: (step: SecondStep) => void): (() => void) => {
  onSecondStep = listener
  return () => {
    onSecondStep = undefined
  }
}

const tellSecondStep = ({ more }: ApiError): void => {
  const step = more.second_factor
  if (!isRecord(step) || typeof step.ticket !== 'string' || !Array.isArray(step.methods)) return
  onSecondStep?.({ ticket: step.ticket, methods: step.methods.map(String) })
}

let onSignedOut: (() => void) | undefined

/** Called once per refused request that says the session is gone. */
export const whenSignedOut = (listener: () => void): void => {
  onSignedOut = listener
}

/** The raw answer, for streams and files. Throws ApiError unless the status is 2xx. */
export const open = async (path: string, options: RequestOptions = {}): Promise<Response> => {
  const { method = 'GET', query, body, signal, keepalive } = options
  const headers = new Headers({ 'x-client-id': clientId })
  if (body !== undefined && !(body instanceof FormData)) {
    headers.set('content-type', 'application/json')
  }
  let response: Response
  try {
    response = await fetch(withQuery(path, query), {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: bodyOf(body) ?? null }),
      ...(signal ? { signal } : {}),
      ...(keepalive ? { keepalive } : {}),
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new ApiError(0, '', null)
  }
  if (response.ok) return response
  const error = await refused(response)
  if (response.status === 401 && error.detail === '401 Unauthorized') onSignedOut?.()
  tellSecondStep(error)
  throw error
}

/** The answer's JSON, trusted to be of the contract's shape. */
export const request = async <T>(path: string, options: RequestOptions = {}): Promise<T> => {
  const response = await open(path, options)
  return (await response.json()) as T
}

/** The lines of a streamed answer (NDJSON), parsed one by one. */
export async function* lines<T>(path: string, options: RequestOptions = {}): AsyncGenerator<T> {
  const response = await open(path, options)
  if (!response.body) return
  let rest = ''
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  try {
    for (;;) {
      const { value, done } = await reader.read()
      rest += value ?? ''
      const parts = rest.split('\n')
      rest = done ? '' : (parts.pop() ?? '')
      for (const part of parts) if (part.trim()) yield JSON.parse(part) as T
      if (done) return
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
