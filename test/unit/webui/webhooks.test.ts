// The webhook: who signs up is told to it, signed, behind the request, again when it fails.
import { expect, test } from 'bun:test'
import { createHmac } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, openApp, PASSWORD } from '../../app'
import { freshDatabase } from '../../database'
import { until } from '../../until'
import { openReceiver, status } from './receiver'

const SETTINGS = '/api/v1/settings'

interface Delivery {
  action: string
  state: string
  attempts: number
  status: number | null
  error: string | null
  name: string
}

/** A server that tells that address, and whose sign-up is open. */
async function openHouse(url: string, env: Record<string, string> = {}) {
  const app = await openApp({ env })
  const admin = await app.admin()
  await admin.post(SETTINGS, { webhook_url: url, 'ui.enable_signup': true })
  return app
}

const signUp = (app: App, name: string) =>
  app.nobody.post('/api/v1/auths/signup', {
    name,
    email: `${crypto.randomUUID()}@example.org`,
    password: PASSWORD,
  })

const deliveries = async (app: App): Promise<Delivery[]> =>
  (await (await app.admin()).get('/api/v1/webhooks')).body.data

/** The newest delivery once it is over. */
async function over(app: App): Promise<Delivery> {
  const ended = async () => (await deliveries(app)).find(({ state }) => state !== 'waiting')
  await until(async () => (await ended()) !== undefined)
  return (await ended()) as Delivery
}

test('a sign-up is told in the contract’s form, the user as text without what is null', async () => {
  await using receiver = await openReceiver()
  await using app = await openHouse(receiver.url)
  const { body: grace } = await signUp(app, 'Grace <b>')
  expect(await over(app)).toMatchObject({
    action: 'signup',
    state: 'sent',
    attempts: 1,
    status: 204,
    error: null,
    name: 'Grace <b>',
  })
  const [told] = receiver.told
  expect(told?.line).toBe('POST /hook HTTP/1.1')
  expect(told?.headers.get('content-type')).toBe('application/json')
  expect(told?.headers.has('webhook-signature')).toBe(false)
  const { action, message, user } = JSON.parse(told?.body ?? '')
  expect([action, message]).toEqual(['signup', 'New user signed up: Grace <b>'])
  const { last_active_at, updated_at, created_at, ...rest } = JSON.parse(user)
  for (const time of [last_active_at, updated_at, created_at]) expect(time).toBeGreaterThan(1e9)
  const { id, email, name, profile_image_url } = grace
  expect(rest).toEqual({ id, email, name, role: 'pending', profile_image_url })
})

test('with a secret it is signed, so that the receiver can tell it from others', async () => {
  await using receiver = await openReceiver()
  await using app = await openHouse(receiver.url)
  const admin = await app.admin()
  const check = async (secret: string, key: Buffer) => {
    await admin.post(SETTINGS, { 'webhook.secret': secret })
    expect((await admin.post('/api/v1/webhooks/test')).body).toMatchObject({ error: null })
    const told = receiver.told.at(-1)
    const [id, at] = [told?.headers.get('webhook-id'), told?.headers.get('webhook-timestamp')]
    const hmac = createHmac('sha256', key).update(`${id}.${at}.${told?.body}`).digest('base64')
    expect(told?.headers.get('webhook-signature')).toBe(`v1,${hmac}`)
    expect(Math.abs(Number(at) - Date.now() / 1000)).toBeLessThan(60)
  }
  await check('only we know', Buffer.from('only we know'))
  const bytes = Buffer.from('0123456789abcdef0123456789abcdef')
  await check(`whsec_${bytes.toString('base64')}`, bytes)
  expect((await admin.get('/api/v1/webhooks')).body).toMatchObject({
    host: new URL(receiver.url).host,
    signed: true,
  })
})

test('accounts that an admin adds are not told, and nothing is without an address', async () => {
  await using receiver = await openReceiver()
  await using app = await openHouse(receiver.url)
  await app.user('Heidi')
  const admin = await app.admin()
  await admin.post(SETTINGS, { webhook_url: '' })
  await signUp(app, 'Ivan')
  expect((await admin.post('/api/v1/webhooks/test')).status).toBe(400)
  await admin.post(SETTINGS, { webhook_url: receiver.url })
  await signUp(app, 'Judy')
  expect(await over(app)).toMatchObject({ name: 'Judy' })
  expect(receiver.told.map(({ body }) => JSON.parse(body).message)).toEqual([
    'New user signed up: Judy',
  ])
})

test('a receiver that hangs holds no sign-up up, and is given up after its time', async () => {
  await using receiver = await openReceiver(() => undefined)
  const env = { WEBHOOK_TIMEOUT: '1', WEBHOOK_ATTEMPTS: '1' }
  await using app = await openHouse(receiver.url, env)
  const answer = await signUp(app, 'Mallory')
  expect([answer.status, (await deliveries(app))[0]?.state]).toEqual([200, 'waiting'])
  const failed = await over(app)
  expect(failed).toMatchObject({ state: 'failed', attempts: 1, status: null })
  expect(failed.error).toContain('took too long')
})

test('one that drops the call is told once more, under the same id', async () => {
  await using receiver = await openReceiver((socket, n) =>
    n === 1 ? socket.destroy() : socket.end(status(200)),
  )
  await using app = await openHouse(receiver.url)
  await signUp(app, 'Niaj')
  await until(() => receiver.told.length === 1)
  expect(await over(app)).toMatchObject({ state: 'sent', attempts: 2, status: 200, error: null })
  const ids = receiver.told.map(({ headers }) => headers.get('webhook-id'))
  expect([ids.length, new Set(ids).size]).toEqual([2, 1])
})

