// Settings of signing in through OAuth providers.
import { between, form, secret, text, texts, toggle } from './row'

const SCOPE = 'openid email profile'

const WEB = /^(https?:\/\/[^\s/?#@]+([/?#]\S*)?)?$/

/** An address, or nothing. */
const address = (env: string, initial: string, sentence: string) =>
  form(env, WEB, 'an address that begins with http:// or https://', initial, sentence)

export const oauth = {
  'oauth.enable': toggle('ENABLE_OAUTH', true, 'Sign-in through the providers that are set up.'),
  'oauth.enable_signup': toggle(
    'ENABLE_OAUTH_SIGNUP',
    false,
    'Whoever comes through a provider gets an account.',
  ),
  'oauth.merge_accounts_by_email': toggle(
    'OAUTH_MERGE_ACCOUNTS_BY_EMAIL',
    false,
    'A provider opens the account that has the e-mail it has verified.',
  ),
  'oauth.allowed_domains': texts(
    'OAUTH_ALLOWED_DOMAINS',
    ['*'],
    'Domains of e-mails that may come in; * is any.',
  ),
  'oauth.oidc.provider_name': text(
    'OAUTH_PROVIDER_NAME',
    'SSO',
    'OpenID Connect: name on the button.',
  ),
  'oauth.oidc.provider_url': address('OPENID_PROVIDER_URL', '', 'OpenID Connect: its address.'),
  'oauth.oidc.client_id': text('OAUTH_CLIENT_ID', '', 'OpenID Connect: client id.'),
  'oauth.oidc.client_secret': secret('OAUTH_CLIENT_SECRET', 'OpenID Connect: client secret.', {
    at: 'oauth.oidc.provider_url',
  }),
  'oauth.oidc.scopes': text('OAUTH_SCOPES', SCOPE, 'OpenID Connect: scopes.'),
  'oauth.oidc.redirect_uri': address(
    'OPENID_REDIRECT_URI',
    '',
    'OpenID Connect: redirect address; empty is /oauth/oidc/callback here.',
  ),
  'oauth.google.client_id': text('GOOGLE_CLIENT_ID', '', 'Google: client id.'),
  'oauth.google.client_secret': secret('GOOGLE_CLIENT_SECRET', 'Google: client secret.'),
  'oauth.google.scope': text('GOOGLE_OAUTH_SCOPE', SCOPE, 'Google: scopes.'),
  'oauth.google.redirect_uri': address(
    'GOOGLE_REDIRECT_URI',
    '',
    'Google: redirect address; empty is /oauth/google/callback here.',
  ),
  'oauth.microsoft.client_id': text('MICROSOFT_CLIENT_ID', '', 'Microsoft: client id.'),
  'oauth.microsoft.client_secret': secret('MICROSOFT_CLIENT_SECRET', 'Microsoft: client secret.', {
    at: 'oauth.microsoft.login_base_url',
  }),
  'oauth.microsoft.tenant_id': text('MICROSOFT_CLIENT_TENANT_ID', '', 'Microsoft: tenant.'),
  'oauth.microsoft.scope': text('MICROSOFT_OAUTH_SCOPE', SCOPE, 'Microsoft: scopes.'),
  'oauth.microsoft.redirect_uri': address(
    'MICROSOFT_REDIRECT_URI',
    '',
    'Microsoft: redirect address; empty is /oauth/microsoft/callback here.',
  ),
  'oauth.microsoft.login_base_url': address(
    'MICROSOFT_CLIENT_LOGIN_BASE_URL',
    'https://login.microsoftonline.com',
    'Microsoft: where people sign in; national clouds have their own.',
  ),
  'oauth.github.client_id': text('GITHUB_CLIENT_ID', '', 'GitHub: client id.'),
  'oauth.github.client_secret': secret('GITHUB_CLIENT_SECRET', 'GitHub: client secret.', {
    at: 'oauth.github.url',
  }),
  'oauth.github.scope': text('GITHUB_CLIENT_SCOPE', 'user:email', 'GitHub: scopes.'),
  'oauth.github.redirect_uri': address(
    'GITHUB_CLIENT_REDIRECT_URI',
    '',
    'GitHub: redirect address; empty is /oauth/github/callback here.',
  ),
  'oauth.github.url': address(
    'GITHUB_URL',
    'https://github.com',
    'GitHub: its address; an enterprise server has its own.',
  ),
  'oauth.oidc.username_claim': text('OAUTH_USERNAME_CLAIM', 'name', 'Claim with the name.'),
  'oauth.oidc.email_claim': text('OAUTH_EMAIL_CLAIM', 'email', 'Claim with the e-mail.'),
  'oauth.oidc.avatar_claim': text('OAUTH_PICTURE_CLAIM', 'picture', 'Claim with the picture.'),
  'oauth.enable_role_mapping': toggle(
    'ENABLE_OAUTH_ROLE_MANAGEMENT',
    false,
    'The provider decides on roles, at every sign-in.',
  ),
  'oauth.roles_claim': text('OAUTH_ROLES_CLAIM', 'roles', 'Claim with the roles.'),
  'oauth.allowed_roles': texts(
    'OAUTH_ALLOWED_ROLES',
    ['user', 'admin'],
    'Roles there that are users here; others wait.',
  ),
  'oauth.admin_roles': texts('OAUTH_ADMIN_ROLES', ['admin'], 'Roles there that are admins here.'),
  'oauth.enable_group_mapping': toggle(
    'ENABLE_OAUTH_GROUP_MANAGEMENT',
    false,
    'The provider decides who is in the groups of the same name, at every sign-in.',
  ),
  'oauth.oidc.group_claim': text(
    'OAUTH_GROUPS_CLAIM OAUTH_GROUP_CLAIM',
    'groups',
    'Claim with the groups.',
  ),
  'oauth.enable_end_session': toggle(
    'ENABLE_OAUTH_END_SESSION',
    false,
    'Signing out here leads to signing out at the provider.',
  ),
  'oauth.timeout': between('OAUTH_TIMEOUT', 1, 120, 10, 'Seconds that a provider may take.'),
}
