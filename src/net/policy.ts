// Who may call what: addresses given by users stay on the internet, addresses given by admins stay off the cloud's own services.
import { classify, isWithin, type Kind, type Network } from './addresses'
import { EgressError } from './failure'

/** `user`: global addresses alone. `admin`: connections and webhooks, anything but link-local and cloud metadata. */
export type Policy = 'user' | 'admin'

// The names under which clouds answer their machines, for calls that a proxy resolves.
const metadataNames = new Set([
  'metadata',
  'metadata.google.internal',
  'metadata.goog',
  'instance-data',
  'instance-data.ec2.internal',
])

const never = new Set<Kind>(['metadata', 'link-local', 'multicast', 'invalid'])

/** Whether a call to this address is allowed; `allow` names networks that `user` may reach besides. */
export function allows(policy: Policy, address: string, allow: Network[] = []): boolean {
  const kind = classify(address)
  if (never.has(kind)) return false
  return policy === 'admin' || kind === 'global' || isWithin(allow, address)
}

export const isMetadataName = (host: string): boolean =>
  metadataNames.has(host.toLowerCase().replace(/\.$/, ''))

/** The one reading of an address; everything after is built from its result. @throws EgressError `address` */
export function readUrl(text: string): URL {
  if (!URL.canParse(text)) throw new EgressError('address', 'This is not a web address')
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new EgressError('address', 'A web address starts with http:// or https://')
  }
  if (url.hostname === '') throw new EgressError('address', 'The address names no host')
  return url
}

/** The host as an IP address, if it is written as one. */
export function literal(url: URL): string | undefined {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return classify(host) === 'invalid' ? undefined : host
}