test('one that always fails is given up after so many attempts, and the admin sees why', async () => {
  await using receiver = await openReceiver(socket => socket.end(status(503)))
  await using app = await openHouse(receiver.url, { WEBHOOK_ATTEMPTS: '2' })
  await signUp(app, 'Olivia')
  expect(await over(app)).toMatchObject({
    state: 'failed',
    attempts: 2,
    status: 503,
    error: 'The receiver answered 503.',
  })
  expect(receiver.told).toHaveLength(2)
})

test('one that lies does no harm', async () => {
  await using elsewhere = await openReceiver()
  const lies = [
    `HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\nx`,
    `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nfour`,
    `HTTP/1.1 307 X\r\nLocation: ${elsewhere.url}\r\nContent-Length: 0\r\n\r\n`,
    `HTTP/1.1 999 X\r\nContent-Length: 0\r\n\r\n`,
    `HTTP/9.9 200 OK\r\n\r\n`,
    `250 OK\r\n`,
  ]
  await using receiver = await openReceiver((socket, n) => socket.write(lies[n - 1] ?? ''))
  await using app = await openHouse(receiver.url, { WEBHOOK_TIMEOUT: '1' })
  const admin = await app.admin()
  const ends: [number, number | null, boolean][] = []
  for (const _ of lies) {
    const { status, body } = await admin.post('/api/v1/webhooks/test')
    ends.push([status, body.status, body.error !== null])
  }
  expect(ends).toEqual([
    [200, 200, false],
    [200, 200, false],
    [200, null, true],
    [200, null, true],
    [200, null, true],
    [200, null, true],
  ])
  expect(elsewhere.told).toEqual([])
})

test('a cloud’s own addresses are refused', async () => {
  await using app = await openHouse('http://169.254.169.254/latest')
  const { body } = await (await app.admin()).post('/api/v1/webhooks/test')
  expect(body).toMatchObject({ status: null, error: expect.stringMatching(/\S/) })
})

test('what a stop leaves over is told after the next start', async () => {
  await using stack = new AsyncDisposableStack()
  const dir = await mkdtemp(join(tmpdir(), 'hearth-hook-'))
  stack.defer(() => rm(dir, { recursive: true }))
  const database = await freshDatabase(dir, stack)
  const receiver = stack.use(
    await openReceiver((socket, n) => (n > 1 ? socket.end(status(200)) : undefined)),
  )
  {
    await using app = await openApp({ dir, database })
    const admin = await app.admin()
    await admin.post(SETTINGS, { webhook_url: receiver.url, 'ui.enable_signup': true })
    await signUp(app, 'Peggy')
    await until(() => receiver.told.length === 1)
  }
  await using app = await openApp({ dir, database })
  expect(await over(app)).toMatchObject({ state: 'sent', name: 'Peggy' })
  expect(new Set(receiver.told.map(({ headers }) => headers.get('webhook-id'))).size).toBe(1)
})

test('who is deleted is told of no more', async () => {
  await using receiver = await openReceiver(() => undefined)
  await using app = await openHouse(receiver.url)
  const { body: rupert } = await signUp(app, 'Rupert')
  await until(() => receiver.told.length === 1)
  await (await app.admin()).delete(`/api/v1/users/${rupert.id}`)
  expect(await deliveries(app)).toEqual([])
})

test.each([
  ['hooks.slack.com/services/x', { text: 'New user signed up: &lt;!channel&gt; *x*' }],
  ['chat.googleapis.com/v1/spaces/x', { text: 'New user signed up: ‹!channel› *x*' }],
  [
    'discord.com/api/webhooks/1/x',
    {
      content: 'New user signed up: \\<\\!channel\\> \\*x\\*',
      allowed_mentions: { parse: [] },
    },
  ],
  [
    'acme.webhook.office.com/x',
    {
      '@type': 'MessageCard',
      '@context': 'http://schema.org/extensions',
      themeColor: expect.stringMatching(/^[\dA-F]{6}$/),
      summary: 'New user signed up: <!channel> *x*',
      sections: [
        {
          activityTitle: 'New user signed up: \\<\\!channel\\> \\*x\\*',
          activitySubtitle: expect.stringMatching(/^Hearth \(\S+\) - signup$/),
          activityImage: 'https://chat.example.org/static/favicon.png',
          facts: expect.arrayContaining([{ name: 'role', value: 'pending' }]),
          markdown: true,
        },
      ],
    },
  ],
  ['slack.example.org/hooks.slack.com', { action: 'signup', message: expect.anything() }],
])(
  '%s is told in its own form, and nobody’s name means more than a name',
  async (address, form) => {
    await using proxy = await openReceiver()
    await using app = await openHouse(`http://${address}`, {
      HTTP_PROXY: new URL(proxy.url).origin,
      WEBUI_URL: 'https://chat.example.org',
    })
    await signUp(app, '<!channel> *x*')
    expect(await over(app)).toMatchObject({ state: 'sent' })
    expect(proxy.told[0]?.line).toBe(`POST http://${address} HTTP/1.1`)
    expect(JSON.parse(proxy.told[0]?.body ?? '')).toMatchObject(form)
  },
)

test('only admins see it', async () => {
  await using app = await openApp()
  const grace = await app.user('Grace')
  expect((await grace.get('/api/v1/webhooks')).status).toBe(401)
  expect((await grace.post('/api/v1/webhooks/test')).status).toBe(401)
})
