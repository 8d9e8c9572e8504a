// Sign-in through a directory, set up as the contract has it, and tried before people meet it.
import { Elysia } from 'elysia'
import { guard } from '../../auth/guard'
import { preview } from '../../auth/ldap/preview'
import type { House } from '../../config/house'
import { Refusal } from '../../utils/refusal'
import { LdapForm, LdapServerForm, LdapTryForm } from './schema'

export const ldapConfigs = (house: House) =>
  new Elysia({ prefix: '/auths/admin' })
    .use(guard(house))
    .get('/config/ldap', () => ({ ENABLE_LDAP: house.config.get('ldap.enable') }), {
      role: 'admin',
    })
    .post('/config/ldap', ({ body }) => turn(house, body.enable_ldap), {
      role: 'admin',
      audit: 'ldap.update',
      body: LdapForm,
    })
    .get('/config/ldap/server', () => read(house), { role: 'admin' })
    .post('/config/ldap/server', ({ body }) => write(house, body), {
      role: 'admin',
      audit: 'ldap.update',
      body: LdapServerForm,
    })
    // Ours: what of somebody's entry would be taken over. Nobody is signed in, nothing is kept.
    .post('/ldap/try', ({ body }) => preview(house, body.user), {
      role: 'admin',
      audit: 'ldap.try',
      body: LdapTryForm,
    })

async function turn({ config }: House, on: boolean | null) {
  await config.set({ 'ldap.enable': on })
  return { ENABLE_LDAP: config.get('ldap.enable') }
}

const read = ({ config }: House) => ({
  label: config.get('ldap.server.label'),
  host: config.get('ldap.server.host'),
  port: config.get('ldap.server.port'),
  attribute_for_username: config.get('ldap.server.attribute_for_username'),
  app_dn: config.get('ldap.server.app_dn'),
  app_dn_password: config.get('ldap.server.app_password'),
  search_base: config.get('ldap.server.users_dn'),
  search_filters: config.get('ldap.server.search_filter'),
  use_tls: config.get('ldap.server.use_tls'),
  certificate_path: config.get('ldap.server.ca_cert_file'),
  ciphers: config.get('ldap.server.ciphers'),
})

const REQUIRED = [
  'label',
  'host',
  'attribute_for_username',
  'app_dn',
  'app_dn_password',
  'search_base',
] as const

async function write(house: House, form: LdapServerForm) {
  const empty = REQUIRED.find(name => form[name].trim() === '')
  if (empty) throw new Refusal(400, `${empty} is empty. Fill it in.`)
  if (form.use_tls && !form.certificate_path) {
    throw new Refusal(400, 'certificate_path is empty. Name a file of certificates to trust.')
  }
  await house.config.set({
    'ldap.server.label': form.label,
    'ldap.server.host': form.host,
    'ldap.server.port': form.port ?? PORT,
    'ldap.server.attribute_for_username': form.attribute_for_username,
    'ldap.server.app_dn': form.app_dn,
    'ldap.server.app_password': form.app_dn_password,
    'ldap.server.users_dn': form.search_base,
    'ldap.server.search_filter': form.search_filters,
    'ldap.server.use_tls': form.use_tls,
    'ldap.server.ca_cert_file': form.certificate_path ?? '',
    'ldap.server.ciphers': form.ciphers ?? '',
  })
  return read(house)
}

const PORT = 389
