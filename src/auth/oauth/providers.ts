// The providers that are set up, as the settings have them at this moment.
import type { House } from '../../config/house'

export type ProviderKey = 'oidc' | 'google' | 'microsoft' | 'github'

/** Somebody who can say who a person is. */
export interface Provider {
  key: ProviderKey
  /** What the button says. */
  name: string
  /** Where its description is, or whose description it is; for GitHub the site itself. */
  address: string
  client_id: string
  client_secret: string
  scope: string
  /** Where it sends people back; empty is our own address. */
  redirect_uri: string
}

const GOOGLE = 'https://accounts.google.com/.well-known/openid-configuration'

/** Every provider as it would be, set up or not; for its form, and to try it out. */
export function drafts(house: House): Provider[] {
  const get = house.config.get.bind(house.config)
  const draft = (key: ProviderKey, name: string, address: string, scope: string): Provider => ({
    key,
    name,
    address,
    client_id: get(`oauth.${key}.client_id`),
    client_secret: get(`oauth.${key}.client_secret`),
    scope,
    redirect_uri: get(`oauth.${key}.redirect_uri`),
  })
  const tenant = tenantAddress(house, get('oauth.microsoft.tenant_id'))
  const site = get('oauth.github.url').replace(/\/+$/, '')
  return [
    draft(
      'oidc',
      get('oauth.oidc.provider_name') || 'SSO',
      get('oauth.oidc.provider_url'),
      get('oauth.oidc.scopes'),
    ),
    draft('google', 'google', GOOGLE, get('oauth.google.scope')),
    draft('microsoft', 'microsoft', tenant, get('oauth.microsoft.scope')),
    draft('github', 'github', site, get('oauth.github.scope')),
  ]
}

/** Those that people may sign in through now. */
export const providers = (house: House): Provider[] =>
  house.env.WEBUI_AUTH && house.config.get('oauth.enable')
    ? drafts(house).filter(({ address, client_id, client_secret }) =>
        Boolean(address && client_id && client_secret),
      )
    : []

export const providerOf = (house: House, key: string): Provider | undefined =>
  providers(house).find(provider => provider.key === key)

/** Microsoft's address for a tenant. */
export function tenantAddress({ config }: House, tenant: string): string {
  const base = config.get('oauth.microsoft.login_base_url').replace(/\/+$/, '')
  return tenant && `${base}/${encodeURIComponent(tenant)}/v2.0`
}

const SUFFIX = /\/\.well-known\/[\w-]+$/

/** Whose description stands at a provider's address, without a slash at its end. */
export function issuerOf({ address }: Provider): string {
  const { origin, pathname } = new URL(address)
  return `${origin}${pathname.replace(SUFFIX, '')}`.replace(/\/+$/, '')
}

/** Where a provider describes itself. */
export function documentOf({ address }: Provider): URL {
  const url = new URL(address)
  if (!SUFFIX.test(url.pathname)) {
    url.pathname = `${url.pathname.replace(/\/+$/, '')}/.well-known/openid-configuration`
  }
  return url
}
