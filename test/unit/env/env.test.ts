// The environment: typed, complete, and refused by name where it cannot be used.
import { expect, test } from 'bun:test'
import { EnvError, readEnv, type Source } from '../../../src/env'
import { describeEnv } from '../../../src/env/describe'
import { variables } from '../../../src/env/variables'

const read = (source: Source) => readEnv(source, '/home/ada')

/** The one line that an unusable environment is answered with. */
function line(source: Source): string {
  try {
    read(source)
  } catch (error) {
    if (error instanceof EnvError) return error.message
    throw error
  }
  throw new Error('the environment was accepted')
}

test('an empty environment is enough', () => {
  const env = read({})
  expect(env).toMatchObject({
    HOST: '0.0.0.0',
    PORT: 8080,
    ENV: 'prod',
    DATA_DIR: '/home/ada/data',
    DATABASE_URL: 'sqlite:////home/ada/data/hearth.db',
    WEBUI_NAME: 'Hearth',
    WEBUI_SECRET_KEY: null,
    CORS_ALLOW_ORIGIN: [],
    FORWARDED_ALLOW_IPS: ['127.0.0.1', '::1'],
    AIOHTTP_CLIENT_TIMEOUT: null,
    AIOHTTP_CLIENT_TIMEOUT_OPENAI_MODEL_LIST: 5,
    GLOBAL_LOG_LEVEL: 'info',
  })
})

test('paths count from the working folder', () => {
  expect(read({ DATA_DIR: 'here' }).DATABASE_URL).toBe('sqlite:////home/ada/here/hearth.db')
  expect(read({ DATABASE_URL: 'sqlite:///x.db' }).DATABASE_URL).toBe('sqlite:////home/ada/x.db')
  expect(read({ DATABASE_URL: 'sqlite:////x.db' }).DATABASE_URL).toBe('sqlite:////x.db')
})

test('the old scheme of PostgreSQL is written anew', () => {
  const env = read({ DATABASE_URL: 'postgres://ada:pw@db/hearth' })
  expect(env.DATABASE_URL).toBe('postgresql://ada:pw@db/hearth')
})

test.each(['true', 'TRUE', '1', 'yes', 'On', ' on '])('%p switches on', text => {
  expect(read({ OFFLINE_MODE: text }).OFFLINE_MODE).toBe(true)
})

test.each(['false', 'False', '0', 'no', 'OFF'])('%p switches off', text => {
  expect(read({ WEBUI_AUTH: text }).WEBUI_AUTH).toBe(false)
})

test('an empty value counts as not set, save where empty has a meaning', () => {
  const env = read({
    PORT: '',
    WEBUI_AUTH: ' ',
    DATA_DIR: '',
    AIOHTTP_CLIENT_TIMEOUT_OPENAI_MODEL_LIST: '',
  })
  expect(env).toMatchObject({ PORT: 8080, WEBUI_AUTH: true, DATA_DIR: '/home/ada/data' })
  expect(env.AIOHTTP_CLIENT_TIMEOUT_OPENAI_MODEL_LIST).toBeNull()
})

test('older names work, the newer counts', () => {
  const secret = 'an older name for thirty-two characters'
  expect(read({ WEBUI_JWT_SECRET_KEY: secret }).WEBUI_SECRET_KEY).toBe(secret)
  const both = { WEBUI_JWT_SECRET_KEY: secret, WEBUI_SECRET_KEY: `${secret}!` }
  expect(read(both).WEBUI_SECRET_KEY).toBe(`${secret}!`)
  expect(read({ https_proxy: 'http://proxy:3128' }).HTTPS_PROXY).toBe('http://proxy:3128')
})

test('lists are taken apart and checked item by item', () => {
  const env = read({
    CORS_ALLOW_ORIGIN: 'https://a.example; http://b.example:3000/',
    FORWARDED_ALLOW_IPS: '10.0.0.0/8, fd00::/8,192.168.1.7',
    NO_PROXY: 'localhost,.lan',
  })
  expect(env.CORS_ALLOW_ORIGIN).toEqual(['https://a.example', 'http://b.example:3000'])
  expect(env.FORWARDED_ALLOW_IPS).toEqual(['10.0.0.0/8', 'fd00::/8', '192.168.1.7'])
  expect(env.NO_PROXY).toEqual(['localhost', '.lan'])
  expect(read({ CORS_ALLOW_ORIGIN: '*' }).CORS_ALLOW_ORIGIN).toEqual(['*'])
})

