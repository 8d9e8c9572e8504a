// Environments in which anybody could come in as anybody are refused, with what to do instead.
import { expect, test } from 'bun:test'
import { EnvError, readEnv, type Source } from '../../../src/env'

function line(source: Source): string | null {
  try {
    readEnv(source, '/home/ada')
    return null
  } catch (error) {
    if (error instanceof EnvError) return error.message
    throw error
  }
}

test('without accounts Hearth stays on this machine, unless it is told twice', () => {
  const off = { WEBUI_AUTH: 'false' }
  expect(readEnv(off).HOST).toBe('127.0.0.1')
  for (const HOST of ['127.0.0.1', 'localhost', '::1', '127.1.2.3']) {
    expect([HOST, line({ ...off, HOST })]).toEqual([HOST, null])
  }
  for (const HOST of ['0.0.0.0', '::', '192.168.1.5', 'nas', '127.0.0.1.example.org']) {
    expect(line({ ...off, HOST, PORT: '8081' })).toBe(
      `WEBUI_AUTH=false makes everybody who reaches ${HOST}:8081 the admin. Set HOST=127.0.0.1 to keep it to this machine, or EVERYBODY_IS_ADMIN=true too if you want it so.`,
    )
    expect(line({ ...off, HOST, EVERYBODY_IS_ADMIN: 'true' })).toBeNull()
  }
  expect(readEnv({ EVERYBODY_IS_ADMIN: 'true' }).HOST).toBe('0.0.0.0')
})

test('a header that names people needs proxies that are named themselves', () => {
  const header = { WEBUI_AUTH_TRUSTED_EMAIL_HEADER: 'X-Email' }
  expect(line(header)).toBeNull()
  expect(line({ ...header, FORWARDED_ALLOW_IPS: '*' })).toContain('WEBUI_AUTH_TRUSTED_PROXIES')
  expect(line({ ...header, WEBUI_AUTH_TRUSTED_PROXIES: '10.0.0.1, *' })).toContain('anybody')
  const named = { FORWARDED_ALLOW_IPS: '*', WEBUI_AUTH_TRUSTED_PROXIES: '10.0.0.0/8' }
  expect(line({ ...header, ...named })).toBeNull()
  expect(line({ ...header, WEBUI_AUTH: 'false' })).toContain('exclude each other')
  expect(line({ WEBUI_AUTH_TRUSTED_EMAIL_HEADER: 'X Email' })).toContain('the name of a header')
})
