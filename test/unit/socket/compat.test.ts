// The contract's Socket.IO with its real client, over both transports.
import { expect, test } from 'bun:test'
import { openApp, PASSWORD, signIn } from '../../app'
import { counted, sit } from './line'
import { poll } from './poll'
import { knock, UPGRADE } from './raw'
import { mint, SECRET, sessionOf } from './token'
import { enter, type Transports, visit } from './visit'

const WAYS: Transports[] = [['polling'], ['websocket'], ['polling', 'websocket']]

for (const way of WAYS) {
  test(`connects, counts and acknowledges over ${way.join(', then ')}`, async () => {
    await using app = await openApp()
    const ada = await app.admin()
    using page = await visit(app.url, { token: ada.token, transports: way })
    expect(await page.next('user-count')).toEqual({ count: 1 })
    expect(await page.next('usage')).toEqual({ models: [] })
    expect(page.heard.map(([event]) => event)).toEqual(['user-count', 'usage'])
    expect(page.socket.id).not.toBe(page.socket.io.engine.id)
    const stamp = { action: 'chat', model: 'm1', chat_id: 'c' }
    expect(await acked(page.socket, 'usage', stamp)).toEqual([])
    expect(await page.next('usage')).toEqual({ models: ['m1'] })
    expect(await acked(page.socket, 'user-count')).toEqual([])
    expect(await page.next('user-count')).toEqual({ count: 1 })
    expect(await acked(page.socket, 'user-join', { auth: { token: ada.token } })).toEqual([])
    expect(await page.next('user-count')).toEqual({ count: 1 })
    if (way.length === 2) await upgraded(page.socket)
    expect(page.socket.io.engine.transport.name).toBe(way.at(-1) ?? '')
    using _hers = await enter(app.url, (await app.user('Ursula')).token)
    await counted(page, 2)
  })
}

type Socket = Awaited<ReturnType<typeof visit>>['socket']

/** Everything the acknowledgement carries. */
const acked = (socket: Socket, event: string, ...payload: unknown[]): Promise<unknown[]> =>
  new Promise(resolve => {
    socket.emit(event, ...payload, (...answer: unknown[]) => resolve(answer))
  })

async function upgraded({ io: { engine } }: Socket): Promise<void> {
  if (engine.transport.name === 'websocket') return
  await new Promise<void>(resolve => engine.once('upgrade', () => resolve()))
}

test('the count is told whenever a page comes, joins again or goes, of one person too', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  using page = await enter(app.url, ada.token)
  const told = () => page.heard.filter(([event]) => event === 'user-count').length
  const more = async (before: number) => {
    while (told() <= before) expect(await page.next('user-count')).toEqual({ count: 1 })
  }
  const came = told()
  const other = await enter(app.url, ada.token)
  await more(came)
  const joined = told()
  expect(await acked(page.socket, 'user-join', { auth: { token: ada.token } })).toEqual([])
  await more(joined)
  const went = told()
  other.socket.close()
  await more(went)
})

test('the handshake is the contract’s, packet by packet', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const client = await poll(app.url)
  expect(client.open).toEqual({
    sid: client.sid,
    upgrades: ['websocket'],
    pingTimeout: 20_000,
    pingInterval: 25_000,
    maxPayload: 1_000_000,
  })
  expect(await client.post(`40${JSON.stringify({ token: ada.token })}`)).toBe(200)
  const packets: string[] = []
  while (packets.length < 3) packets.push(...(await client.get()))
  expect(packets[0]).toMatch(/^40\{"sid":"[\w-]{20}"\}$/)
  expect(packets.slice(1)).toEqual(['42["user-count",{"count":1}]', '42["usage",{"models":[]}]'])
  expect(packets[0]).not.toContain(client.sid)
  await client.post('421["usage",{"model":"m"}]\x1e422["user-count"]')
  const answers: string[] = []
  while (answers.length < 4) answers.push(...(await client.get()))
  expect(answers).toContain('431[]')
  expect(answers).toContain('432[]')
})

test('an upgrade is probed, and a second one is refused', async () => {
  await using app = await openApp()
  const client = await poll(app.url)
  const address = `${app.url.replace('http', 'ws')}/ws/socket.io/?EIO=4&transport=websocket`
  const first = new WebSocket(`${address}&sid=${client.sid}`)
  await event(first, 'open')
  first.send('2probe')
  expect(await event(first, 'message')).toBe('3probe')
  const second = new WebSocket(`${address}&sid=${client.sid}`)
  await event(second, 'close')
  first.send('5')
  first.send('40')
  expect(await event(first, 'message')).toStartWith('40{"sid":')
  expect(await client.status()).toBe(400)
  first.close()
})

