// Who is calling, by address and scheme, with forwarded headers believed only from listed proxies.
import { BlockList, isIP, isIPv6 } from 'node:net'
import type { Env } from '../env'
import { perObject } from '../utils/once'
import { Refusal } from '../utils/refusal'

/** What the listener knows of a connection; requests made inside the process have none. */
export interface Peer {
  address: string
  /** The id of the request, for logs and for the caller. */
  id: string
  /** The template of the route that took it, once one has. */
  route?: string
}

const peers = new WeakMap<Request, Peer>()

/** The id of a request, empty for one made inside the process. */
export const requestId = (request: Request): string => peers.get(request)?.id ?? ''

/** The route that took a request, as a template: few of them there are, whatever is asked. */
export const routeOf = (request: Request): string | undefined => peers.get(request)?.route

export function noteRoute(request: Request, route: string): void {
  const peer = peers.get(request)
  if (peer) peer.route = route
}

/** The listener notes the peer of each request here before the app sees it. */
export const notePeer = (request: Request, peer: Peer): void => void peers.set(request, peer)

const lists = perObject((entries: readonly string[]): BlockList => {
  const list = new BlockList()
  for (const entry of entries) {
    const [ip = '', bits] = entry.split('/')
    if (isIP(ip)) list.addSubnet(ip, Number(bits ?? (isIPv6(ip) ? 128 : 32)), family(ip))
  }
  return list
})

const family = (ip: string): 'ipv4' | 'ipv6' => (isIPv6(ip) ? 'ipv6' : 'ipv4')

/** Whether the connection itself comes from one of these addresses or ranges (`*` is every one). */
export function isFrom(request: Request, among: readonly string[]): boolean {
  if (among.includes('*')) return true
  const address = peers.get(request)?.address ?? ''
  return isIP(address) !== 0 && lists(among).check(address, family(address))
}

const trusted = (request: Request, env: Env): boolean => isFrom(request, env.FORWARDED_ALLOW_IPS)

/** The caller's address: the last hop a trusted proxy names, else the connection's own. */
export function addressOf(request: Request, env: Env): string {
  const own = peers.get(request)?.address ?? ''
  if (!trusted(request, env)) return own
  const forwarded = request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim()
  return forwarded || own
}

/** The key of an address for rate limits: a whole /64 of IPv6 counts as one. */
export function network(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address
  return expand(address).slice(0, 4).join(':')
}

function expand(address: string): string[] {
  const [head = '', tail] = address.toLowerCase().split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail ? tail.split(':') : []
  const missing = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  return [...left, ...Array<string>(missing).fill('0'), ...right]
}

/** Whether the page was reached over https, as far as trusted parties say. */
export function secure(request: Request, env: Env): boolean {
  if (env.WEBUI_URL?.startsWith('https:')) return true
  return trusted(request, env) && request.headers.get('x-forwarded-proto') === 'https'
}

/** Hosts (with port) under which this request may call itself same-origin. */
export function hosts(request: Request, env: Env): string[] {
  const own = [request.headers.get('host') ?? '']
  const forwarded = trusted(request, env) ? request.headers.get('x-forwarded-host') : null
  if (forwarded) own.push(forwarded)
  if (env.WEBUI_URL) own.push(new URL(env.WEBUI_URL).host)
  return own
}

const HOST = /^[\w.-]+(:\d{1,5})?$|^\[[\da-f:.]+\](:\d{1,5})?$/i

/**
 * Scheme and host under which the browser came: `WEBUI_URL`, else what the request and trusted
 * proxies say. Throws 400 for a host that is none.
 */
export function originOf(request: Request, env: Env): string {
  if (env.WEBUI_URL) return new URL(env.WEBUI_URL).origin
  const forwarded = trusted(request, env) ? request.headers.get('x-forwarded-host') : null
  const host = (forwarded ?? request.headers.get('host') ?? '').trim()
  const text = `${secure(request, env) ? 'https' : 'http'}://${host}`
  if (!HOST.test(host) || !URL.canParse(text)) throw new Refusal(400, 'The host is not usable.')
  return new URL(text).origin
}
