// Settings of signing in through a directory (LDAP).
import { z } from 'zod'
import { flag } from '../utils/kinds'
import { between, form, oneOf, row, secret, text, toggle } from './row'

const ATTRIBUTE = /^[A-Za-z][A-Za-z0-9-]{0,63}$/
const NAME = 'the name of an attribute'

const attribute = (env: string, initial: string, sentence: string) =>
  form(env, ATTRIBUTE, NAME, initial, sentence)

export const ldap = {
  // Old clients save null too, which is off.
  'ldap.enable': row<boolean | null>(
    'ENABLE_LDAP',
    flag,
    z.boolean().nullable(),
    false,
    'People may sign in through LDAP.',
  ),
  'ldap.merge_accounts_by_email': toggle(
    'LDAP_MERGE_ACCOUNTS_BY_EMAIL',
    true,
    'LDAP opens the account with the same e-mail.',
  ),
  'ldap.server.label': text('LDAP_SERVER_LABEL', 'LDAP Server', 'What people call the directory.'),
  'ldap.server.host': text('LDAP_SERVER_HOST', 'localhost', 'Its host.'),
  'ldap.server.port': between('LDAP_SERVER_PORT', 1, 65_535, 389, 'Its port.'),
  'ldap.server.use_tls': toggle('LDAP_USE_TLS', true, 'Speak to it encrypted or not at all.'),
  'ldap.server.tls_mode': oneOf(
    'LDAP_TLS_MODE',
    ['auto', 'tls', 'starttls'],
    'auto',
    'tls, starttls, or auto: StartTLS on port 389.',
  ),
  'ldap.server.ca_cert_file': text(
    'LDAP_CA_CERT_FILE',
    '',
    'Certificates to trust (PEM); empty is the system’s.',
  ),
  'ldap.server.ciphers': text('LDAP_CIPHERS', 'ALL', 'Ciphers to offer.'),
  'ldap.server.timeout': between('LDAP_TIMEOUT', 1, 300, 10, 'Seconds it gets for one sign-in.'),
  'ldap.server.app_dn': text(
    'LDAP_APP_DN',
    '',
    'Whom Hearth signs in as to search; empty is nobody.',
  ),
  'ldap.server.app_password': secret('LDAP_APP_PASSWORD', 'Its password.', {
    at: 'ldap.server.host',
  }),
  'ldap.server.users_dn': text('LDAP_SEARCH_BASE', '', 'Where people are.'),
  'ldap.server.search_filter': text(
    'LDAP_SEARCH_FILTER LDAP_SEARCH_FILTERS',
    '',
    'Which entries there are people.',
  ),
  'ldap.server.attribute_for_username': attribute(
    'LDAP_ATTRIBUTE_FOR_USERNAME',
    'uid',
    'Attribute with what people type.',
  ),
  'ldap.server.attribute_for_mail': attribute(
    'LDAP_ATTRIBUTE_FOR_MAIL',
    'mail',
    'Attribute with the e-mail.',
  ),
  'ldap.server.attribute_for_name': attribute(
    'LDAP_ATTRIBUTE_FOR_NAME',
    'cn',
    'Attribute with the name.',
  ),
  'ldap.server.attribute_for_picture': attribute(
    'LDAP_ATTRIBUTE_FOR_PICTURE',
    'jpegPhoto',
    'Attribute with the picture.',
  ),
  'ldap.group.enable_management': toggle(
    'ENABLE_LDAP_GROUP_MANAGEMENT',
    false,
    'The directory decides who is in which group.',
  ),
  'ldap.server.attribute_for_groups': attribute(
    'LDAP_ATTRIBUTE_FOR_GROUPS',
    'memberOf',
    'Attribute of a person with the groups.',
  ),
  'ldap.group.search_base': text('LDAP_GROUP_SEARCH_BASE', '', 'Where to look for groups instead.'),
  'ldap.group.search_filter': text(
    'LDAP_GROUP_SEARCH_FILTER',
    '(|(member={dn})(uniqueMember={dn})(memberUid={username}))',
    'Which groups there a person is in.',
  ),
}