test('sizes and levels are read as people write them', () => {
  const env = read({ MAX_BODY_SIZE: '512KB', MAX_DOCUMENT_SIZE: '2 GB', MAIN_LOG_LEVEL: 'warning' })
  expect(env).toMatchObject({
    MAX_BODY_SIZE: 524_288,
    MAX_DOCUMENT_SIZE: 2_147_483_648,
    MAIN_LOG_LEVEL: 'warn',
  })
})

test('an invalid header is replaced by the one of the contract', () => {
  const env = read({
    HSTS: 'max-age=60; includeSubDomains',
    XFRAME_OPTIONS: 'ALLOW',
    REFERRER_POLICY: 'origin',
    CACHE_CONTROL: 'public, max-age=60, nonsense',
    PERMISSIONS_POLICY: 'camera=(self),microphone=()',
  })
  expect(env.HSTS).toBe('max-age=60; includeSubDomains')
  expect(env.XFRAME_OPTIONS).toBe('DENY')
  expect(env.REFERRER_POLICY).toBe('origin')
  expect(env.CACHE_CONTROL).toBe('no-store, max-age=0')
  expect(env.PERMISSIONS_POLICY).toBe('camera=(self),microphone=()')
})

test.each([
  [{ PORT: '70000' }, 'PORT: "70000" cannot be used; it must be a whole number from 0 to 65535.'],
  [{ PORT: '80a' }, 'PORT: "80a" cannot'],
  [{ WEBUI_AUTH: 'maybe' }, 'must be true or false (also 1/0, yes/no, on/off).'],
  [{ ENV: 'staging' }, 'ENV: "staging" cannot be used; it must be one of prod, dev.'],
  [{ WEBUI_URL: 'chat.example' }, 'must be an address starting with http:// or https://.'],
  [{ CORS_ALLOW_ORIGIN: 'https://a.example/path' }, 'CORS_ALLOW_ORIGIN: "https://a.example/path"'],
  [{ CORS_ALLOW_ORIGIN: 'ftp://a.example' }, 'CORS_ALLOW_ORIGIN'],
  [{ FORWARDED_ALLOW_IPS: '10.0.0.0/33' }, 'FORWARDED_ALLOW_IPS: "10.0.0.0/33"'],
  [{ FORWARDED_ALLOW_IPS: 'proxy.lan' }, 'FORWARDED_ALLOW_IPS: "proxy.lan"'],
  [{ GLOBAL_LOG_LEVEL: 'LOUD' }, 'one of CRITICAL, ERROR, WARNING, INFO, DEBUG.'],
  [{ MAX_BODY_SIZE: 'big' }, 'a size such as 1048576, 512KB or 64MB.'],
  [{ AIOHTTP_CLIENT_TIMEOUT: '0' }, 'AIOHTTP_CLIENT_TIMEOUT: "0"'],
  [{ WEBUI_SESSION_COOKIE_SAME_SITE: 'loose' }, 'one of lax, strict, none.'],
])('%j is refused in one line', (source, expected) => {
  const said = line(source)
  expect(said).toContain(expected)
  expect(said).not.toContain('\n')
})

test('a line about a secret does not repeat it', () => {
  const said = line({ DATABASE_URL: 'mysql://ada:hunter2@db/hearth' })
  expect(said).toStartWith('DATABASE_URL: its value cannot be used')
  expect(said).not.toContain('hunter2')
})

test('a hostile value cannot break the line or flood it', () => {
  const said = line({ PORT: `1\n2${'x'.repeat(10_000)}` })
  expect(said).not.toContain('\n')
  expect(said.length).toBeLessThan(300)
})

test.each(['', '  ', 't0p-s3cr3t', 'T0P-S3CR3T', 'secret', 'changeme', 'your-secret-key'])(
  'the secret %p is refused',
  secret => {
    expect(line({ WEBUI_SECRET_KEY: secret })).toMatch(
      /^WEBUI_SECRET_KEY is (empty|the well-known)/,
    )
  },
)

test('every variable has a sentence and is described, secrets masked', () => {
  const source = { PORT: '9', DATABASE_URL: 'postgres://ada:hunter2@db/hearth', http_proxy: '' }
  const described = describeEnv(read(source))
  expect(described.map(({ key }) => key)).toEqual(Object.keys(variables))
  for (const { sentence } of described) expect(sentence).toMatch(/\S\.$/)
  const one = (key: string) => described.find(variable => variable.key === key)
  expect(one('PORT')).toMatchObject({ value: 9, source: 'environment' })
  expect(one('HOST')).toMatchObject({ value: '0.0.0.0', source: 'default' })
  expect(one('DATABASE_URL')).toMatchObject({ value: '********', source: 'environment' })
})
