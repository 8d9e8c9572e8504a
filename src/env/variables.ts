// Every variable of the environment that concerns the process itself, a row each. Settings are in config/.
import { isIP } from 'node:net'
import {
  address,
  choice,
  flag,
  type Kind,
  list,
  matching,
  origin,
  size,
  whole,
  words,
} from '../utils/kinds'
import { type Component, components, type Level } from '../utils/log'

/** One variable: how its text is read, its value when not set, and a sentence for people. */
export interface Variable<T> {
  kind: Kind<T>
  initial: T
  sentence: string
  /** An older name that still works. */
  also?: string
  /** Never shown. */
  secret?: boolean
  /** What an empty text means; without this it counts as not set. */
  empty?: T
}

type More<T> = Pick<Variable<T>, 'also' | 'secret' | 'empty'>

const row = <T>(
  kind: Kind<T>,
  initial: NoInfer<T>,
  sentence: string,
  more: More<T> = {},
): Variable<T> => ({ kind, initial, sentence, ...more })

/** A row without a default: null unless set. */
const maybe = <T>(kind: Kind<T>, sentence: string, more: More<T | null> = {}) =>
  row<T | null>(kind, null, sentence, more)

const hidden = { secret: true }
const KB = 1024
const MB = 1024 * KB
const LOOPBACK = ['127.0.0.1', '::1']

const mode = choice<'dev' | 'prod'>({ prod: 'prod', dev: 'dev' })
const sync = choice<'NORMAL' | 'FULL'>({ NORMAL: 'NORMAL', FULL: 'FULL' })
const sameSite = choice<'lax' | 'strict' | 'none'>({ lax: 'lax', strict: 'strict', none: 'none' })
const manager = choice<'' | 'redis'>({ redis: 'redis' })
const web = address('http', 'https')
const redis = address('redis', 'rediss')
const provider = choice<'' | 'local' | 's3'>({ local: 'local', s3: 's3' })
const style = choice<'auto' | 'path' | 'virtual'>({
  auto: 'auto',
  path: 'path',
  virtual: 'virtual',
})
const seconds: Kind<number> = { ...whole(1, 86_400), allowed: 'seconds, from 1 to 86400' }

const level = choice<Level>({
  CRITICAL: 'fatal',
  ERROR: 'error',
  WARNING: 'warn',
  INFO: 'info',
  DEBUG: 'debug',
})

const origins: Kind<string[]> = {
  allowed: `* or ${list(origin).allowed}`,
  parse: text => (text.trim() === '*' ? ['*'] : list(origin).parse(text)),
}

const peer: Kind<string> = {
  allowed: 'an IP address, a range such as 10.0.0.0/8, or *',
  parse(text) {
    const [ip = '', bits, ...rest] = text.split('/')
    const family = isIP(ip)
    if (text === '*') return text
    if (family === 0 || rest.length > 0) return undefined
    const fits = bits === undefined || whole(0, family === 4 ? 32 : 128).parse(bits) !== undefined
    return fits ? text : undefined
  },
}

const headerName = matching(/^[A-Za-z0-9-]{1,100}$/, 'the name of a header')

