// Published records about knowledge bases: whose they are, and what they open.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type App, openApp } from '../../app'
import type { Caller } from '../../caller'
import { send } from '../../files'
import { add, base, file, held, KNOWLEDGE, sharedWith } from '../../knowledge'
import { sit } from '../socket/line'

let app: App
let ada: Caller
let bob: Caller
let eve: Caller

beforeAll(async () => {
  app = await openApp({ env: { USER_PERMISSIONS_WORKSPACE_KNOWLEDGE_ACCESS: 'true' } })
  ada = await app.admin()
  bob = await app.user('Bob')
  eve = await app.user('Eve')
})
afterAll(() => app[Symbol.asyncDispose]())

const status = async (who: Caller, id: string) => (await who.get(`/api/v1/files/${id}`)).status

test('CVE-2026-29070, CVE-2026-70488, CVE-2026-109287: a file of another base is out of reach of mine', async () => {
  const [his, hers] = [await base(bob), await base(eve)]
  const chart = await file(bob, 'chart.txt')
  await add(bob, his, chart)
  for (const verb of ['file/update', 'file/remove']) {
    const { status } = await eve.post(`${KNOWLEDGE}/${hers}/${verb}`, { file_id: chart })
    expect([verb, status]).toEqual([verb, 400])
  }
  const many = await eve.post(`${KNOWLEDGE}/${hers}/files/remove`, { file_ids: [chart] })
  expect(many.body).toEqual({ removed: [] })
  expect(await held(bob, his)).toEqual([chart])
  expect(await status(bob, chart)).toBe(200)
})

test('CVE-2026-45402: another’s file comes into no base of mine, by no door, and nobody says that it is there', async () => {
  const mine = await base(eve)
  const chart = await file(bob, 'chart.txt')
  const form = { name: 'Mine', description: '' }
  const tries = async (id: string) => {
    const data = { file_ids: [id] }
    const answers = [
      await eve.post(`${KNOWLEDGE}/${mine}/file/add`, { file_id: id }),
      await eve.post(`${KNOWLEDGE}/${mine}/update`, { ...form, data }),
      await eve.post(`${KNOWLEDGE}/create`, { ...form, data }),
      await add(eve, mine, id),
    ]
    return answers.map(({ status, body }) => {
      const said = JSON.stringify({ ...body, updated_at: 0 }).replaceAll(id, 'ID')
      return [status, said]
    })
  }
  const [foreign, absent] = [await tries(chart), await tries(crypto.randomUUID())]
  expect(foreign.map(([code]) => code)).toEqual([400, 200, 400, 200])
  expect(foreign).toEqual(absent)
  expect(await held(eve, mine)).toEqual([])
  expect(await status(eve, chart)).toBe(404)
})

test('CVE-2026-109285, CVE-2026-54010: whoever only reads a file cannot lay a way to it that outlasts the grant', async () => {
  const his = await base(bob, { access_control: sharedWith([eve]) })
  const chart = await file(bob, 'chart.txt')
  await add(bob, his, chart)
  expect(await status(eve, chart)).toBe(200)
  const mine = await base(eve)
  expect((await add(eve, mine, chart)).body).toMatchObject({ added: [] })
  expect((await eve.post(`${KNOWLEDGE}/${mine}/file/add`, { file_id: chart })).status).toBe(400)
  await bob.post(`${KNOWLEDGE}/${his}/update`, { name: 'T', description: '', access_control: {} })
  expect(await status(eve, chart)).toBe(404)
  expect((await eve.get(`${KNOWLEDGE}/${his}`)).body).toBe(null)
  expect((await eve.get(`${KNOWLEDGE}/${his}/files`)).status).toBe(404)
})

test('CVE-2026-109285: who leaves a group leaves its bases and their files at that moment', async () => {
  const group = (await ada.post('/api/v1/groups/create', { name: 'G', description: '' })).body.id
  const place = (group_ids: string[]) => ada.post(`/api/v1/users/${eve.id}/groups`, { group_ids })
  await place([group])
  const id = await base(bob, { access_control: { read: { group_ids: [group] } } })
  const chart = await file(bob, 'chart.txt')
  await add(bob, id, chart)
  expect(await status(eve, chart)).toBe(200)
  await place([])
  expect(await status(eve, chart)).toBe(404)
  expect((await eve.get(`${KNOWLEDGE}/${id}`)).body).toBe(null)
})

