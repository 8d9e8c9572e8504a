// The guard: no route exists without a role, and nobody's body is read before the role is checked.
import { Elysia } from 'elysia'
import type { House } from '../config/house'
import { constants } from '../constants'
import { readJson } from '../utils/body'
import { perObject } from '../utils/once'
import { Refusal } from '../utils/refusal'
import { noteRoute } from './address'
import { factorRefusal, type KeyUse, keyRefusal } from './bounds'
import { credentialOf } from './credential'
import { checkOrigin } from './origin'
import { type Principal, resolvePrincipal } from './principal'
import { type Answered, type Audited, actionOf, begin, noteRefused, record } from './record'
import { endContradicted } from './vouched'

/** `any` nobody in particular, `session` signed in, even pending; `verified` a user or an admin. */
export type Access = 'any' | 'session' | 'verified' | 'admin'

/** A role, or a role and what else there is to say of a route. */
export type Rule = Access | RuleObject

interface RuleObject {
  is: Access
  /**
   * How much body: 1 MB unless said; `document` for chat documents, imports and completions, where
   * images travel inside; `raw` leaves the body unread.
   */
  body?: 'document' | 'raw'
  /** Which API keys open it; see `KeyUse`. */
  key?: KeyUse | undefined
  /** Open to somebody who still owes a second factor. */
  early?: boolean | undefined
}

/** Rules of routes for signed-in people that also open to API keys made for reading, or for lists of models. */
export const READS = { is: 'verified', key: 'read' } as const
export const LISTS = { is: 'verified', key: 'models' } as const

interface Context {
  request: Request
  path: string
  /** The route's template. */
  route: string
  params: Record<string, string>
  me: Principal | null
}

/**
 * The plugin every routes file uses: it adds `me` and the `role` option. Hooks are `parse` and
 * `transform` (GET has no parse phase), since Elysia's later hooks run after body and validation.
 */
export const guard = perObject((house: House) =>
  new Elysia({ name: 'guard' })
    // `role` fills it before any handler; only routes of role `any` may see null behind the type.
    .decorate('me', null as unknown as Principal)
    .macro('role', (rule: Rule) => {
      const { is, body, key, early }: RuleObject = typeof rule === 'string' ? { is: rule } : rule
      const { MAX_DOCUMENT_SIZE, MAX_BODY_SIZE } = house.env
      const cap = body === 'document' ? MAX_DOCUMENT_SIZE : MAX_BODY_SIZE
      const admit = async (context: Context) => {
        noteRoute(context.request, context.route)
        if (context.request.url.includes('%00')) context.params = withoutNul(context.params)
        if (is === 'any' || context.me) return
        context.me = await authorize(house, context.request, { is, key, early })
      }
      return {
        detail: { 'x-role': is, ...(key && { 'x-key': key }), ...(early && { 'x-early': true }) },
        // Arrows: Elysia reads the text of its hooks and stumbles over a minified method.
        parse: async (context: Context) => {
          await admit(context)
          return body === 'raw' ? null : readJson(context.request, cap)
        },
        transform: admit,
      }
    })
    // What the route does, as the audit log names it: a noun and a verb, `user.role` say.
    .macro('audit', (audited: Audited) => ({
      detail: { 'x-audit': actionOf(audited) } as object,
      transform: ({ request }: Context) => begin(house, request),
      afterResponse: (context: Answered) => record(house, audited, context),
    })),
)

/** PostgreSQL takes no NUL in a text; what has one in its path becomes '', which no id is. */
const withoutNul = (params: Record<string, string> = {}): Record<string, string> =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, value.includes('\0') ? '' : value]),
  )

/** Who asks, if the rule admits him. Throws 401 or 403 as the contract has them. */
export async function authorize(
  house: House,
  request: Request,
  rule: Pick<RuleObject, 'is' | 'key' | 'early'>,
): Promise<Principal> {
  const credential = credentialOf(request.headers)
  if (!credential) throw new Refusal(anonymous(request), constants.NOT_AUTHENTICATED)
  if (credential.by === 'cookie') checkOrigin(request, house.env)
  const me = await resolvePrincipal(house, credential.value)
  await endContradicted(house, request, me)
  const refusal = refusalOf(house, me, rule)
  if (!refusal) return me
  noteRefused(request, me)
  throw refusal
}

function refusalOf(
  house: House,
  me: Principal,
  { is, key, early }: Pick<RuleObject, 'is' | 'key' | 'early'>,
): Refusal | null {
  if (!admits(is, me.user.role)) return new Refusal(401, constants.ACCESS_PROHIBITED)
  return keyRefusal(me, key) ?? (early ? null : factorRefusal(house, me))
}

function admits(is: Access, role: string): boolean {
  if (is === 'admin') return role === 'admin'
  if (is === 'verified') return role === 'admin' || role === 'user'
  return true
}

/** Model clients expect 401 for a missing credential; the contract has 403 everywhere else. */
function anonymous(request: Request): 401 | 403 {
  return /^https?:\/\/[^/]*\/(v1\/|api\/chat\/completions)/.test(request.url) ? 401 : 403
}
