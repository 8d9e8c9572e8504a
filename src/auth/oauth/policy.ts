// What the house lets providers do.
import type { House } from '../../config/house'
import type { Policy } from '../arrive'
import { Unwelcome } from '../unwelcome'
import type { Proof } from './claims'
import type { Provider } from './providers'

/** The settings as they are now, for every provider alike. */
export function policyOf({ config }: House): Policy {
  const get = config.get.bind(config)
  return {
    signup: get('oauth.enable_signup'),
    merge: get('oauth.merge_accounts_by_email'),
    domains: get('oauth.allowed_domains'),
    groups: get('oauth.enable_group_mapping'),
    ...(get('oauth.enable_role_mapping') && {
      roles: { allowed: get('oauth.allowed_roles'), admin: get('oauth.admin_roles') },
    }),
  }
}

/** Microsoft's tenants that are open to every other one, whose admins name addresses as they like. */
const SHARED = /\/(common|organizations|consumers)\/v2\.0$/

/** Throws 403 where domains decide and the address is only claimed. */
export function checkClaimed({ address }: Provider, proof: Proof, { domains }: Policy): void {
  if (domains.length === 0 || domains.includes('*')) return
  const open = SHARED.test(address) && !proof.identity.email_verified
  if (!proof.denied && !open) return
  throw new Unwelcome('unverified', 403, 'The provider has not verified your e-mail address.')
}