const databaseUrl: Kind<string> = {
  allowed: 'sqlite:///path or postgresql://user:password@host/name',
  parse(text) {
    if (/^sqlite:\/\/\/./.test(text)) return text
    const url = text.replace(/^postgres:\/\//, 'postgresql://')
    return url.startsWith('postgresql://') && URL.canParse(url) ? url : undefined
  },
}

/** A time-out; set but empty means none, as in the reference. */
const patience = (initial: number | null, sentence: string) =>
  row<number | null>(seconds, initial, sentence, { empty: null })

const limit = (initial: number, sentence: string) => row(whole(1, 1_000_000), initial, sentence)

/** A header of every answer. The contract replaces an invalid value by a fixed one instead of refusing it. */
const header = (valid: RegExp, otherwise: string, name: string) =>
  maybe<string>(
    { allowed: 'text', parse: text => (valid.test(text.trim()) ? text.trim() : otherwise) },
    `Replaces the header ${name}.`,
  )

const DIRECTIVE =
  'max-age=\\d+|s-maxage=\\d+|no-cache|no-store|no-transform|public|private|must-revalidate|proxy-revalidate|must-understand|immutable|stale-while-revalidate=\\d+|stale-if-error=\\d+'
const CACHE = new RegExp(`^(${DIRECTIVE})( *, *(${DIRECTIVE}))*$`, 'i')
const AGE = /^max-age=\d+(; *includeSubDomains)?(; *preload)?$/i
const FEATURES = /^[a-z-]+=\((self)?\)( *, *[a-z-]+=\((self)?\))*$/
const REFERRER =
  /^(no-referrer(-when-downgrade)?|origin(-when-cross-origin)?|same-origin|strict-origin(-when-cross-origin)?|unsafe-url)$/
const DOMAINS = /^(none|master-only|by-content-type|by-ftp-filename)$/

const core = {
  PORT: row(whole(0, 65_535), 8080, 'Port to listen on; 0 lets the system choose.'),
  HOST: row(words, '0.0.0.0', 'Address to listen on.'),
  DATA_DIR: row(words, './data', 'Folder that holds everything Hearth keeps.'),
  ENV: row(mode, 'prod', 'prod or dev; dev logs for people to read and opens /docs.'),
  WEBUI_NAME: row(words, 'Hearth', 'Name that people see.'),
  WEBUI_URL: maybe(address('http', 'https'), 'Public address when a proxy stands in front.'),
  ENABLE_API_DOCS: maybe(flag, 'Serve /docs and /openapi.json; unless set, only in dev.'),
  ENABLE_PERSISTENT_CONFIG: row(flag, true, 'false pins every setting that a variable names.'),
  RESET_CONFIG_ON_START: row(flag, false, 'Forget all saved settings at the start.'),
  SHUTDOWN_TIMEOUT: row(seconds, 10, 'Seconds that running work gets when Hearth is stopped.'),
}

const database = {
  DATABASE_URL: row(databaseUrl, '', 'The database; hearth.db in DATA_DIR unless set.', hidden),
  DATABASE_POOL_SIZE: row(whole(0, 1000), 0, 'Connections to PostgreSQL that are kept; 0 is 10.'),
  DATABASE_POOL_MAX_OVERFLOW: row(whole(0, 1000), 0, 'As many more when those are busy.'),
  DATABASE_POOL_TIMEOUT: row(seconds, 30, 'Seconds to wait for one of them.'),
  DATABASE_POOL_RECYCLE: row(seconds, 3600, 'Seconds until one is made anew.'),
  SQLITE_SYNCHRONOUS: row(sync, 'NORMAL', 'NORMAL, or FULL to survive a power cut to the letter.'),
}

const accounts = {
  WEBUI_AUTH: row(flag, true, 'false turns accounts off: whoever comes is the admin.'),
  EVERYBODY_IS_ADMIN: row(
    flag,
    false,
    'true lets WEBUI_AUTH=false be reached from other machines.',
  ),
  WEBUI_AUTH_TRUSTED_EMAIL_HEADER: maybe(
    headerName,
    'Header in which a proxy says who calls; nobody needs a password then.',
  ),
  WEBUI_AUTH_TRUSTED_NAME_HEADER: maybe(headerName, 'Header with the name.'),
  WEBUI_AUTH_TRUSTED_GROUPS_HEADER: maybe(headerName, 'Header with the groups, divided by commas.'),
  WEBUI_AUTH_TRUSTED_PROXIES: maybe(
    list(peer, ','),
    'Proxies whose word counts there; unless set, FORWARDED_ALLOW_IPS.',
  ),
  WEBUI_SECRET_KEY: maybe(words, 'Signs session tokens; unless set, made once and kept.', {
    also: 'WEBUI_JWT_SECRET_KEY',
    secret: true,
    empty: '',
  }),
  WEBUI_SESSION_COOKIE_SAME_SITE: row(sameSite, 'lax', 'SameSite of the session cookie.'),
  WEBUI_SESSION_COOKIE_SECURE: maybe(flag, 'Secure on the cookie; unless set, when on https.'),
  BYPASS_MODEL_ACCESS_CONTROL: row(flag, false, 'Everybody may use every model.'),
  SIGNIN_FAILURES_PER_ACCOUNT: limit(10, 'Failed sign-ins in 15 minutes, one account and address.'),
  SIGNIN_FAILURES_PER_ADDRESS: limit(100, 'Failed sign-ins in 15 minutes from one address.'),
  SECOND_FACTOR_FAILURES: limit(10, 'Wrong codes of an app in 15 minutes, one account.'),
  SIGNUPS_PER_ADDRESS: limit(10, 'Sign-ups in an hour from one address.'),
  PASSWORD_HASH_MEMORY: row(whole(8, 4_194_304), 47_104, 'KiB that hashing a password takes.'),
  PASSWORD_HASH_PASSES: row(whole(1, 100), 1, 'Passes over that memory.'),
}

const network = {
  CORS_ALLOW_ORIGIN: row(origins, [], 'Other origins that may call; * is any, without cookies.'),
  FORWARDED_ALLOW_IPS: row(list(peer, ','), LOOPBACK, 'Proxies whose forwarded headers count.'),
  MAX_BODY_SIZE: row(size, MB, 'Largest body of an ordinary request.'),
  MAX_DOCUMENT_SIZE: row(size, 64 * MB, 'Largest chat, import or completion request.'),
  SOCKETS_PER_USER: limit(1000, 'Live connections of one account.'),
  SOCKETS_PER_ADDRESS: limit(2000, 'Live connections from one address.'),
  ANONYMOUS_SOCKETS_PER_ADDRESS: limit(100, 'Of those, Socket.IO before sign-in.'),
  ANONYMOUS_SOCKET_SECONDS: row(seconds, 600, 'Seconds until such a one is dropped.'),
  MODEL_USAGE_SECONDS: row(seconds, 3, 'Seconds for which a model counts as in use.'),
  ENABLE_WEBSOCKET_SUPPORT: row(flag, true, 'false leaves Socket.IO with polling.'),
  HTTP_PROXY: maybe(web, 'Proxy for http:// providers.', { also: 'http_proxy', secret: true }),
  HTTPS_PROXY: maybe(web, 'Proxy for https:// providers.', { also: 'https_proxy', secret: true }),
  NO_PROXY: row(list(words, ','), [], 'Hosts called without proxy.', { also: 'no_proxy' }),
  AIOHTTP_CLIENT_TIMEOUT: patience(null, 'Seconds that a provider may be silent.'),
  AIOHTTP_CLIENT_TIMEOUT_OPENAI_MODEL_LIST: patience(5, 'Seconds to wait for a list of models.'),
  ENABLE_FORWARD_USER_INFO_HEADERS: row(flag, false, 'Tell providers who is asking.'),
}

const store = {
  STORAGE_PROVIDER: row(provider, '', 'Where files are kept: local is DATA_DIR/uploads, or s3.'),
  S3_BUCKET_NAME: maybe(words, 'The bucket.'),
  S3_ACCESS_KEY_ID: maybe(words, 'Its access key.'),
  S3_SECRET_ACCESS_KEY: maybe(words, 'The secret that belongs to it.', hidden),
  S3_REGION_NAME: maybe(words, 'The region of the bucket.'),
  S3_ENDPOINT_URL: maybe(web, 'Address of a server like S3; unless set, that of Amazon.'),
  S3_KEY_PREFIX: row(
    matching(/^[\w./-]{1,200}$/, 'a path of plain letters'),
    '',
    'In front of all keys.',
  ),
  S3_ADDRESSING_STYLE: row(style, 'auto', 'path or virtual; auto is path.'),
  S3_TIMEOUT: row(seconds, 60, 'Seconds without an answer after which the bucket is given up.'),
}

const headers = {
  CACHE_CONTROL: header(CACHE, 'no-store, max-age=0', 'Cache-Control'),
  CONTENT_SECURITY_POLICY: header(/./, '', 'Content-Security-Policy'),
  HSTS: header(AGE, 'max-age=31536000;includeSubDomains', 'Strict-Transport-Security'),
  PERMISSIONS_POLICY: header(FEATURES, 'none', 'Permissions-Policy'),
  REFERRER_POLICY: header(REFERRER, 'no-referrer', 'Referrer-Policy'),
  XCONTENT_TYPE: header(/^nosniff$/, 'nosniff', 'X-Content-Type-Options'),
  XDOWNLOAD_OPTIONS: header(/^noopen$/, 'noopen', 'X-Download-Options'),
  XFRAME_OPTIONS: header(/^(DENY|SAMEORIGIN)$/i, 'DENY', 'X-Frame-Options'),
  XPERMITTED_CROSS_DOMAIN_POLICIES: header(DOMAINS, 'none', 'X-Permitted-Cross-Domain-Policies'),
}

const logging = {
  GLOBAL_LOG_LEVEL: row(
    level,
    'info',
    'CRITICAL, ERROR, WARNING, INFO or DEBUG; MAIN_LOG_LEVEL and such for a part.',
  ),
  ...(Object.fromEntries(
    components.map(part => [
      `${part.toUpperCase()}_LOG_LEVEL`,
      maybe(level, `The same for ${part}; unless set, GLOBAL_LOG_LEVEL.`),
    ]),
  ) as Record<`${Uppercase<Component>}_LOG_LEVEL`, Variable<Level | null>>),
  ENABLE_LOG_FILES: row(flag, true, 'Log to files in DATA_DIR/logs too.'),
  LOG_FILE_SIZE: row(size, 10 * MB, 'A log file of this size is full; the next one begins.'),
  LOG_FILES_KEPT: row(whole(1, 1000), 5, 'Full log files that are kept.'),
}

const share: Kind<number> = {
  allowed: 'a number from 0 to 1',
  parse: text => (/^\s*(0(\.\d{1,9})?|1(\.0{1,9})?)\s*$/.test(text) ? Number(text) : undefined),
}

const pair = matching(/^[\w!#$%&'*+.^`|~-]+=[^\r\n]*$/, 'name=value')

const tracing = {
  OTEL_EXPORTER_OTLP_ENDPOINT: maybe(web, 'Collector of OpenTelemetry traces; unless set, none.'),
  OTEL_EXPORTER_OTLP_HEADERS: row(list(pair, ','), [], 'Headers for it, as name=value.', hidden),
  OTEL_SERVICE_NAME: row(words, 'hearth', 'What Hearth is called there.'),
  OTEL_TRACES_SAMPLER_ARG: row(share, 1, 'The share of requests that is traced.'),
}

const shell = {
  HEARTH_URL: maybe(web, 'Address of the Hearth that hearth knowledge speaks to.'),
  HEARTH_API_KEY: maybe(words, 'The API key with which it does.', hidden),
}

/** Of the reference: checked, but nothing acts on them yet. A row moves up when its feature comes. */
export const ahead = {
  OFFLINE_MODE: row(flag, false, 'Never look for a newer version.'),
  WEBSOCKET_MANAGER: row(manager, '', 'redis when several copies run side by side.'),
  REDIS_URL: maybe(redis, 'Redis that several copies share.', hidden),
  WEBSOCKET_REDIS_URL: maybe(redis, 'Redis for events; unless set, REDIS_URL.', hidden),
}

/** What Hearth acts on, by area, as people read it. */
export const areas = {
  Server: core,
  Database: database,
  Access: accounts,
  Network: network,
  Files: store,
  Headers: headers,
  Log: logging,
  Tracing: tracing,
  Shell: shell,
}

export const variables = {
  ...core,
  ...database,
  ...accounts,
  ...network,
  ...store,
  ...headers,
  ...logging,
  ...tracing,
  ...shell,
  ...ahead,
}
