// Calls to OpenAI-style servers through the `openai` package and our egress client.
import type { OpenAI } from 'openai'
import type { Principal } from '../auth/principal'
import type { House } from '../config/house'
import type { Limits } from '../net/limits'
import { perObject } from '../utils/once'
import { Refusal } from '../utils/refusal'
import type { Connection } from '../webui/connections/connection'
import { refuseAs, unreachable } from '../webui/connections/failure'
import { type Extra, providerFetch } from '../webui/connections/fetch'
import { fitted } from './fit'

export interface CallOptions {
  /** Ends the call; pass the request's own, so that a caller who leaves stops the provider too. */
  signal?: AbortSignal | undefined
  /** Who asks; told to the provider only under ENABLE_FORWARD_USER_INFO_HEADERS. */
  me?: Principal | undefined
}

type Body = Record<string, unknown>
type Endpoint = Pick<Connection, 'url' | 'key'>

/**
 * POST `<url>/chat/completions` with `model` as the provider calls it. Gives the provider's 2xx
 * answer unread: event stream or JSON, with status and headers. Throws Refusal with the provider's
 * status and words, or 500 when it cannot be reached; the signal's reason when the caller left.
 */
export const chat = (
  house: House,
  connection: Connection,
  body: Body,
  options: CallOptions = {},
): Promise<Response> =>
  post(house, connection, '/chat/completions', fitted(body, connection), options)

/** POSTs JSON to any path of the connection; answers and errors as in `chat`. */
export async function post(
  house: House,
  connection: Connection,
  path: string,
  body: Body,
  { signal, me }: CallOptions = {},
): Promise<Response> {
  const client = await clientFor(house, connection, body.stream === true, me)
  return heard(client.post(path, { body, ...(signal && { signal }) }), connection, signal)
}

/** GETs a path within limits of its own, from an address that need not be a connection yet. */
export async function get(
  house: House,
  endpoint: Endpoint,
  path: string,
  limits: Partial<Limits>,
): Promise<Response> {
  const client = await makeClient(house, endpoint, { limits })
  return heard(client.get(path), endpoint)
}

async function heard(
  call: { asResponse(): Promise<Response> },
  endpoint: Endpoint,
  signal?: AbortSignal,
): Promise<Response> {
  const response = await call.asResponse().catch(async error => {
    if (signal?.aborted) throw signal.reason
    const { APIConnectionError } = await import('openai')
    // A time-out of the network loses its cause inside the package.
    const silent = error instanceof APIConnectionError && !error.cause
    throw silent
      ? new Refusal(500, 'Server Connection Error: no answer in time.')
      : unreachable(error)
  })
  if (response.status < 300) return response
  throw await refuseAs(response, endpoint)
}

function clientFor(
  house: House,
  connection: Connection,
  streams: boolean,
  me?: Principal,
): Promise<OpenAI> {
  const extra = identity(house, me)
  const limits = streams ? {} : WHOLE
  if (extra) return makeClient(house, connection, { limits, extra })
  return (streams ? forStreams : forDocuments)(house)(connection)
}

/** A document is of no use before it is whole. */
const WHOLE: Partial<Limits> = { atOnce: 1024 ** 2 }

const kept = (limits: Partial<Limits>) =>
  perObject((house: House) =>
    perObject((connection: Connection) => makeClient(house, connection, { limits })),
  )
const forStreams = kept({})
const forDocuments = kept(WHOLE)

/** Nothing of the environment enters the client, and its own retries and timers are off. */
async function makeClient(
  house: House,
  endpoint: Endpoint,
  { limits, extra }: { limits?: Partial<Limits>; extra?: Extra } = {},
): Promise<OpenAI> {
  const { OpenAI } = await import('openai')
  class Lean extends OpenAI {
    /** None of the package's own headers leaves Hearth (see `providerFetch`): they are not made. */
    override buildRequest(asked: Asked) {
      return Promise.resolve({
        req: requestOf(asked),
        url: endpoint.url + asked.path,
        timeout: LONGEST_TIMER,
      })
    }
  }
  return new Lean({
    baseURL: endpoint.url,
    // Our fetch sets the real key, or none; the package insists on some text.
    apiKey: 'hearth',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    timeout: LONGEST_TIMER,
    logLevel: 'off',
    fetch: candid(providerFetch(house, endpoint, limits, extra)),
  })
}

type Asked = Parameters<OpenAI['buildRequest']>[0]

const JSON_TYPE = 'application/json'

function requestOf({ method, body, signal }: Asked) {
  const headers = new Headers({ accept: JSON_TYPE })
  if (body === undefined) return { method, headers, signal: signal ?? null }
  headers.set('content-type', JSON_TYPE)
  return { method, headers, signal: signal ?? null, body: JSON.stringify(body) }
}

const LONGEST_TIMER = 2_147_483_647

/** The package would read an error's body and keep half of it; so every answer looks good to it. */
const candid =
  (fetch: ReturnType<typeof providerFetch>) =>
  async (url: string | URL | Request, init?: RequestInit) =>
    Object.defineProperty(await fetch(url, init), 'ok', { value: true })

/** The contract's four headers; other than Latin letters are percent-encoded. */
export function identity({ env }: House, me: Principal | undefined): Extra | undefined {
  if (!env.ENABLE_FORWARD_USER_INFO_HEADERS || !me) return undefined
  const { name, id, email, role } = me.user
  return {
    'x-openwebui-user-name': headerText(name),
    'x-openwebui-user-id': id,
    'x-openwebui-user-email': headerText(email),
    'x-openwebui-user-role': role,
  }
}

const headerText = (text: string): string =>
  encodeURIComponent(text).replace(/%(20|40)/g, code => decodeURIComponent(code))
