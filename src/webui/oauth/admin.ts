// Setting providers up, for admins: what to tell them, and whether they answer. Saving is for the settings' own routes.
import { Elysia } from 'elysia'
import { originOf } from '../../auth/address'
import { guard } from '../../auth/guard'
import { redirectUri } from '../../auth/oauth/begin'
import { discover, WrongIssuer } from '../../auth/oauth/discover'
import { drafts, type Provider, tenantAddress } from '../../auth/oauth/providers'
import type { House } from '../../config/house'
import { findEgress } from '../../net/failure'
import { Refusal } from '../../utils/refusal'
import { TryForm } from './schema'

export const oauthConfig = (house: House) =>
  new Elysia({ prefix: '/auths/admin/config/oauth' })
    .use(guard(house))
    .get('/', ({ request }) => addresses(house, request), { role: 'admin' })
    .post('/try', ({ body }) => attempt(house, body), {
      role: { is: 'admin', key: 'never' },
      audit: 'provider.try',
      body: TryForm,
    })

/** What each provider has to be told about this server. */
function addresses(house: House, request: Request) {
  const own = drafts(house).map(one => [one.key, redirectUri(house, request, one)])
  const origin = originOf(request, house.env)
  return {
    redirect_uris: Object.fromEntries(own) as Record<Provider['key'], string>,
    logout_uri: `${origin}/oauth/backchannel-logout`,
  }
}

/** Asks a provider what it is. Throws 400 with what is wrong. */
async function attempt(house: House, form: TryForm) {
  const provider = drafted(house, form)
  if (!isWeb(provider.address)) throw new Refusal(400, NO_ADDRESS)
  const configuration = await discover(house, provider).catch(error => {
    throw new Refusal(400, whyNot(error))
  })
  const server = configuration.serverMetadata()
  const algorithms = server.id_token_signing_alg_values_supported
  return {
    issuer: server.issuer,
    /** Codes of what an admin should know. */
    warnings: [
      ...(provider.address.startsWith('http:') ? ['plain'] : []),
      ...(algorithms?.every(name => /^(HS|none)/.test(name)) ? ['unsigned'] : []),
      ...(server.userinfo_endpoint ? [] : ['userinfo']),
    ],
    /** Whether it can tell us that a session ended there. */
    logout: server.backchannel_logout_supported === true,
  }
}

const NO_ADDRESS = 'Give its address, which begins with http:// or https://.'

const isWeb = (address: string): boolean => /^https?:\/\//i.test(address) && URL.canParse(address)

function drafted(house: House, { provider: key, address, tenant }: TryForm): Provider {
  const saved = drafts(house).find(one => one.key === key)
  if (!saved) throw new Refusal(404, 'Not Found')
  const elsewhere =
    key === 'oidc' ? address : tenant === undefined ? undefined : tenantAddress(house, tenant)
  // Nothing but the description is asked for, so that any id will do.
  return { ...saved, address: elsewhere ?? saved.address, client_id: saved.client_id || 'none' }
}

const LONGEST = 300

function whyNot(error: unknown): string {
  if (error instanceof WrongIssuer) {
    const said = String(error.issuer).slice(0, LONGEST)
    return `The description there is that of ${said}. Give that address, or the right one.`
  }
  const egress = findEgress(error)
  if (egress) return `${egress.message}.`
  return 'It answers, but not as an OpenID provider does. Is this the address of its description?'
}
