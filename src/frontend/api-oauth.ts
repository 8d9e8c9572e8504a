// Calls about signing in through providers: the way there, one's own identities, and setting providers up.
import type { Proving, TryForm } from '../webui/oauth/schema'
import type { Proof } from './api-security'
import { request } from './request'

/** A provider that opens one's account. */
export interface Identity {
  provider: string
  name: string
  created_at: number
  used_at: number
  /** Without it nothing would open the account. */
  last: boolean
}

export interface Identities {
  data: Identity[]
  /** Those that could be linked besides. */
  available: { provider: string; name: string }[]
  /** What a change asks for. */
  proof: Proof
}

/** What each provider has to be told about this server. */
export interface Addresses {
  redirect_uris: Record<string, string>
  logout_uri: string
}

/** What a provider that was tried says of itself. */
export interface Tried {
  issuer: string
  warnings: string[]
  logout: boolean
}

type Shown = typeof Proving._input

const own = (provider: string): string => `/api/v1/auths/identities/${encodeURIComponent(provider)}`

export const oauth = {
  /** An address for the browser to open. */
  signInAddress: (provider: string): string => `/oauth/${encodeURIComponent(provider)}/login`,
  identities: () => request<Identities>('/api/v1/auths/identities'),
  link: (provider: string, shown: Shown = {}) =>
    request<{ url: string }>(own(provider), { method: 'POST', body: shown }),
  unlink: (provider: string, shown: Shown = {}) =>
    request<boolean>(own(provider), { method: 'DELETE', body: shown }),
  addresses: () => request<Addresses>('/api/v1/auths/admin/config/oauth'),
  attempt: (form: typeof TryForm._input) =>
    request<Tried>('/api/v1/auths/admin/config/oauth/try', { method: 'POST', body: form }),
}
