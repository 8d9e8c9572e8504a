// Who calls, in the word of a proxy that stands in front and has signed people in itself.
import type { House } from '../config/house'
import { constants } from '../constants'
import type { Env } from '../env'
import { isEmail } from '../utils/email'
import { Refusal } from '../utils/refusal'
import { isFrom } from './address'
import { happened } from './happened'
import type { Principal } from './principal'
import { SessionsEnded } from './schema'
import * as Sessions from './sessions'
import { normal } from './store'

export interface Vouched {
  email: string
  /** The e-mail where the proxy gives no name. */
  name: string
  /** Absent where the proxy says nothing of groups. */
  groups?: string[]
}

const LONGEST = { email: 320, name: 255 }
const MOST_GROUPS = 1000

/** Null for everybody else: a header that does not come from a listed proxy is as if it were absent. */
export function vouched(request: Request, env: Env): Vouched | null {
  const header = env.WEBUI_AUTH_TRUSTED_EMAIL_HEADER
  if (!header) return null
  if (!isFrom(request, env.WEBUI_AUTH_TRUSTED_PROXIES ?? env.FORWARDED_ALLOW_IPS)) return null
  const email = normal(text(request, header) ?? '')
  if (!isEmail(email) || email.length > LONGEST.email) return null
  const name = unescaped(text(request, env.WEBUI_AUTH_TRUSTED_NAME_HEADER) ?? '').trim()
  const groups = text(request, env.WEBUI_AUTH_TRUSTED_GROUPS_HEADER)
  return {
    email,
    name: name.slice(0, LONGEST.name) || email,
    ...(groups !== null && { groups: listed(groups) }),
  }
}

/** Ends the session of one in whose place the proxy now names another. Throws 401 then. */
export async function endContradicted(
  house: House,
  request: Request,
  me: Principal,
): Promise<void> {
  if (!me.session || !contradicted(request, house.env, me)) return
  const { user, session } = me
  await Sessions.end(house.db, user.id, session.id)
  house.bus.publish(SessionsEnded, { user_id: user.id, session_ids: [session.id] })
  happened(house, request, { action: 'session.close', outcome: 'done', by: user, detail: 'header' })
  throw new Refusal(401, constants.UNAUTHORIZED)
}

/** Whether the proxy says that somebody else is calling than the one whose session this is. */
export function contradicted(request: Request, env: Env, { user, session }: Principal): boolean {
  const said = session && vouched(request, env)
  return said ? said.email !== user.email : false
}

const listed = (text: string): string[] =>
  text
    .split(',')
    .map(name => name.trim())
    .filter(Boolean)
    .slice(0, MOST_GROUPS)

const decoder = new TextDecoder('utf-8', { fatal: true })

/** Headers are bytes, and what proxies put into them is UTF-8 as a rule. */
function text({ headers }: Request, name: string | null): string | null {
  const value = name && headers.get(name)
  if (typeof value !== 'string') return null
  try {
    return decoder.decode(Buffer.from(value, 'latin1'))
  } catch {
    return value
  }
}

/** Names that are not plain ASCII come with percent signs from other proxies. */
function unescaped(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
