// What the engine shall not see: requests of foreign pages, false upgrades, bodies over the cap.
import { allowsOrigin, originDetail } from '../auth/origin'
import type { Env } from '../env'
import { readBytes } from '../utils/body'
import { Refusal } from '../utils/refusal'
import { refuse } from './hall'
import { PAYLOAD_BYTES } from './limits'

const NO_UPGRADE = 'Invalid WebSocket upgrade request'

/** Why the engine shall not see a request, or null. */
export function refusal(request: Request, url: URL, env: Env): Response | null {
  const { method, headers } = request
  if (isForeign(request, env)) return refuse(403, originDetail(headers.get('origin')))
  if (method !== 'GET' && method !== 'POST') return refuse(405, 'Method Not Allowed')
  const websocket = url.searchParams.get('transport') === 'websocket'
  if (websocket !== headers.has('upgrade')) return refuse(400, NO_UPGRADE)
  if (!websocket) return null
  if (!upgrades(headers)) return refuse(400, NO_UPGRADE)
  return env.ENABLE_WEBSOCKET_SUPPORT ? null : refuse(400, 'Websockets are turned off here.')
}

function isForeign(request: Request, env: Env): boolean {
  if (env.CORS_ALLOW_ORIGIN.includes('*')) return false
  const origin = request.headers.get('origin')
  return origin
    ? !allowsOrigin(request, origin, env)
    : request.headers.get('sec-fetch-site') === 'cross-site'
}

const upgrades = (headers: Headers): boolean =>
  headers.get('upgrade')?.toLowerCase() === 'websocket' &&
  /\bupgrade\b/i.test(headers.get('connection') ?? '')

/** The request with its body read under the cap: the engine itself would read any length. */
export async function bounded(request: Request): Promise<Request> {
  if (request.method !== 'POST') return request
  const { url, headers, signal } = request
  const body = await readBytes(request, PAYLOAD_BYTES)
  return new Request(url, { method: 'POST', headers, body: Buffer.from(body), signal })
}

/** The answer of the engine, its errors in the contract's shape beside its own. */
export async function explained(answer: Promise<Response>): Promise<Response> {
  const response = await answer
  if (response.status < 400) return response
  // An upgrade that Bun refused: the handshake's key or version is missing.
  if (response.status >= 500) return refuse(400, NO_UPGRADE)
  const text = await response.text()
  const said: { message?: string } = text ? JSON.parse(text) : {}
  return Response.json({ detail: said.message ?? 'Bad request', ...said }, response)
}

/** The open packet of a server that stays with polling. */
export async function withoutUpgrades(response: Response): Promise<Response> {
  const text = await response.text()
  return new Response(text.replace('"upgrades":["websocket"]', '"upgrades":[]'), response)
}

/** A refusal thrown while the body was read. */
export function thrown(error: unknown): Response {
  if (error instanceof Refusal) return refuse(error.status, String(error.detail), error.headers)
  throw error
}
