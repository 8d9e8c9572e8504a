// Calls to Ollama servers through the `ollama` package and our egress client; streams go unread past the package.
import type { Ollama } from 'ollama/browser'
import type { House } from '../config/house'
import type { Limits } from '../net/limits'
import { perObject } from '../utils/once'
import type { Connection } from '../webui/connections/connection'
import { refuseAs, unreachable } from '../webui/connections/failure'
import { providerFetch } from '../webui/connections/fetch'

export interface CallOptions {
  /** Ends the call; pass the request's own, so that a caller who leaves stops the provider too. */
  signal?: AbortSignal | undefined
}

type Body = Record<string, unknown>
type Endpoint = Pick<Connection, 'url' | 'key'>

/** What the package reads whole into memory. */
const ANSWER_BYTES = 64 * 1024 ** 2

/** The package's client of a connection, for answers that are one JSON document. */
export const ollamaClient = (house: House, connection: Connection): Promise<Ollama> =>
  clients(house)(connection)

const clients = perObject((house: House) =>
  perObject((connection: Connection) => makeClient(house, connection, { bytes: ANSWER_BYTES })),
)

/** A client with limits of its own, for an address that need not be a connection yet. */
export async function makeClient(
  house: House,
  endpoint: Endpoint,
  limits: Partial<Limits>,
): Promise<Ollama> {
  const { Ollama } = await import('ollama/browser')
  const fetch = honest(providerFetch(house, endpoint, limits), endpoint)
  return new Ollama({ host: endpoint.url, fetch })
}

/** The package keeps little of an error; this throws all of it as the refusal that our caller gets. */
const honest = (fetch: ReturnType<typeof providerFetch>, endpoint: Endpoint) =>
  Object.assign(
    async (url: string | URL | Request, init?: RequestInit): Promise<Response> => {
      const response = await fetch(url, init).catch(error => {
        throw unreachable(error)
      })
      if (response.ok) return response
      throw await refuseAs(response, endpoint, 'Ollama: ')
    },
    { preconnect: () => undefined },
  )

/**
 * POST `/api/chat` with `model` as the provider calls it. Gives the provider's 2xx answer unread:
 * NDJSON when `stream` is not false, else JSON. Throws Refusal with the provider's status and words,
 * or 500 when it cannot be reached; the signal's reason when the caller left.
 */
export const chat = (house: House, connection: Connection, body: Body, options?: CallOptions) =>
  send(house, connection, 'POST', '/api/chat', body, options)

/** POST `/v1/chat/completions`: the same in OpenAI's shape. */
export const chatAsOpenAI = (
  house: House,
  connection: Connection,
  body: Body,
  options?: CallOptions,
) => send(house, connection, 'POST', '/v1/chat/completions', body, options)

/** Sends JSON to any path of the connection; answers and errors as in `chat`. */
export const send = (
  house: House,
  connection: Connection,
  method: string,
  path: string,
  body: Body,
  options: CallOptions = {},
): Promise<Response> =>
  transfer(house, connection, path, { method, body: JSON.stringify(body), ...options })

/** The same with any body: files go up without a bound on how long that takes. */
export async function transfer(
  house: House,
  connection: Connection,
  path: string,
  { method, body, signal }: { method: string; body: BodyInit } & CallOptions,
  limits: Partial<Limits> = {},
): Promise<Response> {
  const headers = { 'content-type': typeof body === 'string' ? JSON_TYPE : BYTES_TYPE }
  const init: RequestInit = { method, body, headers, ...(signal && { signal }) }
  const response = await providerFetch(
    house,
    connection,
    limits,
  )(connection.url + path, init).catch(error => {
    throw signal?.aborted ? signal.reason : unreachable(error)
  })
  if (response.ok) return response
  throw await refuseAs(response, connection, 'Ollama: ')
}

const JSON_TYPE = 'application/json'
const BYTES_TYPE = 'application/octet-stream'