const event = (socket: WebSocket, name: 'open' | 'message' | 'close'): Promise<string> =>
  new Promise(resolve => {
    socket.addEventListener(name, ({ data }: { data?: string } & Event) => resolve(data ?? ''), {
      once: true,
    })
  })

test('requests that are no handshake are refused in words', async () => {
  await using app = await openApp()
  const get = (query: string) => app.nobody.get(`/ws/socket.io/${query}`)
  const noUpgrade = { detail: 'Invalid WebSocket upgrade request' }
  const direct = await get('?EIO=4&transport=websocket')
  expect([direct.status, direct.body]).toEqual([400, noUpgrade])
  const { 'sec-websocket-key': _, ...keyless } = UPGRADE
  const half = { upgrade: 'websocket', connection: 'close' }
  for (const headers of [keyless, half, { ...UPGRADE, upgrade: 'h2c' }]) {
    using answer = await knock(app.url, '/ws/socket.io/?EIO=4&transport=websocket', headers)
    expect([answer.status, JSON.parse(answer.body)]).toEqual([400, noUpgrade])
  }
  using mixed = await knock(app.url, '/ws/socket.io/?EIO=4&transport=polling')
  expect(mixed.status).toBe(400)
  for (const query of ['', '?EIO=3&transport=polling', '?EIO=4&transport=carrier-pigeon']) {
    expect(await get(query)).toMatchObject({ status: 400, body: { detail: expect.any(String) } })
  }
  for (const sid of ['unknown', '__proto__', 'constructor', '']) {
    const answer = await get(`?EIO=4&transport=websocket&sid=${sid}`)
    expect([sid, answer.status]).toEqual([sid, 400])
  }
  const deleted = await app.nobody.delete('/ws/socket.io/?EIO=4&transport=polling')
  expect(deleted.status).toBe(405)
  const posted = await app.nobody.post('/ws/socket.io/?EIO=4&transport=polling')
  expect(posted.status).toBe(400)
})

test('without websockets there is polling alone', async () => {
  await using app = await openApp({ env: { ENABLE_WEBSOCKET_SUPPORT: 'false' } })
  const ada = await app.admin()
  expect((await poll(app.url)).open.upgrades).toEqual([])
  using page = await enter(app.url, ada.token, ['polling', 'websocket'])
  expect(page.socket.io.engine.transport.name).toBe('polling')
  expect(await acked(page.socket, 'user-count')).toEqual([])
  using direct = await knock(app.url, '/ws/socket.io/?EIO=4&transport=websocket')
  expect(direct.status).toBe(400)
  await expect(visit(app.url, { token: ada.token })).rejects.toThrow()
})

test('nobody is let in, told nothing, and heard only when he joins', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  using nobody = await visit(app.url)
  using page = await enter(app.url, ada.token)
  let answers = 0
  nobody.socket.emit('usage', { model: 'guessed' }, () => answers++)
  nobody.socket.emit('user-count', () => answers++)
  expect(await acked(nobody.socket, 'user-join', { auth: { token: 'nonsense' } })).toEqual([])
  await acked(page.socket, 'usage', { model: 'm' })
  expect(await page.next('usage')).toEqual({ models: ['m'] })
  expect([answers, nobody.heard]).toEqual([0, []])
  expect(await acked(nobody.socket, 'user-join', { auth: { token: ada.token } })).toEqual([])
  expect(await nobody.next('user-count')).toEqual({ count: 1 })
  expect(await nobody.next('usage')).toEqual({ models: ['m'] })
})

test('tokens that do not hold make nobody', async () => {
  await using app = await openApp({ env: { WEBUI_SECRET_KEY: SECRET } })
  const ada = await app.admin()
  const { id, sid } = sessionOf(ada.token)
  const gone = await signIn(app.url, ada.email)
  await gone.get('/api/v1/auths/signout')
  const key = (await ada.post('/api/v1/auths/api_key')).body.api_key as string
  const bad = {
    forged: mint({ id, sid }, 'somebody else made this secret up'),
    expired: mint({ id, sid, exp: Math.floor(Date.now() / 1000) - 1 }),
    sessionless: mint({ id }),
    revoked: gone.token,
    key,
  }
  for (const token of Object.values(bad)) {
    using page = await visit(app.url, { token })
    await acked(page.socket, 'user-join', { auth: { token } })
    expect(page.heard).toEqual([])
  }
  using held = await visit(app.url, { token: mint({ id, sid }) })
  expect(await held.next('user-count')).toEqual({ count: 1 })
})