test('CVE-2026-87998: what goes with a base is nobody else’s', async () => {
  const shared = await base(bob, { access_control: sharedWith([], [eve]) })
  const [his, hers] = [await file(bob, 'his.txt'), await file(eve, 'hers.txt')]
  await add(bob, shared, his)
  await add(eve, shared, hers)
  expect((await bob.delete(`${KNOWLEDGE}/${shared}/delete?files=true`)).body).toBe(true)
  expect(await status(bob, his)).toBe(404)
  expect(await status(eve, hers)).toBe(200)
})

test('CVE-2026-44550: an id, an owner or a time in the form changes nothing', async () => {
  const taken = await base(bob)
  const forged = { id: taken, user_id: bob.id, created_at: 1, files: [{ id: 'x' }], meta: { a: 1 } }
  const form = { name: 'Mine', description: '', access_control: {}, ...forged }
  const { body } = await eve.post(`${KNOWLEDGE}/create`, form)
  expect(body).toMatchObject({ user_id: eve.id, meta: null, data: null })
  expect(body.id).not.toBe(taken)
  expect(body.created_at).toBeGreaterThan(1)
  const changed = await eve.post(`${KNOWLEDGE}/${body.id}/update`, form)
  expect(changed.body).toMatchObject({ id: body.id, user_id: eve.id, meta: null })
})

test('CVE-2024-7048: names are each one’s own, and nobody’s file or base takes another’s place', async () => {
  const [his, hers] = [await base(bob, { name: 'Same' }), await base(eve, { name: 'Same' })]
  const [one, two] = [await file(bob, 'same.txt', 'his'), await file(eve, 'same.txt', 'hers')]
  await add(bob, his, one)
  await add(eve, hers, two)
  expect([await held(bob, his), await held(eve, hers)]).toEqual([[one], [two]])
  const content = await bob.fetch(`/api/v1/files/${one}/content`)
  expect(await content.text()).toBe('his')
})

test('CVE-2026-28788: words sent along with ids of files are not taken for theirs', async () => {
  const id = await base(bob)
  const { body } = await send(bob, 'chart.txt', 'Rocks ahead.')
  const data = { content: 'No rocks.' }
  const form = { file_id: body.id, path: '', content: data.content, data }
  await bob.post(`${KNOWLEDGE}/${id}/files/add`, { files: [form] })
  const text = (await bob.get(`/api/v1/files/${body.id}/text`)).body
  expect(text.content).not.toContain('No rocks')
})

test('CVE-2026-54019: ids and words that look like SQL are ids and words', async () => {
  const id = await base(bob, { name: "Bob's 100% tea" })
  const evil = ["x' or '1'='1", 'x" or 1=1 --', `${id}' --`, '%', '_'.repeat(36), '\\', '\0']
  for (const one of evil) {
    const path = `${KNOWLEDGE}/${encodeURIComponent(one)}`
    expect([one, (await eve.get(path)).status]).toEqual([one, 401])
    expect([one, (await eve.get(`${path}/files`)).status]).toEqual([one, 404])
    const { body } = await eve.get(`${KNOWLEDGE}/search?query=${encodeURIComponent(one)}`)
    expect([one, body.data.some((row: { id: string }) => row.id === id)]).toEqual([one, false])
    const added = await bob.post(`${KNOWLEDGE}/${id}/files/add`, { files: [{ file_id: one }] })
    // A form with NUL in it is refused as a whole.
    expect([one, added.body.added]).toEqual([one, one === '\0' ? undefined : []])
  }
  const found = await bob.get(`${KNOWLEDGE}/search?query=${encodeURIComponent("b's 100%")}`)
  expect(found.body.total).toBe(1)
})

test('strangers hear nothing of a base, and who loses it hears its id and no name', async () => {
  using hers = await sit(app.url, eve.token)
  const id = await base(bob, { name: 'Secret' })
  await add(bob, id, await file(bob, 'secret.txt'))
  await bob.delete(`${KNOWLEDGE}/${id}/delete`)
  await hers.settle()
  expect(JSON.stringify(hers.heard)).not.toContain(id)
  expect(JSON.stringify(hers.heard)).not.toContain('Secret')
})
