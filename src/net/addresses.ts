// Says what an IP address is: out on the internet, inside somebody's network, or a cloud's own service.

import { Recent } from '../utils/recent'

export type Kind =
  | 'global'
  | 'loopback'
  | 'private'
  | 'link-local'
  | 'metadata'
  | 'multicast'
  | 'reserved'
  | 'invalid'

/** A block of addresses: the first `prefix` bits of `value` count. */
export interface Network {
  bits: 32 | 128
  value: bigint
  prefix: number
}

const blocks = (kind: Kind, ...list: string[]): [Kind, Network][] =>
  list.map(text => [kind, parseNetwork(text)])

// The IANA special-purpose registries, and the addresses at which clouds answer their own machines.
// The first match counts, so metadata stands first.
const table: [Kind, Network][] = [
  ...blocks('metadata', '169.254.169.254', '169.254.170.2', '169.254.170.23', '169.254.42.42'),
  ...blocks('metadata', '168.63.129.16', '100.100.100.200', '192.0.0.192', 'fd00:ec2::/32'),
  ...blocks('metadata', 'fd20:ce::254', 'fd00:42::42'),
  ...blocks('loopback', '127.0.0.0/8', '::1', '0.0.0.0/8', '::'),
  ...blocks('private', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'),
  ...blocks('private', 'fc00::/7', 'fec0::/10', '64:ff9b:1::/48'),
  ...blocks('link-local', '169.254.0.0/16', 'fe80::/10'),
  ...blocks('multicast', '224.0.0.0/4', 'ff00::/8'),
  ...blocks('reserved', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '198.18.0.0/15'),
  ...blocks('reserved', '198.51.100.0/24', '203.0.113.0/24', '240.0.0.0/4'),
  ...blocks('reserved', '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'),
  ...blocks('global', '0.0.0.0/0', '64:ff9b::/96', '2000::/3'),
]

// Where an IPv6 address carries an IPv4 one: the block, and how far from the right the 32 bits stand.
// Teredo carries its client's address with every bit turned round.
const carriers: { network: Network; shift: bigint; inverted?: boolean }[] = [
  { network: parseNetwork('::/96'), shift: 0n },
  { network: parseNetwork('::ffff:0:0/96'), shift: 0n },
  { network: parseNetwork('::ffff:0:0:0/96'), shift: 0n },
  { network: parseNetwork('64:ff9b::/96'), shift: 0n },
  { network: parseNetwork('64:ff9b:1::/48'), shift: 0n },
  { network: parseNetwork('2002::/16'), shift: 80n },
  { network: parseNetwork('2001::/32'), shift: 64n },
  { network: parseNetwork('2001::/32'), shift: 0n, inverted: true },
]

const REMEMBERED = 500
/** No address is longer, its zone included; names are not worth the memory. */
const LONGEST = 64
const judged = new Recent<string, Kind>(REMEMBERED)

/**
 * The kind of an address as the resolver or a parsed URL writes it; brackets are allowed.
 * An IPv6 address that carries an IPv4 one is judged by both, and the worse counts.
 */
export function classify(text: string): Kind {
  const known = judged.get(text)
  if (known) return known
  const kind = judge(text)
  if (text.length <= LONGEST) judged.set(text, kind)
  return kind
}

function judge(text: string): Kind {
  const bare = text.replace(/^\[|\]$/g, '')
  const [address = '', zone] = bare.split('%', 2)
  const parsed = parseAddress(address)
  if (!parsed) return 'invalid'
  if (zone !== undefined) return 'link-local'
  const outer = kindOf(parsed)
  const inner = carried(parsed).map(kindOf)
  const bad = [...inner, outer].find(kind => kind === 'metadata' || kind === 'link-local')
  if (bad) return bad
  if (isMapped(parsed)) return inner[0] ?? 'reserved'
  return outer === 'global' ? (inner.find(kind => kind !== 'global') ?? 'global') : outer
}

interface Address {
  bits: 32 | 128
  value: bigint
}

const kindOf = (address: Address): Kind =>
  table.find(([, network]) => contains(network, address))?.[0] ?? 'reserved'

function carried(address: Address): Address[] {
  if (address.bits === 32) return []
  const found = carriers.filter(({ network }) => contains(network, address))
  // ISATAP puts an IPv4 address behind 0:5efe in any network.
  const isIsatap = ((address.value >> 32n) & 0xfdff_ffffn) === 0x5efen
  if (isIsatap) found.push({ network: { bits: 128, value: 0n, prefix: 0 }, shift: 0n })
  return found.map(({ shift, inverted }) => {
    const value = (address.value >> shift) & 0xffff_ffffn
    return { bits: 32, value: inverted ? value ^ 0xffff_ffffn : value }
  })
}

const mapped = parseNetwork('::ffff:0:0/96')
const isMapped = (address: Address): boolean => contains(mapped, address)

/** Whether an address lies in one of the networks; an IPv4 address mapped into IPv6 counts as itself. */
export function isWithin(networks: Network[], text: string): boolean {
  const parsed = parseAddress(text.replace(/^\[|\]$/g, ''))
  if (!parsed) return false
  const address: Address = isMapped(parsed)
    ? { bits: 32, value: parsed.value & 0xffff_ffffn }
    : parsed
  return networks.some(network => contains(network, address))
}

function contains(network: Network, { bits, value }: Address): boolean {
  const shift = BigInt(network.bits - network.prefix)
  return network.bits === bits && network.value >> shift === value >> shift
}

/** Reads `10.0.0.0/8`, `fd00::/8` or a single address. @throws on anything else. */
export function parseNetwork(text: string): Network {
  const [start = '', length] = text.split('/', 2)
  const address = parseAddress(start)
  const prefix = length === undefined ? address?.bits : Number(length)
  if (!address || prefix === undefined || !(prefix >= 0 && prefix <= address.bits)) {
    throw new Error(`${text} is not an address or a network`)
  }
  return { ...address, prefix }
}

function parseAddress(text: string): Address | undefined {
  const value = text.includes(':') ? parseV6(text) : parseV4(text)
  if (value === undefined) return undefined
  return { bits: text.includes(':') ? 128 : 32, value }
}

/** Four plain decimal numbers; the odd spellings are undone by the URL parser before we see them. */
function parseV4(text: string): bigint | undefined {
  const parts = text.split('.')
  if (parts.length !== 4) return undefined
  if (!parts.every(part => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) return undefined
  return parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n)
}

function parseV6(text: string): bigint | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const [head, tail] = halves.map(groups)
  if (!head || (halves.length === 2 && !tail)) return undefined
  const missing = 8 - head.length - (tail?.length ?? 0)
  if (tail ? missing < 1 : missing !== 0) return undefined
  const all = [...head, ...new Array<bigint>(missing).fill(0n), ...(tail ?? [])]
  return all.reduce((value, group) => (value << 16n) | group, 0n)
}

function groups(text: string): bigint[] | undefined {
  if (text === '') return []
  const parts = text.split(':')
  const last = parts.at(-1) ?? ''
  const v4 = last.includes('.') ? parseV4(last) : undefined
  if (last.includes('.') && v4 === undefined) return undefined
  const hex = v4 === undefined ? parts : parts.slice(0, -1)
  if (!hex.every(part => /^[0-9a-f]{1,4}$/i.test(part))) return undefined
  const values = hex.map(part => BigInt(`0x${part}`))
  return v4 === undefined ? values : [...values, v4 >> 16n, v4 & 0xffffn]
}
