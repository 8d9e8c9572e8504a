// The directory as the settings describe it.
import type { House } from '../../config/house'

export interface Directory {
  host: string
  port: number
  /** `tls` from the first byte; `starttls` after a greeting in clear; never less than asked for. */
  encryption: 'none' | 'tls' | 'starttls'
  /** File with the certificates to trust in place of the system's. */
  ca_file: string
  ciphers: string
  /** Milliseconds for all that one sign-in asks. */
  patience: number
  /** Whom Hearth signs in as to search; without a name it searches as nobody. */
  app: { dn: string; password: string }
  people: People
  groups: GroupSearch | null
}

/** Where people are, and which attribute says what of them. */
export interface People {
  base: string
  /** Which of the entries there; empty is any. */
  filter: string
  username: string
  mail: string
  name: string
  /** Empty for none. */
  picture: string
}

/** How the groups of a person are found; null where they do not matter. */
export interface GroupSearch {
  /** Attribute of the person that lists them by name. */
  attribute: string
  /** Where to search for them instead; empty is nowhere. */
  base: string
  /** Filter with `{dn}` and `{username}`. */
  filter: string
}

const STARTTLS_PORT = 389

export function directoryOf({ config }: Pick<House, 'config'>): Directory {
  const get = config.get.bind(config)
  return {
    host: get('ldap.server.host').trim(),
    port: get('ldap.server.port'),
    encryption: encryption(
      get('ldap.server.use_tls'),
      get('ldap.server.tls_mode'),
      get('ldap.server.port'),
    ),
    ca_file: get('ldap.server.ca_cert_file'),
    ciphers: get('ldap.server.ciphers'),
    patience: get('ldap.server.timeout') * 1000,
    app: { dn: get('ldap.server.app_dn'), password: get('ldap.server.app_password') },
    people: {
      base: get('ldap.server.users_dn'),
      filter: get('ldap.server.search_filter').trim(),
      username: get('ldap.server.attribute_for_username'),
      mail: get('ldap.server.attribute_for_mail'),
      name: get('ldap.server.attribute_for_name'),
      picture: get('ldap.server.attribute_for_picture'),
    },
    groups: get('ldap.group.enable_management')
      ? {
          attribute: get('ldap.server.attribute_for_groups'),
          base: get('ldap.group.search_base').trim(),
          filter: get('ldap.group.search_filter').trim(),
        }
      : null,
  }
}

function encryption(
  wanted: boolean,
  mode: 'auto' | 'tls' | 'starttls',
  port: number,
): Directory['encryption'] {
  if (!wanted) return 'none'
  if (mode !== 'auto') return mode
  return port === STARTTLS_PORT ? 'starttls' : 'tls'
}
