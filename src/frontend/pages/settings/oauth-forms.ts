// What the form of each provider asks for, by the keys of the settings.
import type { HouseSetting } from '../../api-house'
import type { TextId } from '../../text/index'

export type ProviderKey = 'oidc' | 'google' | 'microsoft' | 'github'

export interface Entry {
  key: string
  text: TextId
  hint?: TextId
}

export interface ProviderFormOf {
  provider: ProviderKey
  entries: Entry[]
  /** Those that most people leave as they are. */
  more: Entry[]
  /** Whether it describes itself, so that it can be tried. */
  describes: boolean
}

const client = (provider: ProviderKey): Entry[] => [
  { key: `oauth.${provider}.client_id`, text: 'provider.clientId' },
  { key: `oauth.${provider}.client_secret`, text: 'provider.clientSecret' },
]

const redirect = (provider: ProviderKey): Entry => ({
  key: `oauth.${provider}.redirect_uri`,
  text: 'provider.redirectOther',
  hint: 'provider.redirectOtherHint',
})

export const providerForms: ProviderFormOf[] = [
  {
    provider: 'oidc',
    describes: true,
    entries: [
      {
        key: 'oauth.oidc.provider_name',
        text: 'provider.buttonName',
        hint: 'provider.buttonNameHint',
      },
      { key: 'oauth.oidc.provider_url', text: 'provider.address', hint: 'provider.addressHint' },
      ...client('oidc'),
    ],
    more: [{ key: 'oauth.oidc.scopes', text: 'provider.scopes' }, redirect('oidc')],
  },
  {
    provider: 'google',
    describes: true,
    entries: client('google'),
    more: [{ key: 'oauth.google.scope', text: 'provider.scopes' }, redirect('google')],
  },
  {
    provider: 'microsoft',
    describes: true,
    entries: [
      { key: 'oauth.microsoft.tenant_id', text: 'provider.tenant', hint: 'provider.tenantHint' },
      ...client('microsoft'),
    ],
    more: [
      { key: 'oauth.microsoft.login_base_url', text: 'provider.loginBase' },
      { key: 'oauth.microsoft.scope', text: 'provider.scopes' },
      redirect('microsoft'),
    ],
  },
  {
    provider: 'github',
    describes: false,
    entries: client('github'),
    more: [
      { key: 'oauth.github.url', text: 'provider.site', hint: 'provider.siteHint' },
      { key: 'oauth.github.scope', text: 'provider.scopes' },
      redirect('github'),
    ],
  },
]

/** Settings of the page in the order in which they are read, beside those of the forms. */
export const RULES = [
  'oauth.enable_signup',
  'oauth.merge_accounts_by_email',
  'oauth.allowed_domains',
  'oauth.enable_end_session',
]
export const MAPPING = [
  'oauth.enable_role_mapping',
  'oauth.roles_claim',
  'oauth.allowed_roles',
  'oauth.admin_roles',
  'oauth.enable_group_mapping',
  'oauth.oidc.group_claim',
]
export const CLAIMS = [
  'oauth.oidc.username_claim',
  'oauth.oidc.email_claim',
  'oauth.oidc.avatar_claim',
  'oauth.timeout',
]

/** Whether it says enough for people to sign in through it. */
export const isSetUp = ({ entries }: ProviderFormOf, all: HouseSetting[]): boolean =>
  entries
    .filter(entry => entry.key !== 'oauth.oidc.provider_name')
    .every(entry => Boolean(all.find(one => one.key === entry.key)?.value))
