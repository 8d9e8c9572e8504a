// What opens an account: second factor, passkeys, sessions and API keys; every call of the server, typed.
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/browser'
import type { z } from 'zod'
import type { NewKey } from '../webui/auths/keys'
import { request } from './request'
import type { Session } from './wire'

const AUTHS = '/api/v1/auths'
const FACTOR = `${AUTHS}/second-factor`
const KEYS = `${AUTHS}/passkeys`

const post = <T>(path: string, body: unknown = {}) => request<T>(path, { method: 'POST', body })
const remove = <T>(path: string, body?: unknown) => request<T>(path, { method: 'DELETE', body })
const one = (id: string): string => encodeURIComponent(id)

/** What a change asks for: nothing, the password, or signing in anew. */
export type Proof = 'none' | 'password' | 'sign-in'

export interface FactorState {
  app: { since: number } | null
  recovery_codes: number
  asked: boolean
  owed: boolean
  proof: Proof
}

export interface Passkey {
  id: string
  name: string
  created_at: number
  used_at: number | null
}

export interface DeviceSession {
  id: string
  current: boolean
  browser: string | null
  system: string | null
  kind: 'computer' | 'phone' | 'program'
  address: string
  way: string
  created_at: number
  used_at: number
  expires_at: number | null
}

export type KeyScope = 'all' | 'read' | 'completions' | 'models'

export interface BoundKey {
  id: string
  name: string
  /** Masked: the last four signs only. */
  api_key: string
  scope: KeyScope
  models: string[] | null
  created_at: number
  used_at: number | null
  expires_at: number | null
}

/** An absent password is for who has just signed in. */
type Proving = { password?: string }

/** The second step of signing in, and coming in with a passkey alone. */
export const step = {
  withCode: (ticket: string, code: string) => post<Session>(FACTOR, { ticket, code }),
  passkeyOptions: (ticket: string) =>
    post<{ options: PublicKeyCredentialRequestOptionsJSON }>(`${FACTOR}/passkey`, { ticket }),
  withPasskey: (ticket: string, passkey: AuthenticationResponseJSON) =>
    post<Session>(FACTOR, { ticket, passkey }),
  challenge: () =>
    post<{ ticket: string; options: PublicKeyCredentialRequestOptionsJSON }>(`${KEYS}/challenge`),
  signIn: (ticket: string, passkey: AuthenticationResponseJSON) =>
    post<Session>(`${KEYS}/sign-in`, { ticket, passkey }),
}

/** The own second factor. */
export const factor = {
  state: () => request<FactorState>(FACTOR),
  begin: (proof: Proving) =>
    post<{ ticket: string; secret: string; address: string }>(`${FACTOR}/app`, proof),
  confirm: (ticket: string, code: string) =>
    post<{ recovery_codes: string[] }>(`${FACTOR}/app/confirm`, { ticket, code }),
  renewCodes: (proof: Proving) => post<{ recovery_codes: string[] }>(`${FACTOR}/recovery`, proof),
  turnOff: (proof: Proving) => remove<boolean>(FACTOR, proof),
}

/** The own passkeys. */
export const passkeys = {
  list: () => request<Passkey[]>(KEYS),
  options: (proof: Proving) =>
    post<{ ticket: string; options: PublicKeyCredentialCreationOptionsJSON }>(
      `${KEYS}/options`,
      proof,
    ),
  add: (form: { ticket: string; name: string; passkey: RegistrationResponseJSON }) =>
    post<{ id: string; name: string }>(KEYS, form),
  rename: (id: string, name: string) => post<boolean>(`${KEYS}/${one(id)}`, { name }),
  remove: (id: string) => remove<boolean>(`${KEYS}/${one(id)}`),
}

/** Where somebody is signed in: oneself, or for admins whose id is given. */
export const sessions = {
  list: (user?: string) => request<DeviceSession[]>(sessionsOf(user)),
  end: (id: string, user?: string) => remove<boolean>(`${sessionsOf(user)}/${one(id)}`),
  /** All of another's; of one's own all but this one. */
  endAll: (user?: string) => remove<{ ended: number }>(sessionsOf(user)),
}

const sessionsOf = (user?: string): string =>
  user === undefined ? '/api/v1/sessions' : `/api/v1/users/${one(user)}/sessions`

/** For admins: what somebody has, and taking it away when it is lost. */
export const factorOf = {
  state: (user: string) =>
    request<{ app: { since: number } | null; recovery_codes: number; passkeys: number }>(
      `/api/v1/users/${one(user)}/second-factor`,
    ),
  reset: (user: string) => remove<boolean>(`/api/v1/users/${one(user)}/second-factor`),
}

/** The own API keys. */
export const apiKeys = {
  list: () => request<BoundKey[]>(`${AUTHS}/api_keys`),
  make: (form: z.input<typeof NewKey>) => post<{ api_key: string }>(`${AUTHS}/api_keys`, form),
  drop: (id: string) => remove<boolean>(`${AUTHS}/api_keys/${one(id)}`),
}
