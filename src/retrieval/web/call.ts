// The ways out to the web: to what people name, to search engines, and to YouTube.
import type { House } from '../../config/house'
import { type EgressOptions, egress } from '../../net/egress'
import { findEgress } from '../../net/failure'
import { proxiesOf } from '../../net/proxy'
import { WebError } from './page'

/** Milliseconds for a page, or for a search. */
export const patience = ({ config }: House): number => config.get('rag.web.loader_timeout') * 1000

/** One time for everything: a server that drips is given up as one that is silent is. */
const limits = (house: House, bytes: number): EgressOptions['limits'] => {
  const ms = patience(house)
  return { headers: ms, idle: ms, deadline: ms, bytes }
}

const anyCertificate = ({ config }: House): boolean =>
  !config.get('rag.enable_web_loader_ssl_verification')

/** To an address that anybody may have named: the internet alone, and the networks that an admin opened. */
export const pageCall = (house: House, bytes: number): typeof fetch =>
  egress({
    policy: 'user',
    limits: limits(house, bytes),
    allow: house.config.get('rag.enable_local_web_fetch')
      ? [...house.config.get('rag.web.local_networks')]
      : [],
    anyCertificate: anyCertificate(house),
  })

/** To a service at an address that an admin gave: no redirects, and its key goes nowhere else. */
export const engineCall = (house: House, origin: string, bytes: number): typeof fetch =>
  egress({
    policy: 'admin',
    origin,
    limits: limits(house, bytes),
    proxies: proxiesOf(house.env),
  })

/** To YouTube and nowhere else, through the proxy that the settings name. */
export const videoCall = (house: House, origin: string, bytes: number): typeof fetch => {
  const proxy = house.config.get('rag.youtube_loader_proxy_url')
  const options = { origin, limits: limits(house, bytes), anyCertificate: anyCertificate(house) }
  if (proxy === '') return egress({ policy: 'user', ...options })
  return egress({ policy: 'admin', ...options, proxies: { http: proxy, https: proxy } })
}

/**
 * What a failed call is told as; `what` begins the sentence. Whoever ended it himself gets his own reason.
 */
export function failed(error: unknown, what: string, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason
  const egress = findEgress(error)
  if (!egress) return error
  const reason = egress.message.replace(/^(A|An|The|This|Nothing) /, word => word.toLowerCase())
  return new WebError(`${what}: ${reason}.`, { cause: egress })
}
