// Passkeys: making them, coming in with them alone or as a second step, and what does not open.
import { expect, test } from 'bun:test'
import { type App, openApp } from '../../app'
import type { Answer, Caller } from '../../caller'
import { onDatabase } from '../../sql'
import { type Options, Passkey } from './authenticator'
import { FACTOR, firstStep, setUp } from './factor'

const ORIGIN = 'https://chat.example.org'
const env = { WEBUI_URL: ORIGIN }
const KEYS = '/api/v1/auths/passkeys'
const here = { origin: ORIGIN }

async function make(who: Caller, name: string, key = new Passkey(), options: Options = here) {
  const begun = (await who.post(`${KEYS}/options`, {}, here)).body
  const passkey = key.create(begun.options, options)
  const answer = await who.post(KEYS, { ticket: begun.ticket, name, passkey }, here)
  return { key, answer }
}

interface Asked {
  ticket: string
  cookie: string
  options: { challenge: string; rpId: string; allowCredentials?: { id: string }[] }
}

async function ask(app: App): Promise<Asked> {
  const { body, headers } = await app.nobody.post(`${KEYS}/challenge`, {}, here)
  return { ...body, cookie: headers.get('set-cookie')?.split(';')[0] ?? '' }
}

const signInAs = (app: App, { ticket, cookie }: Asked, passkey: object): Promise<Answer> =>
  app.nobody.post(`${KEYS}/sign-in`, { ticket, passkey }, { ...here, cookie })

/** Asks and signs. */
async function comeIn(app: App, key: Passkey, options: Options = here): Promise<Answer> {
  const asked = await ask(app)
  return signInAs(app, asked, key.sign(asked.options, options))
}

test('a passkey is made, named, listed, renamed and removed', async () => {
  await using app = await openApp({ env })
  const me = await app.user('Grace')
  const { key, answer } = await make(me, 'Laptop')
  expect(answer.body).toEqual({ id: key.id, name: 'Laptop' })
  await make(me, 'Phone')
  expect((await me.post(`${KEYS}/${key.id}`, { name: ' Old laptop ' })).body).toBe(true)
  expect((await me.get(KEYS)).body).toMatchObject([
    { id: key.id, name: 'Old laptop', used_at: null },
    { name: 'Phone' },
  ])
  expect((await me.post(`${KEYS}/${key.id}`, { name: '  ' })).status).toBe(422)
  expect((await me.delete(`${KEYS}/${key.id}`)).body).toBe(true)
  expect((await me.delete(`${KEYS}/${key.id}`)).body).toBe(false)
  expect((await me.get(KEYS)).body).toHaveLength(1)
  expect((await comeIn(app, key)).status).toBe(400)
})

test('signing in takes the passkey alone, and it is password and second factor in one', async () => {
  await using app = await openApp({ env: { ...env, SECOND_FACTOR: 'everybody' } })
  const me = await app.admin()
  await setUp(me)
  const { key } = await make(me, 'Laptop')
  const asked = await ask(app)
  expect(asked.options).toMatchObject({ rpId: 'chat.example.org', userVerification: 'required' })
  expect(asked.options.allowCredentials ?? []).toEqual([])
  const answer = await signInAs(app, asked, key.sign(asked.options, here))
  expect(answer.body).toMatchObject({ id: me.id, role: 'admin', token_type: 'Bearer' })
  expect(answer.headers.get('set-cookie')).toStartWith(`token=${answer.body.token};`)
  const bearer = { authorization: `Bearer ${answer.body.token}` }
  expect((await app.nobody.get('/api/v1/users/', bearer)).status).toBe(200)
  const [session] = (await app.nobody.get('/api/v1/sessions', bearer)).body.filter(
    ({ current }: { current: boolean }) => current,
  )
  expect(session.way).toBe('passkey')
  expect((await me.get(KEYS)).body[0].used_at).toBeNumber()
})

test('who came in with a passkey owes no second factor', async () => {
  await using app = await openApp({ env })
  const [ada, grace] = [await app.admin(), await app.user('Grace')]
  const { key } = await make(grace, 'Laptop')
  await ada.post('/api/v1/settings', { 'auth.second_factor': 'everybody' })
  expect((await grace.get('/api/v1/chats/')).status).toBe(403)
  const { body } = await comeIn(app, key)
  expect(body).not.toHaveProperty('second_factor')
  const bearer = { authorization: `Bearer ${body.token}` }
  expect((await app.nobody.get('/api/v1/chats/', bearer)).status).toBe(200)
})

test('a challenge is answered once, in the browser that asked, and in time', async () => {
  await using app = await openApp({ env })
  const { key } = await make(await app.user('Grace'), 'Laptop')
  const asked = await ask(app)
  const passkey = key.sign(asked.options, here)
  expect((await signInAs(app, { ...asked, cookie: '' }, passkey)).status).toBe(410)
  expect((await signInAs(app, { ...asked, ticket: 'made-up' }, passkey)).status).toBe(410)
  expect((await signInAs(app, asked, passkey)).status).toBe(200)
  expect((await signInAs(app, asked, passkey)).status).toBe(410)
  const later = await ask(app)
  expect((await signInAs(app, later, passkey)).status).toBe(400)
  const late = await ask(app)
  await onDatabase(app.database, 'update ticket set expires_at = expires_at - 660000')
  expect((await signInAs(app, late, key.sign(late.options, here))).status).toBe(410)
})

