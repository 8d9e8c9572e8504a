// Names to addresses, each of them checked.
import { lookup as systemLookup } from 'node:dns/promises'
import type { Network } from './addresses'
import { EgressError } from './failure'
import { allows, isMetadataName, literal, type Policy } from './policy'

/** All addresses of a name. @throws when it has none */
export type Lookup = (host: string) => Promise<string[]>

/** Asks the system, hosts file included, and remembers the answer for half a minute. */
export const systemNames: Lookup = remembered(async host => {
  const found = await systemLookup(host, { all: true })
  return found.map(({ address }) => address)
}, 30_000)

const most = 500

function remembered(lookup: Lookup, milliseconds: number): Lookup {
  const known = new Map<string, { addresses: string[]; until: number }>()
  return async host => {
    const entry = known.get(host)
    if (entry && entry.until > performance.now()) return entry.addresses
    const addresses = await lookup(host)
    if (known.size >= most) known.clear()
    known.set(host, { addresses, until: performance.now() + milliseconds })
    return addresses
  }
}

/**
 * The addresses to connect to, IPv4 first: local servers often listen there alone, and broken IPv6 is commoner than broken IPv4.
 * One forbidden address among them refuses the name, since it could be the one that is used next time.
 * @throws EgressError `forbidden`, `unreachable`
 */
export async function resolve(
  url: URL,
  policy: Policy,
  lookup: Lookup,
  allow: Network[],
): Promise<string[]> {
  const own = literal(url)
  const addresses = own === undefined ? await named(url.hostname, lookup) : [own]
  if (!addresses.every(address => allows(policy, address, allow))) {
    throw forbidden()
  }
  return addresses.sort((a, b) => Number(a.includes(':')) - Number(b.includes(':')))
}

/** What can be said of a target whose name a proxy will resolve. @throws EgressError `forbidden` */
export function checkUnresolved(url: URL): void {
  const own = literal(url)
  if (own === undefined ? !isMetadataName(url.hostname) : allows('admin', own)) return
  throw forbidden()
}

const forbidden = (): EgressError =>
  new EgressError('forbidden', 'Hearth does not call this address')

async function named(host: string, lookup: Lookup): Promise<string[]> {
  const addresses = await lookup(host).catch(cause => {
    throw new EgressError('unreachable', 'The name of the server is not known', { cause })
  })
  if (addresses.length > 0) return [...addresses]
  throw new EgressError('unreachable', 'The name of the server is not known')
}
