// What the `audit` option of a route tells the audit log once the route has answered or refused.
import type { House } from '../config/house'
import { perObject } from '../utils/once'
import { happened } from './happened'
import type { Principal } from './principal'
import type { Happening } from './schema'

/** An action, a noun and a verb; with fields of the body that are worth knowing and no secrets. */
export type Audited = string | { action: string; detail: readonly string[] }

export const actionOf = (audited: Audited): string =>
  typeof audited === 'string' ? audited : audited.action

/** What Elysia hands to a hook after the response. */
export interface Answered {
  request: Request
  me: Principal | null
  params?: unknown
  query?: unknown
  body?: unknown
  set: { status?: number | string }
  responseValue?: unknown
}

/** Notes where the settings stand when a request begins, so that what it changed can be told. */
export const begin = (house: House, request: Request): void => changes(house).begin(request)

/** Remembers who was refused for lack of a role: the route itself never gets to know. */
export const noteRefused = (request: Request, me: Principal): void => void refused.set(request, me)
const refused = new WeakMap<Request, Principal>()

/** Tells the audit log what became of a request. */
export function record(house: House, audited: Audited, answered: Answered): void {
  const { request } = answered
  const me = answered.me ?? refused.get(request)
  happened(house, request, {
    action: actionOf(audited),
    outcome: outcomeOf(answered),
    by: me ? me.user : null,
    target: targetOf(answered),
    detail: detailOf(house, audited, answered),
  })
}

function outcomeOf({ set, responseValue }: Answered): Happening['outcome'] {
  const status =
    responseValue instanceof Response ? responseValue.status : Number(set.status ?? 200)
  if (status >= 500) return 'failed'
  return status >= 400 ? 'refused' : 'done'
}

/** Ids first, the path's before the body's; a thing that was made has its id in the answer. */
const NAMES = ['id', 'user_id', 'chat_id', 'model', 'email', 'source', 'name', 'idx']

function targetOf({ params, query, body, responseValue }: Answered): string | null {
  const sources = [params, query, body, responseValue instanceof Response ? null : responseValue]
  for (const name of NAMES) {
    for (const source of sources) {
      const value = word(source, name)
      if (value !== null) return value
    }
  }
  return null
}

function detailOf(house: House, audited: Audited, { request, body }: Answered): string | null {
  const fields = typeof audited === 'string' ? [] : audited.detail
  const said = fields.flatMap(name => word(body, name) ?? [])
  return [...said, ...changes(house).since(request)].join(', ') || null
}

/** A field that is short plain text, a number or a flag. */
function word(source: unknown, name: string): string | null {
  if (typeof source !== 'object' || source === null || !Object.hasOwn(source, name)) return null
  const value = (source as Record<string, unknown>)[name]
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return typeof value === 'string' && value !== '' ? value : null
}

const REMEMBERED = 100

/** Which settings changed while a request ran; requests that overlap are told each other's, too. */
const changes = perObject((house: House) => {
  const begun = new WeakMap<Request, number>()
  const log: { at: number; keys: ReadonlySet<string> }[] = []
  let count = 0
  house.config.onChange(keys => {
    log.push({ at: count++, keys })
    if (log.length > REMEMBERED) log.shift()
  })
  return {
    begin: (request: Request) => void begun.set(request, count),
    since(request: Request): Set<string> {
      const from = begun.get(request) ?? count
      return new Set(log.flatMap(({ at, keys }) => (at >= from ? [...keys] : [])))
    },
  }
})
