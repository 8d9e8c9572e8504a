// The proxies of deploy/ before Hearth: nothing is lost, held back or believed on the way.
import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { io } from 'socket.io-client'
import { type App, openApp, PASSWORD } from '../app'
import { connected } from '../binary/hearth'
import { openProvider, type Provider } from '../provider'
import { type Front, openProxy } from './proxies'

/** Debian has no Traefik: it is tried where TRAEFIK says that there is one. */
const kinds = ['nginx', 'caddy', ...(process.env.TRAEFIK ? ['traefik'] : [])]

describe.each(kinds)('%s', kind => {
  let stack: AsyncDisposableStack
  let provider: Provider
  let app: App
  let proxy: Front
  let cookie = ''

  beforeAll(async () => {
    stack = new AsyncDisposableStack()
    provider = stack.use(await openProvider({ scripts: { steps: { pace: 'steps' } } }))
    const env = { ...connected(provider), SIGNIN_FAILURES_PER_ADDRESS: '1' }
    app = stack.use(await openApp({ env }))
    proxy = stack.use(await openProxy(kind, app.url))
  })
  afterAll(() => stack.disposeAsync())

  const call = (path: string, init: BunFetchRequestInit = {}) =>
    fetch(proxy.url + path, { redirect: 'manual', tls: { ca: proxy.ca }, ...init })

  /** As the page does it: with the cookie, and the origin that the browser adds. */
  const post = (path: string, body: unknown, origin = proxy.url) => {
    const headers = { cookie, origin, 'content-type': 'application/json' }
    return call(path, { method: 'POST', headers, body: JSON.stringify(body) })
  }

  test('sign-up and sign-in give a cookie for https alone', async () => {
    const ada = { name: 'Ada', email: 'ada@example.org', password: PASSWORD }
    for (const verb of ['signup', 'signin']) {
      const answer = await post(`/api/v1/auths/${verb}`, ada)
      const given = answer.headers.get('set-cookie') ?? ''
      expect(answer.status).toBe(200)
      expect(given).toMatch(/; Secure/)
      cookie = given.split(';')[0] ?? ''
    }
  })

  test('the cookie counts on the page that it came from, and on no other', async () => {
    const form = { chat: { title: 'Hello', history: { messages: {} } } }
    expect((await post('/api/v1/chats/new', form)).status).toBe(200)
    expect((await post('/api/v1/chats/new', form, 'https://localhost')).status).toBe(403)
    expect((await post('/api/v1/chats/new', form, 'https://evil.example')).status).toBe(403)
  })

  test('a streamed answer comes piece by piece', async () => {
    const messages = [{ role: 'user', content: 'one two three four' }]
    const asked = post('/api/chat/completions', { model: 'steps', stream: true, messages })
    const [answer] = await Promise.all([asked, provider.next(2)])
    const pieces = piecesOf(answer)
    for (const word of ['one ', 'two ', 'three ', 'four']) {
      expect((await pieces.next()).value).toBe(word)
      void provider.next()
    }
    void provider.next()
    expect((await pieces.next()).done).toBe(true)
  })

  test("a reply's events come as they happen, through a silence too", async () => {
    const message = { id: crypto.randomUUID(), content: 'one two' }
    const reply = await (await post('/api/v1/replies', { model: 'steps', message })).json()
    const events = await call(`/api/v1/replies/${reply.id}/events`, { headers: { cookie } })
    const reader = events.body?.getReader()
    expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('snapshot')
    await provider.next(2)
    expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('one ')
    await reader?.cancel()
    await post(`/api/v1/replies/${reply.id}/stop`, {})
  })

  test("the page's line opens, with the cookie and its origin", async () => {
    const headers = { cookie, origin: proxy.url }
    const address = `${proxy.url.replace('https', 'wss')}/ws`
    const line = Reflect.construct(WebSocket, [address, { headers, tls: { ca: proxy.ca } }])
    const heard = new Promise<MessageEvent>((resolve, reject) => {
      line.onmessage = resolve
      line.onclose = reject
    })
    expect(JSON.parse(String((await heard).data)).type).toBe('hello')
    line.close()
  })

  test.each([['polling'], ['websocket']])('Socket.IO connects by %s', async transport => {
    const socket = io(proxy.url, {
      path: '/ws/socket.io',
      transports: [transport],
      auth: { token: cookie.replace('token=', '') },
      ca: proxy.ca,
      forceNew: true,
    })
    const list = await new Promise<{ models: string[] }>((resolve, reject) => {
      socket.once('usage', resolve)
      socket.once('connect_error', reject)
      socket.once('connect', () => socket.emit('usage', { model: 'steps' }))
    })
    expect(list.models).toBeArray()
    socket.close()
  })

  test('a chat of 30 MB goes in and comes out', async () => {
    const id = crypto.randomUUID()
    const content = 'x'.repeat(30_000_000)
    const message = { id, parentId: null, childrenIds: [], role: 'user', content }
    const history = { currentId: id, messages: { [id]: message } }
    const made = await post('/api/v1/chats/new', { chat: { title: 'Long', history } })
    expect(made.status).toBe(200)
    const back = await call(`/api/v1/chats/${(await made.json()).id}`, { headers: { cookie } })
    expect((await back.json()).chat.history.messages[id].content).toHaveLength(content.length)
  })

  test('sign-ins count by the address of the caller, whatever he says of it', async () => {
    const fail = (from: string, forged: string) =>
      signIn(proxy, from, { 'x-forwarded-for': forged })
    expect(await fail('127.0.0.2', '192.0.2.1')).toBe(400)
    expect(await fail('127.0.0.2', '192.0.2.2')).toBe(429)
    expect(await fail('127.0.0.3', '127.0.0.2')).toBe(400)
  })
})

/** The words of a streamed answer. */
async function* piecesOf(answer: Response): AsyncGenerator<string, void> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const bytes of answer.body ?? []) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines.filter(line => line.startsWith('data: {'))) {
      const said = JSON.parse(line.slice('data: '.length)).choices?.[0]?.delta?.content
      if (said) yield said
    }
  }
}

/** Signs in with a wrong password from another address of this machine; gives the status. */
async function signIn(
  { url, ca }: Front,
  localAddress: string,
  headers: Record<string, string>,
): Promise<number | undefined> {
  const body = JSON.stringify({ email: 'bob@example.org', password: 'wrong' })
  const { port } = new URL(url)
  const to = { host: '127.0.0.1', servername: 'localhost', port, path: '/api/v1/auths/signin' }
  const how = { method: 'POST', localAddress, ca, agent: false as const }
  const all = { ...headers, host: `localhost:${port}`, 'content-type': 'application/json' }
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  request({ ...to, ...how, headers: all }, resolve)
    .on('error', reject)
    .end(body)
  const answer = await promise
  answer.resume()
  return answer.statusCode
}
