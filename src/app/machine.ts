// Pages for machines: health, version, the public configuration, manifest and search description.
import { Elysia } from 'elysia'
import { owesFactor } from '../auth/bounds'
import { credentialOf } from '../auth/credential'
import { guard } from '../auth/guard'
import { isKey } from '../auth/keys'
import { providers } from '../auth/oauth/providers'
import { resolvePrincipal } from '../auth/principal'
import { count } from '../auth/store'
import { contradicted } from '../auth/vouched'
import type { House } from '../config/house'
import { sql } from '../db/columns'
import { build } from '../utils/build'
import { changelog } from './changelog'

const COMPAT = '0.4.8'

export const machine = (house: House) =>
  new Elysia()
    .use(guard(house))
    .get('/health', () => ({ status: true }), { role: 'any' })
    .get('/ready', () => ready(house), { role: 'any' })
    .get('/health/db', () => ready(house), { role: 'any' })
    .get('/api/version', () => version(), { role: 'any' })
    .get('/api/version/updates', () => ({ current: build.version, latest: build.version }), {
      role: 'any',
    })
    .get('/api/changelog', () => changelog(), { role: 'any' })
    .get('/api/v1', () => status(house), { role: 'any' })
    .get('/api/config', ({ request }) => config(house, request), { role: 'any' })
    .get('/manifest.json', () => manifest(house), { role: 'any' })
    .get('/opensearch.xml', ({ request }) => opensearch(house, request), { role: 'any' })

const version = () => ({ version: build.version, commit: build.commit, compat: COMPAT })

async function ready({ db }: House) {
  await db.select({ one: sql`1` }).from(sql`(select 1) as t`)
  return { status: true }
}

const status = ({ env, config }: House) => ({
  status: true,
  auth: env.WEBUI_AUTH,
  default_models: config.get('ui.default_models'),
  default_prompt_suggestions: config.get('ui.prompt_suggestions'),
})

/** Only the cookie tells who asks (contract configuration.md 2.1); a bad one is nobody. */
async function config(house: House, request: Request) {
  const me = await visitor(house, request)
  const { env } = house
  const header = env.WEBUI_AUTH_TRUSTED_EMAIL_HEADER
  const get = house.config.get.bind(house.config)
  const features = {
    auth: env.WEBUI_AUTH,
    auth_trusted_header: header !== null,
    enable_ldap: get('ldap.enable') === true,
    enable_api_key: get('auth.api_key.enable'),
    enable_passkeys: get('auth.passkeys.enable'),
    enable_signup: env.WEBUI_AUTH && header === null && get('ui.enable_signup'),
    enable_login_form: get('ui.ENABLE_LOGIN_FORM'),
  }
  const common = {
    status: true,
    name: env.WEBUI_NAME,
    ...version(),
    default_locale: get('ui.default_locale'),
    ...(features.enable_ldap && { ldap: { label: get('ldap.server.label') } }),
    oauth: { providers: Object.fromEntries(providers(house).map(one => [one.key, one.name])) },
  }
  if (!me) {
    const onboarding = (await count(house.db)) === 0
    return { ...(onboarding && { onboarding }), ...common, features }
  }
  // Our own page has to learn that somebody is signed in.
  if (me.user.role === 'pending') return { ...common, features, pending: true }
  if (owesFactor(house, me)) return { ...common, features, second_factor: 'owed' }
  return { ...common, ...whole(house, features) }
}

async function visitor(house: House, request: Request) {
  const cookie = request.headers.get('cookie')
  const credential = cookie && credentialOf(new Headers({ cookie }))
  if (!credential || isKey(credential.value)) return null
  const me = await resolvePrincipal(house, credential.value).catch(() => null)
  return me && !contradicted(request, house.env, me) ? me : null
}

function whole({ config }: House, features: Record<string, boolean | null>) {
  const get = config.get.bind(config)
  return {
    features: {
      ...features,
      enable_web_search: get('rag.web.search.enable'),
      enable_image_generation: get('image_generation.enable'),
      enable_community_sharing: get('ui.enable_community_sharing'),
      enable_message_rating: get('ui.enable_message_rating'),
      enable_admin_export: get('auth.admin.export'),
      enable_admin_chat_access: get('auth.admin.chat_access'),
    },
    default_models: get('ui.default_models'),
    default_prompt_suggestions: get('ui.prompt_suggestions'),
    audio: {
      tts: {
        engine: get('audio.tts.engine'),
        voice: get('audio.tts.voice'),
        split_on: get('audio.tts.split_on'),
      },
      stt: { engine: get('audio.stt.engine') },
    },
    file: { max_size: get('rag.file.max_size'), max_count: get('rag.file.max_count') },
    permissions: get('user.permissions'),
  }
}

const manifest = ({ env }: House) => ({
  name: env.WEBUI_NAME,
  short_name: env.WEBUI_NAME,
  description: 'A calm place to talk with language models on your own server.',
  start_url: '/',
  display: 'standalone',
  background_color: '#343541',
  orientation: 'natural',
  icons: ['any', 'maskable'].map(purpose => ({
    src: '/static/logo.png',
    type: 'image/png',
    sizes: '500x500',
    purpose,
  })),
})

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}
const xml = (text: string): string => text.replace(/[&<>"']/g, c => ESCAPES[c] ?? c)

function opensearch({ env }: House, request: Request): Response {
  const base = xml(env.WEBUI_URL ?? new URL(request.url).origin)
  const name = xml(env.WEBUI_NAME)
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/" xmlns:moz="http://www.mozilla.org/2006/browser/search/">
<ShortName>${name}</ShortName>
<Description>Search in ${name}</Description>
<InputEncoding>UTF-8</InputEncoding>
<Image width="16" height="16" type="image/png">${base}/static/favicon.png</Image>
<Url type="text/html" method="get" template="${base}/?q={searchTerms}"/>
<moz:SearchForm>${base}</moz:SearchForm>
</OpenSearchDescription>
`
  return new Response(body, { headers: { 'content-type': 'application/xml' } })
}