test('an answer for another site, another person or without the person opens nothing', async () => {
  await using app = await openApp({ env })
  const [grace, linus] = [await app.user('Grace'), await app.user('Linus')]
  const { key } = await make(grace, 'Laptop')
  const { key: his } = await make(linus, 'Laptop')
  expect((await comeIn(app, key, { origin: 'https://evil.example' })).status).toBe(400)
  expect((await comeIn(app, key, { origin: 'http://chat.example.org' })).status).toBe(400)
  expect((await comeIn(app, key, { ...here, verified: false })).status).toBe(400)
  expect((await comeIn(app, new Passkey())).status).toBe(400)
  const asked = await ask(app)
  const other = key.sign({ ...asked.options, rpId: 'evil.example' }, here)
  expect((await signInAs(app, asked, other)).status).toBe(400)
  const again = await ask(app)
  const forged = { ...his.sign(again.options, here), id: key.id, rawId: key.id }
  expect((await signInAs(app, again, forged)).status).toBe(400)
  const broken = await ask(app)
  const rubbish = { id: key.id, response: { clientDataJSON: '%%%', authenticatorData: 5 } }
  expect((await signInAs(app, broken, rubbish)).status).toBe(400)
})

test('a count that does not grow is a copied key', async () => {
  await using app = await openApp({ env })
  const { key } = await make(await app.user('Grace'), 'Key', new Passkey(), { ...here, counter: 5 })
  expect((await comeIn(app, key, { ...here, counter: 6 })).status).toBe(200)
  expect((await comeIn(app, key, { ...here, counter: 6 })).status).toBe(400)
  expect((await comeIn(app, key, { ...here, counter: 3 })).status).toBe(400)
  expect((await comeIn(app, key, { ...here, counter: 0 })).status).toBe(400)
  expect((await comeIn(app, key, { ...here, counter: 7 })).status).toBe(200)
})

test('the second step takes a passkey of the account and no other', async () => {
  await using app = await openApp({ env })
  const [grace, linus] = [await app.user('Grace'), await app.user('Linus')]
  await setUp(grace)
  const { key } = await make(grace, 'Laptop')
  const { key: his } = await make(linus, 'Laptop')
  const step = await firstStep(app, grace.email)
  expect(step.answer.body.second_factor.methods).toEqual(['app', 'recovery', 'passkey'])
  const headers = { ...here, cookie: step.cookie }
  const challenge = async () =>
    (await app.nobody.post(`${FACTOR}/passkey`, { ticket: step.ticket }, headers)).body.options
  const take = (passkey: object) =>
    app.nobody.post(FACTOR, { ticket: step.ticket, passkey }, headers)
  const first = await challenge()
  expect(first.allowCredentials.map(({ id }: { id: string }) => id)).toEqual([key.id])
  expect((await take(his.sign(first, here))).status).toBe(400)
  expect((await take(key.sign(first, here))).status).toBe(400)
  const second = await challenge()
  const done = await take(key.sign(second, { ...here, verified: false }))
  expect(done.body).toMatchObject({ email: grace.email })
})

test('one passkey belongs to one account, and a challenge to make one counts once', async () => {
  await using app = await openApp({ env })
  const [grace, linus] = [await app.user('Grace'), await app.user('Linus')]
  const { key, answer } = await make(grace, 'Laptop')
  expect(answer.status).toBe(200)
  expect((await make(linus, 'Mine now', key)).answer.status).toBe(400)
  const begun = (await grace.post(`${KEYS}/options`, {}, here)).body
  expect(begun.options.excludeCredentials).toMatchObject([{ id: key.id }])
  const body = {
    ticket: begun.ticket,
    name: 'x',
    passkey: new Passkey().create(begun.options, here),
  }
  expect((await linus.post(KEYS, body, here)).status).toBe(410)
  expect((await grace.post(KEYS, body, here)).status).toBe(200)
  expect((await grace.post(KEYS, body, here)).status).toBe(410)
  const verified = { ...here, verified: false }
  expect((await make(grace, 'No finger', new Passkey(), verified)).answer.status).toBe(400)
})

test('where passkeys cannot work the answer says why', async () => {
  await using app = await openApp({ env })
  await using bare = await openApp()
  await using off = await openApp({ env: { ...env, ENABLE_PASSKEYS: 'false' } })
  const detail = async (at: App, headers: Record<string, string>) => {
    const { status, body } = await at.nobody.post(`${KEYS}/challenge`, {}, headers)
    return [status, body.detail]
  }
  expect(await detail(app, {})).toEqual([400, 'Passkeys work in a browser only.'])
  expect(await detail(app, { origin: 'https://evil.example' })).toEqual([
    400,
    `Passkeys work at ${ORIGIN} only.`,
  ])
  expect(await detail(bare, { origin: 'https://evil.example' })).toEqual([
    400,
    'Passkeys work on our own pages only.',
  ])
  expect((await detail(bare, { origin: bare.url }))[1]).toContain('need a name for the server')
  expect(await detail(off, here)).toEqual([400, 'Passkeys are switched off here.'])
  expect((await off.nobody.get('/api/config')).body.features.enable_passkeys).toBe(false)
})
