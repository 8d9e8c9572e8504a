// Budgets: whom each holds for, what a caller is told, bursts, warnings, and what changes at once.
import { expect, test } from 'bun:test'
import { openApp } from '../../app'
import type { Caller } from '../../caller'
import { onDatabase } from '../../sql'
import { until } from '../../until'
import { type Data, type Desk, openDesk, say } from '../completion/desk'
import { begin, ended, question } from '../completion/follow'

const BUDGETS = '/api/v1/budgets/'
const CHAT = '/v1/chat/completions'
const ANSWER = { content: 'wise words', usage: { prompt_tokens: 60, completion_tokens: 40 } }
const EACH = { subject: 'each', unit: 'tokens', span: 'day', amount: 250 }

const open = (env: Record<string, string> = {}): Promise<Desk> =>
  openDesk({ script: { reply: ANSWER } }, env)

async function budget(ada: Caller, form: object): Promise<Data> {
  const { status, body } = await ada.post(BUDGETS, form)
  if (status !== 200) throw new Error(`no budget: ${status} ${JSON.stringify(body)}`)
  return body
}

const ask = (caller: Caller, model = 'echo', path = CHAT) => caller.post(path, say('hi', { model }))

/** How many calls of a hundred tokens get through, of five. */
async function admitted(caller: Caller, model = 'echo'): Promise<number> {
  let through = 0
  for (const _ of Array(5).keys()) if ((await ask(caller, model)).status === 200) through++
  return through
}

test('who has used up a budget is told of what and until when, in the words of OpenAI’s clients', async () => {
  await using desk = await open()
  const bob = await desk.user('Bob', 'echo')
  await budget(desk.ada, EACH)
  expect(await admitted(bob)).toBe(3)
  const { status, headers, body } = await ask(bob)
  expect(status).toBe(429)
  expect(body.detail).toMatch(
    /^Your budget of 250 tokens a day is used up\. It is fresh again on \d{4}-\d\d-\d\d at 00:00\.$/,
  )
  expect(body.error).toMatchObject({
    message: body.detail,
    type: 'insufficient_quota',
    code: 'insufficient_quota',
  })
  expect(body.budget).toMatchObject({ unit: 'tokens', span: 'day', amount: 250, used: 300 })
  const wait = Number(headers.get('retry-after'))
  expect(wait).toBeGreaterThan(0)
  expect(wait).toBeLessThanOrEqual(25 * 3600)
  expect(body.budget.fresh_at * 1000).toBeGreaterThan(Date.now())
  expect(headers.get('x-should-retry')).toBe('false')
})

test('every door asks, and nothing reaches a provider after the refusal', async () => {
  await using desk = await openDesk({ script: { reply: ANSWER } }, {}, ['openai', 'ollama'])
  const bob = await desk.user('Bob', 'echo', 'echo:latest', 'embed')
  await budget(desk.ada, { ...EACH, amount: 0 })
  const before = desk.provider.calls.length
  const doors: [path: string, body: object][] = [
    ['/api/chat/completions', say('hi')],
    ['/api/chat/completions', say('hi', { stream: true })],
    [CHAT, say('hi')],
    ['/openai/chat/completions', say('hi')],
    ['/openai/completions', { model: 'echo', prompt: 'hi' }],
    ['/openai/embeddings', { model: 'embed', input: 'hi' }],
    ['/ollama/v1/chat/completions', say('hi')],
    ['/ollama/api/chat', say('hi')],
    ['/ollama/api/generate', { model: 'echo', prompt: 'hi' }],
    ['/api/task/title/completions', { ...say('hi') }],
    ['/api/v1/replies', question('hi')],
  ]
  for (const [path, body] of doors) {
    expect([path, (await bob.post(path, body)).status]).toEqual([path, 429])
  }
  expect(desk.provider.calls.slice(before).filter(call => call.method === 'POST')).toEqual([])
  expect((await bob.get('/api/v1/chats/')).body).toEqual([])
})

