// The one way out: every call to an address that a person gave goes through here.
import { type Network, parseNetwork } from './addresses'
import { answer } from './answer'
import { encodings } from './body'
import { EgressError, veil } from './failure'
import { type Leash, type Limits, leash } from './limits'
import { literal, type Policy, readUrl } from './policy'
import { type Proxies, proxyFor } from './proxy'
import { isRedirect, redirected } from './redirect'
import { checkUnresolved, type Lookup, resolve, systemNames } from './resolve'
import { connect, type Outgoing } from './send'

export interface EgressOptions {
  policy: Policy
  limits?: Partial<Limits>
  /** Networks (`10.0.0.0/8`) that `user` may reach besides the internet. */
  allow?: string[]
  /** Where a key belongs: calls to any other origin are refused. */
  origin?: string
  /** For `admin` alone. */
  proxies?: Proxies
  /** Certificates to trust in place of the system's, as PEM. */
  ca?: string
  /** Asks for no certificate that is trusted; only where an admin has said so. */
  anyCertificate?: boolean
  lookup?: Lookup
}

const bounds: Record<Policy, Limits> = {
  user: { headers: 15_000, idle: 15_000, deadline: 60_000, bytes: 20_000_000, atOnce: 0 },
  // A model may think for minutes before its first word.
  admin: { headers: 600_000, idle: 300_000, deadline: 0, bytes: 0, atOnce: 0 },
}

const mostRedirects = 5

interface Rules extends EgressOptions {
  limits: Limits
  networks: Network[]
  lookup: Lookup
}

/**
 * A `fetch` that keeps to a policy. Names are resolved once, every address checked, and the connection goes to the checked
 * address. Answers stream; the caller's signal, or cancelling the body, closes the socket.
 * @throws EgressError when the policy or a limit ends the call; the caller's own reason when he does
 */
export function egress(options: EgressOptions): typeof fetch {
  const rules: Rules = {
    ...options,
    limits: { ...bounds[options.policy], ...options.limits },
    networks: (options.allow ?? []).map(parseNetwork),
    lookup: options.lookup ?? systemNames,
  }
  const call = (input: string | URL | Request, init?: RequestInit): Promise<Response> =>
    guarded(rules, input, init)
  return Object.assign(call, { preconnect: () => undefined })
}

async function guarded(
  rules: Rules,
  input: string | URL | Request,
  init: RequestInit = {},
): Promise<Response> {
  const signal = init.signal ?? (input instanceof Request ? input.signal : undefined)
  const held = leash(rules.limits, signal)
  try {
    const outgoing = await read(input, init)
    return await follow(rules, outgoing, held)
  } catch (error) {
    held.release()
    if (!(error instanceof EgressError) || rules.policy === 'admin') throw error
    throw isSpelledOut(input) ? error : veil(error)
  }
}

/** Whether the address names its host by number: then there is nothing to hide about it. */
function isSpelledOut(input: string | URL | Request): boolean {
  const text = input instanceof Request ? input.url : String(input)
  return URL.canParse(text) && literal(new URL(text)) !== undefined
}

async function read(input: string | URL | Request, init: RequestInit): Promise<Outgoing> {
  const request = input instanceof Request ? input : undefined
  const url = readUrl(request?.url ?? String(input))
  const body = init.body ?? (request?.body ? await request.bytes() : undefined)
  const headers = new Headers(init.headers ?? request?.headers)
  return { url, method: (init.method ?? request?.method ?? 'GET').toUpperCase(), headers, body }
}

async function follow(rules: Rules, first: Outgoing, held: Leash): Promise<Response> {
  let outgoing = prepare(rules, first)
  for (let hops = 0; ; hops++) {
    const response = await send(rules, outgoing, held)
    if (!isRedirect(response)) return answer(response, outgoing.url, held, rules.limits)
    await response.body?.cancel()
    if (rules.policy === 'admin') {
      throw new EgressError(
        'redirect',
        'The server sends its callers to another address; use that one',
      )
    }
    if (hops === mostRedirects) throw new EgressError('redirect', 'The address redirects too often')
    outgoing = prepare(rules, redirected(outgoing, response))
  }
}

/** Name and password in an address become a header for admins; from users they are refused, since parsers disagree about them. */
function prepare(rules: Rules, outgoing: Outgoing): Outgoing {
  const { url, headers } = outgoing
  if (rules.origin !== undefined && url.origin !== new URL(rules.origin).origin) {
    throw new EgressError('forbidden', 'This connection only calls its own server')
  }
  if (url.username || url.password) {
    if (rules.policy === 'user') {
      throw new EgressError('address', 'A web address may not hold a name or password')
    }
    const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`
    const basic = `Basic ${Buffer.from(pair).toString('base64')}`
    if (!headers.has('authorization')) headers.set('authorization', basic)
    url.username = ''
    url.password = ''
  }
  if (rules.policy === 'user' && !headers.has('accept-encoding')) {
    headers.set('accept-encoding', encodings)
  }
  return outgoing
}

async function send(rules: Rules, outgoing: Outgoing, held: Leash): Promise<Response> {
  const { url } = outgoing
  const proxy = rules.policy === 'admin' ? proxyFor(url, rules.proxies ?? {}) : undefined
  if (proxy) checkUnresolved(url)
  const addresses = proxy
    ? undefined
    : await beforeEnd(held, resolve(url, rules.policy, rules.lookup, rules.networks))
  const { ca, anyCertificate = false } = rules
  return connect(outgoing, { addresses, proxy, ca, anyCertificate, signal: held.signal })
}

/** A name server may hang too, and cannot be told to stop. */
function beforeEnd<T>({ signal }: Leash, work: Promise<T>): Promise<T> {
  if (signal.aborted) return Promise.reject(signal.reason)
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(signal.reason)
    signal.addEventListener('abort', leave, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
  })
}
