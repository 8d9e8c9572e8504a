// A real directory: OpenLDAP's slapd on loopback, in clear, with StartTLS and with TLS.
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'ldapts'
import { until } from '../until'
import { certificate } from './server'

const SUFFIX = 'dc=example,dc=org'
const ROOT = { dn: `cn=admin,${SUFFIX}`, password: 'the root of all' }

export interface Slapd extends AsyncDisposable {
  /** In clear, and with StartTLS. */
  port: number
  /** TLS from the first byte. */
  securePort: number
  /** Signed in as the directory's own admin. */
  admin: Client
  stop(): Promise<void>
}

/** Starts one that holds nothing but its people and its groups. Throws when it is not installed. */
export async function openSlapd(): Promise<Slapd> {
  const program = Bun.which('slapd', { PATH: `${process.env.PATH}:/usr/sbin:/usr/local/sbin` })
  if (!program) throw new Error('There is no slapd. Install it: apt-get install slapd')
  await using stack = new AsyncDisposableStack()
  const dir = await mkdtemp(join(tmpdir(), 'slapd-'))
  stack.defer(() => rm(dir, { recursive: true, force: true }))
  await Bun.write(join(dir, 'slapd.conf'), configuration(dir))
  const [port, securePort] = [await freePort(), await freePort()]
  const child = Bun.spawn(
    [
      program,
      ...['-d', '0', '-f', join(dir, 'slapd.conf')],
      ...['-h', `ldap://127.0.0.1:${port} ldaps://127.0.0.1:${securePort}`],
    ],
    { stdout: 'ignore', stderr: 'pipe' },
  )
  const stop = async () => {
    child.kill()
    await child.exited
  }
  stack.defer(stop)
  const admin = new Client({ url: `ldap://127.0.0.1:${port}` })
  await until(async () => {
    if (child.exitCode !== null) throw new Error(await new Response(child.stderr).text())
    return admin.bind(ROOT.dn, ROOT.password).then(
      () => true,
      () => false,
    )
  })
  stack.defer(() => admin.unbind().catch(() => undefined))
  await furnish(admin)
  const moved = stack.move()
  return { port, securePort, admin, stop, [Symbol.asyncDispose]: () => moved.disposeAsync() }
}

/** It lets people in without a password, as some directories do. */
const configuration = (dir: string): string => `
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
moduleload memberof
allow bind_anon_cred
TLSCACertificateFile ${certificate('ca')}
TLSCertificateFile ${certificate('localhost')}
TLSCertificateKeyFile ${certificate('localhost')}
database mdb
directory ${dir}
suffix "${SUFFIX}"
rootdn "${ROOT.dn}"
rootpw "${ROOT.password}"
overlay memberof
access to attrs=userPassword by anonymous auth by * none
access to * by users read by * none
`

async function furnish(admin: Client): Promise<void> {
  await admin.add(SUFFIX, {
    objectClass: ['dcObject', 'organization'],
    dc: 'example',
    o: 'Example',
  })
  for (const ou of ['people', 'groups']) {
    await admin.add(`ou=${ou},${SUFFIX}`, { objectClass: 'organizationalUnit', ou })
  }
  await admin.add(`cn=hearth,${SUFFIX}`, {
    objectClass: ['applicationProcess', 'simpleSecurityObject'],
    cn: 'hearth',
    userPassword: 'search with this',
  })
}

export async function addPerson(
  admin: Client,
  uid: string,
  more: Record<string, string | string[]> = {},
): Promise<string> {
  const dn = `cn=${escaped(uid)},ou=people,${SUFFIX}`
  await admin.add(dn, {
    objectClass: 'inetOrgPerson',
    cn: uid,
    sn: uid,
    uid,
    mail: `${uid}@example.org`,
    userPassword: `${uid}'s own`,
    ...more,
  })
  return dn
}

export async function addGroup(admin: Client, cn: string, member: string[]): Promise<string> {
  const dn = `cn=${escaped(cn)},ou=groups,${SUFFIX}`
  await admin.add(dn, { objectClass: 'groupOfNames', cn, member })
  return dn
}

const escaped = (value: string): string => value.replace(/^#|[,+"\\<>;=]/g, '\\$&')

/** Nobody else gets it in the moment between: the system hands them out in turn. */
function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const server = createServer()
  server.on('error', reject)
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    const port = address && typeof address !== 'string' ? address.port : 0
    server.close(() => resolve(port))
  })
  return promise
}
