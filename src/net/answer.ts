// The answer a caller gets: the server's, with a body that is watched, unpacked and counted.
import { unpack } from './body'
import { EgressError } from './failure'
import type { Leash } from './limits'

// They speak of one connection or of the packed body, neither of which the caller sees.
const dropped = ['content-encoding', 'transfer-encoding', 'connection', 'keep-alive']

/** @throws EgressError `broken` for a status that is none */
export function answer(response: Response, url: URL, held: Leash, bytes: number): Response {
  held.arrived()
  const { status, statusText } = response
  if (status < 200 || status > 599) {
    void response.body?.cancel()
    throw new EgressError('broken', 'The server does not answer as a web server does')
  }
  const encoding = response.headers.get('content-encoding')
  const headers = new Headers(response.headers)
  for (const name of dropped) headers.delete(name)
  if (encoding !== null) headers.delete('content-length')
  const body = hasBody(response) ? unpack(response.body, encoding, held, bytes) : null
  if (!body) held.release()
  const copy = new Response(body, { status, statusText, headers })
  return Object.defineProperty(copy, 'url', { value: url.href })
}

const hasBody = (response: Response): response is Response & { body: ReadableStream<Uint8Array> } =>
  response.body !== null &&
  ![204, 205, 304].includes(response.status) &&
  response.headers.get('content-length') !== '0'
