// Which proxy, if any, stands between an admin's connection and its target.
import type { Env } from '../env'
import { classify, isWithin, type Network, parseNetwork } from './addresses'
import { literal } from './policy'

/** As the environment has them: HTTP_PROXY, HTTPS_PROXY, NO_PROXY. */
export interface Proxies {
  http?: string | undefined
  https?: string | undefined
  /** Comma-separated hosts, `.suffixes`, `host:port`s, networks, or `*`. */
  none?: string | undefined
}

/** What the environment says of proxies. */
export const proxiesOf = (env: Pick<Env, 'HTTP_PROXY' | 'HTTPS_PROXY' | 'NO_PROXY'>): Proxies => ({
  http: env.HTTP_PROXY ?? undefined,
  https: env.HTTPS_PROXY ?? undefined,
  none: env.NO_PROXY.join(','),
})

/** This machine is never called through a proxy: a local model would be looked for on the proxy's own. */
export function proxyFor(url: URL, proxies: Proxies): string | undefined {
  const proxy = url.protocol === 'https:' ? proxies.https : proxies.http
  if (!proxy || isLocal(url) || isExempt(url, proxies.none ?? '')) return undefined
  return proxy
}

function isLocal(url: URL): boolean {
  const host = hostOf(url)
  return /(^|\.)localhost$/.test(host) || classify(host) === 'loopback'
}

function isExempt(url: URL, none: string): boolean {
  const host = hostOf(url)
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  return none.split(',').some(entry => {
    const rule = readRule(entry.trim().toLowerCase())
    if (rule.name === '*') return true
    if (rule.name === '' || (rule.port && rule.port !== port)) return false
    if (rule.network) return isWithin([rule.network], host)
    return host === rule.name || host.endsWith(`.${rule.name}`)
  })
}

interface Rule {
  name: string
  port?: string | undefined
  network?: Network
}

function readRule(text: string): Rule {
  if (/^[\d.:a-f]+(\/\d+)?$/.test(text) && !/^[\d.]+:\d+$/.test(text)) {
    try {
      return { name: text, network: parseNetwork(text) }
    } catch {
      // A name made of these letters, `cafe.de` say.
    }
  }
  const [, name = '', port] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(text) ?? []
  return { name: name.replace(/^\*?\./, ''), port }
}

const hostOf = (url: URL): string => literal(url) ?? url.hostname.toLowerCase().replace(/\.$/, '')