test('each person has a budget of his own, a group or the house shares one', async () => {
  await using desk = await open()
  const { ada } = desk
  const bob = await desk.user('Bob', 'echo')
  const eve = await desk.user('Eve')
  const made = await budget(ada, EACH)
  expect([await admitted(bob), await admitted(eve)]).toEqual([3, 3])
  await ada.delete(BUDGETS + made.id)
  const house = await budget(ada, { ...EACH, subject: 'house', amount: 850 })
  expect([await admitted(bob), await admitted(eve)]).toEqual([3, 0])
  expect((await ask(eve)).body.detail).toStartWith('This server’s budget')
  await ada.delete(BUDGETS + house.id)
  const group = (await ada.post('/api/v1/groups/create', { name: 'Crew', description: '' })).body
  const form = { ...group, user_ids: [bob.id, eve.id] }
  await ada.post(`/api/v1/groups/id/${group.id}/update`, form)
  await budget(ada, { ...EACH, subject: 'group', subject_id: group.id, amount: 1150 })
  expect([await admitted(eve), await admitted(bob)]).toEqual([3, 0])
  expect((await ask(bob)).body.detail).toStartWith('Your group’s budget')
})

test('a budget for one person counts before that of a member, and that before everybody’s', async () => {
  await using desk = await open()
  const { ada } = desk
  const bob = await desk.user('Bob', 'echo')
  const eve = await desk.user('Eve')
  const dan = await desk.user('Dan')
  const group = (await ada.post('/api/v1/groups/create', { name: 'Crew', description: '' })).body
  await ada.post(`/api/v1/groups/id/${group.id}/update`, { ...group, user_ids: [bob.id, eve.id] })
  await budget(ada, { ...EACH, amount: 50 })
  await budget(ada, { ...EACH, subject: 'member', subject_id: group.id, amount: 150 })
  await budget(ada, { ...EACH, subject: 'user', subject_id: bob.id, amount: 350 })
  expect([await admitted(dan), await admitted(eve), await admitted(bob)]).toEqual([1, 2, 4])
})

test('a budget for a model holds for that model alone', async () => {
  await using desk = await open()
  const bob = await desk.user('Bob', 'echo', 'code')
  await budget(desk.ada, { ...EACH, subject: 'house', model: 'code', amount: 150 })
  expect([await admitted(bob, 'code'), await admitted(bob, 'echo')]).toEqual([2, 5])
  expect((await ask(bob, 'code')).body.detail).toContain('with code')
  const eve = await desk.user('Eve')
  const seen = async (who: Caller) => (await who.get(`${BUDGETS}mine`)).body.data
  expect(await seen(bob)).toMatchObject([{ model: 'code', state: 'used-up' }])
  expect(await seen(eve)).toEqual([])
})

test('money counts at the prices that there are', async () => {
  await using desk = await open({ USAGE_CURRENCY: 'EUR' })
  const bob = await desk.user('Bob', 'echo', 'code')
  await desk.ada.post('/api/v1/usage/prices', { model: 'echo', input: 1000, output: 1000 })
  await budget(desk.ada, { ...EACH, unit: 'money', span: 'month', amount: 0.25 })
  expect([await admitted(bob, 'code'), await admitted(bob)]).toEqual([5, 3])
  expect((await ask(bob)).body.detail).toStartWith('Your budget of 0.25 EUR a month is used up.')
})

test('admins are exempt unless the settings say otherwise', async () => {
  for (const [setting, through] of [
    ['true', 5],
    ['false', 0],
  ] as const) {
    await using desk = await open({ BUDGET_EXEMPT_ADMINS: setting })
    await budget(desk.ada, { ...EACH, amount: 0 })
    expect([setting, await admitted(desk.ada)]).toEqual([setting, through])
  }
})

test('a burst does not overrun a budget: what runs is counted', async () => {
  await using desk = await openDesk({ script: { reply: ANSWER, pace: 'steps' } })
  const bob = await desk.user('Bob', 'echo')
  await budget(desk.ada, { ...EACH, amount: 1000 })
  const answers: number[] = []
  const burst = Array.from({ length: 20 }, async () => answers.push((await ask(bob)).status))
  await until(() => answers.length === 18)
  expect(answers).toEqual(Array(18).fill(429))
  desk.provider.finish()
  await Promise.all(burst)
  expect(answers.slice(18)).toEqual([200, 200])
  expect((await ask(bob)).status).toBe(200)
})

test('a request that is larger than what is left is refused for that', async () => {
  await using desk = await open()
  const bob = await desk.user('Bob', 'echo')
  await budget(desk.ada, EACH)
  const { status, body } = await bob.post(CHAT, say('word '.repeat(2000)))
  expect(status).toBe(429)
  expect(body.detail).toContain('has 250 tokens left, and this request needs about')
  expect((await ask(bob)).status).toBe(200)
})

