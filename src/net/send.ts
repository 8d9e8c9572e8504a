// One request to one server, at an address that was checked before.
import { EgressError } from './failure'
import { literal } from './policy'

export interface Outgoing {
  url: URL
  method: string
  headers: Headers
  body: BodyInit | null | undefined
}

export interface Route {
  /** Checked addresses, in the order in which to try them; undefined when a proxy resolves the name. */
  addresses: string[] | undefined
  proxy: string | undefined
  ca: string | undefined
  anyCertificate: boolean
  signal: AbortSignal
}

/** Tries the addresses in turn while nobody listens there. @throws EgressError `unreachable` */
export async function connect(outgoing: Outgoing, route: Route): Promise<Response> {
  const targets = route.addresses ?? [undefined]
  for (const [index, address] of targets.entries()) {
    try {
      return await request(outgoing, route, address)
    } catch (error) {
      if (route.signal.aborted) throw route.signal.reason
      const isLast = index === targets.length - 1 || outgoing.body instanceof ReadableStream
      if (isLast || !isRefusal(error)) throw explain(error)
    }
  }
  throw new EgressError('unreachable', 'The name of the server is not known')
}

/**
 * The host name stays in the Host header and in the TLS handshake, where the certificate is checked against it; Bun keeps
 * pooled connections apart by that name too.
 */
function request(
  { url, method, headers, body }: Outgoing,
  { proxy, ca, anyCertificate, signal }: Route,
  address: string | undefined,
): Promise<Response> {
  const init: BunFetchRequestInit = {
    method,
    headers,
    signal,
    redirect: 'manual',
    decompress: false,
    // Our own timers rule; Bun's would end a silent answer after five minutes.
    timeout: false,
    proxy: proxy ?? false,
  }
  if (body !== null && body !== undefined) init.body = body
  if (ca !== undefined) init.tls = { ca }
  if (anyCertificate) init.tls = { ...init.tls, rejectUnauthorized: false }
  if (address === undefined || literal(url) !== undefined) return fetch(url, init)
  const pinned = new URL(url)
  pinned.hostname = address.includes(':') ? `[${address}]` : address
  headers.set('host', url.host)
  if (url.protocol === 'https:') {
    init.tls = { ...init.tls, serverName: url.hostname.replace(/\.$/, '') }
  }
  return fetch(pinned, init)
}

const codeOf = (error: unknown): string => String(Object(error).code ?? '')

const isRefusal = (error: unknown): boolean =>
  /^(ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|EADDRNOTAVAIL|ConnectionRefused|FailedToOpenSocket)$/.test(
    codeOf(error),
  )

function explain(error: unknown): EgressError {
  const code = codeOf(error)
  if (isRefusal(error)) return unreachable('Nothing answers at this address', error)
  if (/CERT|ISSUER|SIGNATURE|TLS|SSL/i.test(code)) {
    return unreachable("The server's certificate is not trusted", error)
  }
  if (/^(ECONNRESET|ConnectionClosed|EPIPE|ETIMEDOUT)$/.test(code)) {
    return unreachable('The server closed the connection without an answer', error)
  }
  return new EgressError('broken', 'The server does not answer as a web server does', {
    cause: error,
  })
}

const unreachable = (message: string, cause: unknown): EgressError =>
  new EgressError('unreachable', message, { cause })