test('strangers are few for an address, and do not stay', async () => {
  const env = { ANONYMOUS_SOCKETS_PER_ADDRESS: '2', ANONYMOUS_SOCKET_SECONDS: '2' }
  await using app = await openApp({ env })
  const ada = await app.admin()
  using first = await visit(app.url)
  using second = await visit(app.url, { transports: ['polling'] })
  using third = await visit(app.url)
  expect(await third.closed).toBe('transport close')
  expect(await acked(first.socket, 'user-join', { auth: { token: ada.token } })).toEqual([])
  expect(await second.closed).toBeOneOf(['transport close', 'transport error'])
  expect(await acked(first.socket, 'user-count')).toEqual([])
})

for (const way of [['polling'], ['websocket']] satisfies Transports[]) {
  test(`signing out closes ${way} so that the client comes back by itself`, async () => {
    await using app = await openApp()
    const ada = await app.admin()
    using page = await visit(app.url, { token: ada.token, transports: way, reconnection: true })
    await page.next('usage')
    const back = new Promise<void>(resolve => page.socket.once('connect', resolve))
    await ada.get('/api/v1/auths/signout')
    // Between two polls the client finds out by the next one's error.
    expect(await page.closed).toBeOneOf(['transport close', 'transport error'])
    await back
    const before = page.heard.length
    const again = await signIn(app.url, ada.email)
    using other = await enter(app.url, again.token)
    await acked(other.socket, 'usage', { model: 'm' })
    await other.next('usage')
    expect(page.heard).toHaveLength(before)
    await acked(page.socket, 'user-join', { auth: { token: again.token } })
    expect(await page.next('usage')).toEqual({ models: ['m'] })
  })
}

test('a new password closes every other session’s connections', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const stolen = await signIn(app.url, ada.email)
  using mine = await enter(app.url, ada.token)
  using theirs = await enter(app.url, stolen.token, ['polling'])
  const change = { password: PASSWORD, new_password: `${PASSWORD} staple` }
  await ada.post('/api/v1/auths/update/password', change)
  expect(await theirs.closed).toBeOneOf(['transport close', 'transport error'])
  expect(await acked(mine.socket, 'user-count')).toEqual([])
})

test('CVE-2026-70490: a pending account is let in and left in the dark', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const paul = await app.pending('Paul')
  using his = await visit(app.url, { token: paul.token })
  using hers = await enter(app.url, ada.token)
  let answers = 0
  his.socket.emit('usage', { model: 'secret' }, () => answers++)
  await acked(his.socket, 'user-join', { auth: { token: paul.token } })
  await acked(hers.socket, 'usage', { model: 'm' })
  expect(await hers.next('usage')).toEqual({ models: ['m'] })
  expect(hers.heard[0]).toEqual(['user-count', { count: 1 }])
  expect([answers, his.heard]).toEqual([0, []])
})

test('pages of other sites are refused, unless they are listed', async () => {
  await using app = await openApp({ env: { CORS_ALLOW_ORIGIN: 'https://good.example' } })
  const from = (headers: Record<string, string>) =>
    app.nobody.get('/ws/socket.io/?EIO=4&transport=polling', headers)
  const foreign = await from({ origin: 'https://evil.example' })
  expect(foreign.status).toBe(403)
  expect(foreign.body.detail).toContain('WEBUI_URL')
  expect((await from({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  const listed = await from({ origin: 'https://good.example' })
  expect(listed.status).toBe(200)
  expect(listed.headers.get('access-control-allow-origin')).toBe('https://good.example')
  expect((await from({ origin: app.url })).status).toBe(200)
  const path = '/ws/socket.io/?EIO=4&transport=websocket'
  using upgrade = await knock(app.url, path, { ...UPGRADE, origin: 'https://evil.example' })
  expect(upgrade.status).toBe(403)
  using own = await knock(app.url, path, { ...UPGRADE, origin: app.url })
  expect(own.status).toBe(101)
})

test('any page may come when any origin may', async () => {
  await using app = await openApp({ env: { CORS_ALLOW_ORIGIN: '*' } })
  const ada = await app.admin()
  const client = await poll(app.url, { origin: 'https://anywhere.example' })
  await client.post(`40${JSON.stringify({ token: ada.token })}`)
  expect((await client.get())[0]).toStartWith('40')
})

test('the same person on both doors is one', async () => {
  await using app = await openApp()
  const [ada, ursula] = [await app.admin(), await app.user('Ursula')]
  using line = await sit(app.url, ada.token)
  using page = await enter(app.url, ada.token)
  expect(page.heard[0]).toEqual(['user-count', { count: 1 }])
  using hers = await enter(app.url, ursula.token)
  expect(hers.heard[0]).toEqual(['user-count', { count: 2 }])
  expect(line.heard.filter(({ type }) => type === 'user-count').at(-1)?.count).toBeOneOf([1, 2])
  line.say({ type: 'usage', model: 'm' })
  expect(await page.next('usage')).toEqual({ models: ['m'] })
})
