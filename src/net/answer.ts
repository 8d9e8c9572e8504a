// The answer a caller gets: the server's, with a body that is watched, unpacked and counted.
import { unpack } from './body'
import { EgressError } from './failure'
import type { Leash, Limits } from './limits'

// They speak of one connection or of the packed body, neither of which the caller sees.
const dropped = ['content-encoding', 'transfer-encoding', 'connection', 'keep-alive']

/** @throws EgressError `broken` for a status that is none */
export async function answer(
  response: Response,
  url: URL,
  held: Leash,
  limits: Limits,
): Promise<Response> {
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
  const copy = new Response(await bodyOf(response, encoding, held, limits), {
    status,
    statusText,
    headers,
  })
  return Object.defineProperty(copy, 'url', { value: url.href })
}

function bodyOf(
  response: Response,
  encoding: string | null,
  held: Leash,
  { bytes, atOnce }: Limits,
): Promise<BodyInit> | BodyInit | null {
  if (!hasBody(response)) {
    held.release()
    return null
  }
  // What is stated is kept to: more bytes than that are no part of the answer.
  const length = Number(response.headers.get('content-length') ?? Number.NaN)
  const fits = length <= atOnce && (bytes === 0 || length <= bytes)
  if (fits && encoding === null && response.ok) return held.whole(response).catch(failing)
  return unpack(response.body, encoding, held, bytes)
}

/** Whoever reads it gets the error; that the server has answered stands. */
const failing = (error: unknown): ReadableStream<Uint8Array> =>
  new ReadableStream({ start: controller => controller.error(error) })

const hasBody = (response: Response): response is Response & { body: ReadableStream<Uint8Array> } =>
  response.body !== null &&
  ![204, 205, 304].includes(response.status) &&
  response.headers.get('content-length') !== '0'
