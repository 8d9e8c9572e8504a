// Searches that go wrong, and what of a search is let through.
import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test'
import { searchWeb } from '../../../../src/retrieval/web'
import { isWanted } from '../../../../src/retrieval/web/hosts'
import { flood, ok, openRaw } from '../../net/server'
import { calm, type Opened, openHouse, refusal } from './house'

const KEY = 'key-of-ada'
const ADDRESS = 'rag.web.search.brave_search_url'

let opened: Opened
let server: Bun.Server<undefined>
let answer: () => Response

beforeAll(async () => {
  opened = await openHouse({ WEB_LOADER_TIMEOUT: '1' })
  server = Bun.serve({ port: 0, hostname: '127.0.0.1', fetch: () => answer() })
})
beforeEach(async () => {
  await opened.set({
    [ADDRESS]: server.url.href,
    'rag.web.search.engine': 'brave',
    'rag.web.search.brave_search_api_key': KEY,
    'rag.web.search.result_count': 3,
    'rag.rag.web.search.domain.filter_list': [],
  })
})
afterAll(async () => {
  await server.stop(true)
  await opened[Symbol.asyncDispose]()
})

const search = (query = 'rye') => searchWeb(opened.house, query, calm)
const told = async (says: () => Response): Promise<string> => {
  answer = says
  return await refusal(search())
}
const listing =
  (...links: string[]) =>
  () =>
    Response.json({ web: { results: links.map(url => ({ url, title: 'Rye', description: 'x' })) } })
const links = async () => (await search()).map(({ link }) => link)

test('says what is missing before anybody is asked', async () => {
  answer = () => Response.error()
  await opened.set({ 'rag.web.search.engine': '' })
  expect(await refusal(search())).toContain('No search engine is chosen')
  await opened.set({ 'rag.web.search.engine': 'kagi' })
  expect(await refusal(search())).toContain('Kagi needs a key')
  await opened.set({ 'rag.web.search.engine': 'searxng' })
  expect(await refusal(search())).toContain('SearXNG has no address')
  await opened.set({
    'rag.web.search.engine': 'google_pse',
    'rag.web.search.google_pse_api_key': KEY,
  })
  expect(await refusal(search())).toContain('Google PSE needs the id of a search engine')
  expect(await refusal(search('  \n '))).toContain('WebError')
})

test('tells an admin what to do when the engine refuses, and never the key', async () => {
  const error = (status: number, words: string) => () => Response.json({ error: words }, { status })
  const unknown = await told(error(401, `No such key: ${KEY}`))
  expect(unknown).toContain('Brave does not accept its key (401)')
  expect(unknown).toContain('No such key: …')
  expect(await told(error(429, 'slow down'))).toContain('enough questions for now (429)')
  expect(await told(error(402, 'pay'))).toContain('plan')
  expect(await told(error(500, 'oh no'))).toContain('refused the search (500). It says: oh no')
  expect(await told(() => Response.json({ success: false, error: { info: 'No plan' } }))).toContain(
    'Brave answered: No plan',
  )
  await opened.set({
    'rag.web.search.engine': 'searxng',
    'rag.web.search.searxng_query_url': server.url.href,
  })
  expect(await told(() => new Response('no', { status: 403 }))).toContain('search.formats')
})

test('takes nonsense for what it is', async () => {
  for (const body of ['<html>Sign in</html>', 'null', '[]', '"text"', '{"web":', '']) {
    expect([body, await told(() => new Response(body))]).toEqual([
      body,
      expect.stringContaining('something other than results'),
    ])
  }
  answer = () =>
    Response.json({
      web: { results: [null, 7, { url: 5 }, { url: 'javascript:x' }, { url: 'https://a.test/' }] },
    })
  expect(await search()).toEqual([{ link: 'https://a.test/', title: 'a.test', snippet: '' }])
})

test('an engine that hangs, drops, floods or sends elsewhere is given up', async () => {
  const at = async (speak: Parameters<typeof openRaw>[0]) => {
    await using raw = await openRaw(speak)
    await opened.set({ [ADDRESS]: raw.url, 'rag.web.search.brave_search_api_key': KEY })
    return await refusal(search())
  }
  expect(await at(() => undefined)).toContain('Brave does not answer')
  expect(await at(socket => socket.destroy())).toContain('Brave does not answer')
  expect(await at(socket => socket.end(ok('Content-Length: 50', '{"web"')))).toContain('cut off')
  const flooded = await at(socket => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n')
    flood(socket)
  })
  expect(flooded).toContain('larger than')
  await opened.set({ [ADDRESS]: 'http://127.0.0.1:1/', 'rag.web.search.brave_search_api_key': KEY })
  expect(await refusal(search())).toContain('nothing answers at this address')
})

test('a key goes to no other address than its own', async () => {
  const heads: string[] = []
  await using thief = await openRaw((socket, head) => {
    heads.push(head)
    socket.end(ok('Content-Length: 2', '{}'))
  })
  expect(await told(() => Response.redirect(thief.url, 307))).toContain('to another address')
  expect(heads).toEqual([])
})

// CVE-2026-59223
test('hosts are matched by their labels, whatever follows them', async () => {
  const rules = ['company.example', '!internal.company.example']
  const wanted = (address: string) => isWanted(address, rules)
  expect(wanted('https://company.example/')).toBe(true)
  expect(wanted('https://WWW.Company.example./a?b#c')).toBe(true)
  expect(wanted('https://evilcompany.example/')).toBe(false)
  expect(wanted('https://company.example.evil.example/')).toBe(false)
  expect(wanted('https://evil.example/company.example')).toBe(false)
  expect(wanted('https://internal.company.example/path')).toBe(false)
  expect(wanted('https://a.internal.company.example:8443/path?x')).toBe(false)
  expect(wanted('https://notinternal.company.example/')).toBe(true)
  expect(isWanted('https://other.example/', ['!company.example'])).toBe(true)
  expect(isWanted('https://münchen.example/x', ['xn--mnchen-3ya.example'])).toBe(true)
  expect(isWanted('https://a.example/', ['https://*.a.example/path', ''])).toBe(true)
})

test('lets through so many results of wanted hosts, each address once', async () => {
  answer = listing(
    'https://no.example/1',
    'https://a.example/1#top',
    'https://a.example/1',
    'https://user:word@a.example/2',
    'https://b.a.example/3',
    'https://a.example/4',
    'https://a.example/5',
  )
  await opened.set({ 'rag.rag.web.search.domain.filter_list': ['a.example'] })
  expect(await links()).toEqual([
    'https://a.example/1',
    'https://b.a.example/3',
    'https://a.example/4',
  ])
})

test('whoever leaves ends the search with his own reason', async () => {
  await using deaf = await openRaw(() => undefined)
  await opened.set({ [ADDRESS]: deaf.url, 'rag.web.search.brave_search_api_key': KEY })
  const leaving = new AbortController()
  const call = searchWeb(opened.house, 'rye', leaving.signal)
  leaving.abort(new Error('gone'))
  expect(await refusal(call)).toBe('Error: gone')
})
