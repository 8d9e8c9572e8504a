import { expect, test } from 'bun:test'
import { egress } from '../../../src/net/egress'
import { proxyFor } from '../../../src/net/proxy'
import { ok, openRaw } from './server'

const proxies = {
  http: 'http://proxy.test:3128',
  https: 'http://proxy.test:3129',
  none: 'internal.test, .corp.test,api.test:8443, 10.0.0.0/8, fd00::1, [fd00::2]:80, cafe.de',
}

const via = (url: string, none = proxies.none) => proxyFor(new URL(url), { ...proxies, none })

test('calls go through the proxy of their scheme', () => {
  expect(via('http://models.test/v1')).toBe('http://proxy.test:3128')
  expect(via('https://models.test/v1')).toBe('http://proxy.test:3129')
  expect(proxyFor(new URL('http://models.test'), { https: 'http://p' })).toBeUndefined()
})

test('hosts, suffixes, ports and networks are exempt, and so is this machine', () => {
  const direct = [
    'http://internal.test/',
    'http://a.internal.test/',
    'http://INTERNAL.test./',
    'http://corp.test/',
    'http://x.corp.test/',
    'https://api.test:8443/',
    'http://10.1.2.3/',
    'http://[fd00::1]/',
    'http://[fd00::2]/',
    'http://cafe.de/',
    'http://localhost:11434/',
    'http://a.localhost/',
    'http://127.0.0.1:11434/',
    'http://[::1]/',
  ]
  expect(direct.filter(url => via(url) !== undefined)).toEqual([])
  expect(via('http://anything.test/', '*')).toBeUndefined()
  const proxied = [
    'http://notinternal.test/',
    'https://api.test/',
    'http://11.0.0.1/',
    'http://[fd00::3]/',
  ]
  expect(proxied.filter(url => via(url) === undefined)).toEqual([])
})

test("an admin's call goes through the proxy, which resolves the name; a user's never does", async () => {
  const heads: string[] = []
  await using proxy = await openRaw((socket, head) => {
    heads.push(head)
    socket.end(ok('Content-Length: 2', 'hi'))
  })
  const lookup = async () => {
    throw new Error('asked the name server')
  }
  const admin = egress({ policy: 'admin', proxies: { http: proxy.url }, lookup })
  expect(await (await admin('http://models.test/v1/models')).text()).toBe('hi')
  expect(heads[0]).toStartWith('GET http://models.test/v1/models HTTP/1.1')

  const user = egress({ policy: 'user', proxies: { http: proxy.url }, lookup })
  await expect(user('http://models.test/')).rejects.toThrow('could not be reached')
  expect(heads).toHaveLength(1)
})

test('what a proxy would resolve is checked by its name and its number', async () => {
  await using proxy = await openRaw(socket => socket.end(ok('Content-Length: 2', 'hi')))
  const admin = egress({ policy: 'admin', proxies: { http: proxy.url } })
  for (const host of ['169.254.169.254', 'metadata.google.internal', 'METADATA.google.internal.']) {
    await expect(admin(`http://${host}/`)).rejects.toThrow('does not call this address')
  }
})

test('the proxy in the environment of the process is not used behind our back', async () => {
  const before = process.env.HTTP_PROXY
  process.env.HTTP_PROXY = 'http://127.0.0.1:1'
  try {
    await using server = await openRaw(socket => socket.end(ok('Content-Length: 2', 'hi')))
    const lookup = async () => ['127.0.0.1']
    const user = egress({ policy: 'user', allow: ['127.0.0.1'], lookup })
    expect(await (await user(`http://page.test:${server.port}/`)).text()).toBe('hi')
  } finally {
    if (before === undefined) delete process.env.HTTP_PROXY
    else process.env.HTTP_PROXY = before
  }
})
