// Somebody who calls Hearth in a test, with or without a token.

export interface Answer {
  status: number
  headers: Headers
  /** Parsed JSON, or the text when it is none. Loosely typed: a test says what it expects. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
  body: any
}

export interface Caller {
  token: string
  id: string
  email: string
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  delete(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** The bare response, for streams. */
  fetch(path: string, init?: RequestInit): Promise<Response>
}

/** A caller with the token of a sign-in answer, or nobody. */
export function caller(
  url: string,
  session: { token: string; id: string; email: string } | null,
): Caller {
  const credentials: Record<string, string> = session
    ? { authorization: `Bearer ${session.token}` }
    : {}
  const call = (path: string, init: RequestInit = {}) =>
    fetch(url + path, {
      redirect: 'manual',
      ...init,
      headers: { ...credentials, ...headersOf(init) },
    })
  const send = async (
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string>,
  ) => {
    if (body === undefined) return read(await call(path, { method, headers }))
    const json = { 'content-type': 'application/json', ...headers }
    return read(await call(path, { method, body: JSON.stringify(body), headers: json }))
  }
  return {
    token: session?.token ?? '',
    id: session?.id ?? '',
    email: session?.email ?? '',
    get: (path, headers = {}) => send('GET', path, undefined, headers),
    post: (path, body = {}, headers = {}) => send('POST', path, body, headers),
    delete: (path, body, headers = {}) => send('DELETE', path, body, headers),
    fetch: call,
  }
}

const headersOf = (init: RequestInit): Record<string, string> =>
  Object.fromEntries(new Headers(init.headers).entries())

async function read(response: Response): Promise<Answer> {
  const text = await response.text()
  const { status, headers } = response
  try {
    return { status, headers, body: JSON.parse(text) }
  } catch {
    return { status, headers, body: text }
  }
}