test('a budget counts what was used before it was made, and is fresh the next day', async () => {
  await using desk = await open()
  const bob = await desk.user('Bob', 'echo')
  expect(await admitted(bob)).toBe(5)
  const made = await budget(desk.ada, EACH)
  expect((await ask(bob)).status).toBe(429)
  await desk.ada.delete(BUDGETS + made.id)
  await onDatabase(desk.app.database, `update usage set day = '2001-01-01'`)
  await budget(desk.ada, { ...EACH, span: 'month' })
  expect(await admitted(bob)).toBe(3)
})

test('changes count at once', async () => {
  await using desk = await open()
  const bob = await desk.user('Bob', 'echo')
  const made = await budget(desk.ada, { ...EACH, amount: 0 })
  expect((await ask(bob)).status).toBe(429)
  const changed = await desk.ada.post(BUDGETS + made.id, { ...EACH, amount: 10_000 })
  expect(changed.body).toMatchObject({ id: made.id, amount: 10_000 })
  expect((await ask(bob)).status).toBe(200)
  await desk.ada.post(BUDGETS + made.id, { ...EACH, amount: 10 })
  expect((await ask(bob)).status).toBe(429)
  await desk.ada.delete(BUDGETS + made.id)
  expect((await ask(bob)).status).toBe(200)
})

test('people see how their budgets stand, and are warned at eighty percent', async () => {
  await using desk = await open()
  const bob = await desk.user('Bob', 'echo')
  await budget(desk.ada, { ...EACH, amount: 500 })
  const mine = async () => (await bob.get(`${BUDGETS}mine`)).body.data
  expect(await mine()).toMatchObject([{ amount: 500, used: 0, state: 'free', span: 'day' }])
  for (const _ of Array(4).keys()) await ask(bob)
  expect(await mine()).toMatchObject([{ used: 400, state: 'near' }])
  await ask(bob)
  expect(await mine()).toMatchObject([{ used: 500, state: 'used-up' }])
  expect((await desk.ada.get(`${BUDGETS}mine`)).body.data).toEqual([])
  const all = (await desk.ada.get(BUDGETS)).body
  expect(all).toMatchObject({ currency: 'USD', data: [{ used: 500, people_over: 1, name: null }] })
})

test('a reply that runs into its budget says so, and keeps what it has', async () => {
  await using desk = await openDesk(
    { script: { reply: ANSWER } },
    { ENABLE_TITLE_GENERATION: 'false' },
  )
  const bob = await desk.user('Bob', 'echo')
  await budget(desk.ada, { ...EACH, amount: 90 })
  const reply = await begin(bob, question('hi'))
  expect((await ended(bob, reply.id)).state).toBe('done')
  const refused = await bob.post('/api/v1/replies', question('hi', { chat_id: reply.chat_id }))
  expect(refused.status).toBe(429)
})

test('budgets are for admins to make, for somebody there is, of a size there is', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const bob = await app.user('Bob')
  expect((await bob.get(BUDGETS)).status).toBe(401)
  expect((await bob.post(BUDGETS, EACH)).status).toBe(401)
  for (const wrong of [
    { ...EACH, amount: -1 },
    { ...EACH, amount: 1e18 },
    { ...EACH, subject: 'user' },
    { ...EACH, subject_id: bob.id },
    { ...EACH, unit: 'words' },
    { ...EACH, span: 'year' },
  ]) {
    expect([wrong, (await ada.post(BUDGETS, wrong)).status]).toEqual([wrong, 422])
  }
  for (const subject of ['user', 'group', 'member']) {
    expect((await ada.post(BUDGETS, { ...EACH, subject, subject_id: 'nobody' })).status).toBe(400)
  }
  expect((await ada.post(`${BUDGETS}nothing`, EACH)).status).toBe(404)
  expect((await ada.delete(`${BUDGETS}nothing`)).status).toBe(404)
  expect((await ada.get(BUDGETS)).body.data).toEqual([])
})

test('a budget goes with the person or the group it is for', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const bob = await app.user('Bob')
  const group = (await ada.post('/api/v1/groups/create', { name: 'Crew', description: '' })).body
  await budget(ada, { ...EACH, subject: 'user', subject_id: bob.id })
  await budget(ada, { ...EACH, subject: 'group', subject_id: group.id })
  const names = async () => (await ada.get(BUDGETS)).body.data.map((one: Data) => one.name)
  expect(await names()).toEqual(['Bob', 'Crew'])
  await ada.delete(`/api/v1/users/${bob.id}`)
  await ada.delete(`/api/v1/groups/id/${group.id}/delete`)
  expect(await names()).toEqual([])
})
