// From what a provider says of somebody to an identity of ours. Claims are data, of whatever type.
import { isEmail } from '../../utils/email'
import type { Identity } from '../arrive'
import { normal } from '../store'
import { fail } from './failure'

export type Claims = Readonly<Record<string, unknown>>

/** Which claim holds what; names with dots lead into objects. */
export interface Names {
  name: string
  email: string
  picture: string
  /** Only where it matters whether the address is verified. */
  verified?: 'email_verified'
  /** Absent where the provider has no say in it. */
  roles?: string
  groups?: string
}

const NAME = 255
const EMAIL = 320
const SUBJECT = 255
const MOST = 1000

/** The value of a claim: by its whole name, else along its dots. */
export function claim(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name]
  let value: unknown = claims
  for (const part of name.split('.')) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, part)) return undefined
    value = (value as Claims)[part]
  }
  return value
}

/** Whether anything that is needed is missing. */
export const isShort = (claims: Claims, names: Names): boolean =>
  Object.values(names).some(name => claim(claims, name) === undefined)

/** A list of texts, or texts divided by commas in one; nothing where the provider says nothing. */
export function listed(value: unknown): string[] | undefined {
  if (typeof value === 'string') return listed(value.split(','))
  if (!Array.isArray(value)) return undefined
  const texts = value.filter(item => typeof item === 'string').map(text => text.trim())
  return texts.filter(Boolean).slice(0, MOST)
}

/** Text without what no name has, cut to a length. */
const line = (value: unknown, most: number): string =>
  typeof value === 'string' || typeof value === 'number'
    ? String(value)
        .toWellFormed()
        .replace(/\p{Cc}+/gu, ' ')
        .trim()
        .slice(0, most)
    : ''

/** The subject exactly as it is, for it is only ever compared. Throws `refused` for one that is none. */
export function subjectOf(value: unknown): string {
  const good =
    typeof value === 'string' && value.length > 0 && value.length <= SUBJECT && value.isWellFormed()
  if (!good || /\p{Cc}/u.test(value)) throw fail('refused')
  return value
}

/** What a provider proved. */
export interface Proof {
  identity: Identity
  /** The claim with the picture, whatever is in it. */
  picture: unknown
  /** Whether the provider says outright that the address may be anybody's. */
  denied: boolean
  /** What the provider calls its session with the person. */
  sid: string | null
}

/**
 * Who that is. `claims` are the ID token's, `more` those of userinfo, which fill what is missing.
 * Throws `refused` without a subject, `email` without an address.
 */
export function proofOf(
  from: { provider: string; issuer: string },
  claims: Claims,
  more: Claims,
  names: Names,
): Proof {
  const read = (name: string) => claim(claims, name) ?? claim(more, name)
  const email = addressIn(read(names.email))
  const verified = verifications(email, [claims, more])
  const roles = names.roles === undefined ? undefined : listed(read(names.roles))
  const groups = names.groups === undefined ? undefined : listed(read(names.groups))
  const identity: Identity = {
    ...from,
    subject: subjectOf(claims.sub),
    email: normal(email),
    email_verified: verified.includes(true) && !verified.includes(false),
    name: line(read(names.name), NAME),
    ...(roles && { roles }),
    ...(groups && { groups }),
  }
  const { sid } = claims
  return {
    identity,
    picture: read(names.picture),
    denied: verified.includes(false),
    sid: typeof sid === 'string' ? sid : null,
  }
}

function addressIn(value: unknown): string {
  const good =
    typeof value === 'string' &&
    value.length <= EMAIL &&
    value.isWellFormed() &&
    !/\p{Cc}/u.test(value) &&
    isEmail(normal(value))
  if (!good) throw fail('email')
  return value
}

/**
 * What is said of this very address. Some providers write it as text; Microsoft says it of the
 * domain's owner, in `xms_edov`.
 */
const verifications = (email: string, sources: readonly Claims[]): boolean[] =>
  sources
    .filter(source => source.email === email)
    .map(({ email_verified, xms_edov }) => email_verified ?? xms_edov)
    .filter(word => word !== undefined)
    .map(word => word === true || word === 1 || word === 'true' || word === '1')
