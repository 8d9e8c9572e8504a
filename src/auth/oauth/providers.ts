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

/** Each provider as it would be, set up or not. */
const all = ({ config }: House): Provider[] => {
  const get = config.get.bind(config)
  const base = get('oauth.microsoft.login_base_url').replace(/\/+$/, '')
  const tenant = get('oauth.microsoft.tenant_id')
  return [
    {
      key: 'oidc',
      name: get('oauth.oidc.provider_name') || 'SSO',
      address: get('oauth.oidc.provider_url'),
      client_id: get('oauth.oidc.client_id'),
      client_secret: get('oauth.oidc.client_secret'),
      scope: get('oauth.oidc.scopes'),
      redirect_uri: get('oauth.oidc.redirect_uri'),
    },
    {
      key: 'google',
      name: 'google',
      address: GOOGLE,
      client_id: get('oauth.google.client_id'),
      client_secret: get('oauth.google.client_secret'),
      scope: get('oauth.google.scope'),
      redirect_uri: get('oauth.google.redirect_uri'),
    },
    {
      key: 'microsoft',
      name: 'microsoft',
      address: tenant && `${base}/${encodeURIComponent(tenant)}/v2.0`,
      client_id: get('oauth.microsoft.client_id'),
      client_secret: get('oauth.microsoft.client_secret'),
      scope: get('oauth.microsoft.scope'),
      redirect_uri: get('oauth.microsoft.redirect_uri'),
    },
    {
      key: 'github',
      name: 'github',
      address: get('oauth.github.url').replace(/\/+$/, ''),
      client_id: get('oauth.github.client_id'),
      client_secret: get('oauth.github.client_secret'),
      scope: get('oauth.github.scope'),
      redirect_uri: get('oauth.github.redirect_uri'),
    },
  ]
}

/** Those that people may sign in through now. */
export const providers = (house: House): Provider[] =>
  house.config.get('oauth.enable')
    ? all(house).filter(({ address, client_id, client_secret }) =>
        Boolean(address && client_id && client_secret),
      )
    : []

export const providerOf = (house: House, key: string): Provider | undefined =>
  providers(house).find(provider => provider.key === key)

/** One of them whether or not it is set up or switched on; for trying it out. */
export const draftOf = (house: House, key: ProviderKey): Provider | undefined =>
  all(house).find(provider => provider.key === key)

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
