// Hearth before a directory of ours.
import { type App, openApp } from '../app'
import { type Answer, type Caller, caller } from '../caller'
import { certificate, type DirectoryServer, type Entry, openDirectory, type Script } from './server'

export const APP = { dn: 'cn=hearth,dc=example,dc=org', password: 'search with this' }
export const BASE = 'ou=people,dc=example,dc=org'

/** A person of the directory; the name of the entry follows from the user name. */
export const person = (uid: string, more: Record<string, Entry[string]> = {}): Entry => ({
  dn: `uid=${uid},${BASE}`,
  uid,
  cn: uid.replace(/^./, first => first.toUpperCase()),
  mail: `${uid}@example.org`,
  objectClass: 'inetOrgPerson',
  ...more,
})

/** What opens each entry: the user name and `'s own`. */
export const passwordsOf = (entries: readonly Entry[]): Record<string, string> => ({
  [APP.dn]: APP.password,
  ...Object.fromEntries(entries.map(({ dn, uid }) => [dn, `${uid}'s own`])),
})

export interface LdapHouse extends AsyncDisposable {
  app: App
  directory: DirectoryServer
  /** Signs in through the directory. */
  signIn(user: string, password?: string): Promise<Answer>
}

/** `env` adds to the settings that lead to the directory. */
export async function openLdapHouse(
  script: Script = {},
  env: Record<string, string> = {},
): Promise<LdapHouse> {
  await using stack = new AsyncDisposableStack()
  const passwords = passwordsOf(script.entries ?? [])
  const directory = stack.use(await openDirectory({ passwords, ...script }))
  const app = stack.use(await openApp({ env: { ...settingsFor(directory.port), ...env } }))
  const moved = stack.move()
  return {
    app,
    directory,
    signIn: (user, password = `${user}'s own`) =>
      app.nobody.post('/api/v1/auths/ldap', { user, password }),
    [Symbol.asyncDispose]: () => moved.disposeAsync(),
  }
}

/** The variables that lead to a directory on this port, in clear. */
export const settingsFor = (port: number): Record<string, string> => ({
  ENABLE_LDAP: 'true',
  LDAP_SERVER_LABEL: 'The library',
  LDAP_SERVER_HOST: 'localhost',
  LDAP_SERVER_PORT: String(port),
  LDAP_USE_TLS: 'false',
  LDAP_CA_CERT_FILE: certificate('ca'),
  LDAP_APP_DN: APP.dn,
  LDAP_APP_PASSWORD: APP.password,
  LDAP_SEARCH_BASE: BASE,
  LDAP_SEARCH_FILTER: '(objectClass=inetOrgPerson)',
  LDAP_TIMEOUT: '1',
})

/** A caller with the session of an answer. */
export const as = (app: App, answer: Answer): Caller => caller(app.url, answer.body)
