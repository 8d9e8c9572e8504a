// Settings of signing in through others: OAuth providers and LDAP.
import { amount, secret, text, texts, toggle } from './row'

const SCOPE = 'openid email profile'

export const oauth = {
  'oauth.enable_signup': toggle('ENABLE_OAUTH_SIGNUP', false, 'OAuth may make accounts.'),
  'oauth.merge_accounts_by_email': toggle(
    'OAUTH_MERGE_ACCOUNTS_BY_EMAIL',
    false,
    'OAuth opens the account with the same e-mail.',
  ),
  'oauth.google.client_id': text('GOOGLE_CLIENT_ID', '', 'Google: client id.'),
  'oauth.google.client_secret': secret('GOOGLE_CLIENT_SECRET', 'Google: client secret.'),
  'oauth.google.scope': text('GOOGLE_OAUTH_SCOPE', SCOPE, 'Google: scope.'),
  'oauth.google.redirect_uri': text('GOOGLE_REDIRECT_URI', '', 'Google: redirect address.'),
  'oauth.microsoft.client_id': text('MICROSOFT_CLIENT_ID', '', 'Microsoft: client id.'),
  'oauth.microsoft.client_secret': secret('MICROSOFT_CLIENT_SECRET', 'Microsoft: client secret.'),
  'oauth.microsoft.tenant_id': text('MICROSOFT_CLIENT_TENANT_ID', '', 'Microsoft: tenant.'),
  'oauth.microsoft.scope': text('MICROSOFT_OAUTH_SCOPE', SCOPE, 'Microsoft: scope.'),
  'oauth.microsoft.redirect_uri': text(
    'MICROSOFT_REDIRECT_URI',
    '',
    'Microsoft: redirect address.',
  ),
  'oauth.oidc.client_id': text('OAUTH_CLIENT_ID', '', 'OpenID Connect: client id.'),
  'oauth.oidc.client_secret': secret('OAUTH_CLIENT_SECRET', 'OpenID Connect: client secret.'),
  'oauth.oidc.provider_url': text('OPENID_PROVIDER_URL', '', 'OpenID Connect: discovery address.'),
  'oauth.oidc.redirect_uri': text('OPENID_REDIRECT_URI', '', 'OpenID Connect: redirect address.'),
  'oauth.oidc.scopes': text('OAUTH_SCOPES', SCOPE, 'OpenID Connect: scopes.'),
  'oauth.oidc.provider_name': text(
    'OAUTH_PROVIDER_NAME',
    'SSO',
    'OpenID Connect: name on the button.',
  ),
  'oauth.oidc.username_claim': text('OAUTH_USERNAME_CLAIM', 'name', 'Claim with the name.'),
  'oauth.oidc.avatar_claim': text('OAUTH_PICTURE_CLAIM', 'picture', 'Claim with the picture.'),
  'oauth.oidc.email_claim': text('OAUTH_EMAIL_CLAIM', 'email', 'Claim with the e-mail.'),
  'oauth.enable_role_mapping': toggle(
    'ENABLE_OAUTH_ROLE_MANAGEMENT',
    false,
    'The provider decides on roles.',
  ),
  'oauth.roles_claim': text('OAUTH_ROLES_CLAIM', 'roles', 'Claim with the roles.'),
  'oauth.allowed_roles': texts('OAUTH_ALLOWED_ROLES', ['user', 'admin'], 'Roles that may come in.'),
  'oauth.admin_roles': texts('OAUTH_ADMIN_ROLES', ['admin'], 'Roles that are admins here.'),
}

export const ldap = {
  'ldap.enable': toggle('ENABLE_LDAP', false, 'Sign-in through LDAP.'),
  'ldap.server.label': text('LDAP_SERVER_LABEL', 'LDAP Server', 'Name of the server.'),
  'ldap.server.host': text('LDAP_SERVER_HOST', 'localhost', 'Its host.'),
  'ldap.server.port': amount('LDAP_SERVER_PORT', 389, 'Its port.'),
  'ldap.server.attribute_for_username': text(
    'LDAP_ATTRIBUTE_FOR_USERNAME',
    'uid',
    'Attribute with the user name.',
  ),
  'ldap.server.app_dn': text('LDAP_APP_DN', '', 'Whom Hearth signs in as to search.'),
  'ldap.server.app_password': secret('LDAP_APP_PASSWORD', 'Its password.'),
  'ldap.server.users_dn': text('LDAP_SEARCH_BASE', '', 'Where people are.'),
  'ldap.server.search_filter': text('LDAP_SEARCH_FILTER', '', 'Which of them.'),
  'ldap.server.use_tls': toggle('LDAP_USE_TLS', true, 'Encrypt.'),
  'ldap.server.ca_cert_file': text('LDAP_CA_CERT_FILE', '', 'Certificates to trust.'),
  'ldap.server.ciphers': text('LDAP_CIPHERS', 'ALL', 'Ciphers to offer.'),
}
