// Knowledge bases through the API: made, listed, shown, changed, emptied and deleted as the contract has it.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type App, openApp } from '../../app'
import type { Caller } from '../../caller'
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

const row = async (who: Caller, id: string, path = '/') =>
  (await who.get(KNOWLEDGE + path)).body.find((one: { id: string }) => one.id === id)

test('a base that is made is a row in the contract’s shape', async () => {
  const form = { name: 'Tea', description: 'Leaves', access_control: {} }
  const { status, body } = await bob.post(`${KNOWLEDGE}/create`, form)
  expect(status).toBe(200)
  expect(body).toEqual({
    id: expect.any(String),
    user_id: bob.id,
    name: 'Tea',
    description: 'Leaves',
    data: null,
    meta: null,
    access_control: {},
    created_at: expect.any(Number),
    updated_at: expect.any(Number),
    files: null,
  })
  expect(body.created_at).toBeLessThan(Date.now() / 100)
})

test('without the permission nobody makes one, but for admins', async () => {
  await using strict = await openApp()
  const una = await strict.user('Una')
  const form = { name: 'Tea', description: '' }
  expect((await una.post(`${KNOWLEDGE}/create`, form)).status).toBe(401)
  expect((await (await strict.admin()).post(`${KNOWLEDGE}/create`, form)).status).toBe(200)
})

test('the list has each base with its owner and its files, and the base has their words beside', async () => {
  const id = await base(bob)
  const [one, two] = [await file(bob, 'one.txt'), await file(bob, 'two.txt')]
  await add(bob, id, one, two)
  const listed = await row(bob, id)
  expect(listed.data).toEqual({ file_ids: [one, two] })
  expect(listed.user).toEqual({
    id: bob.id,
    name: 'Bob',
    email: bob.email,
    role: 'user',
    profile_image_url: expect.any(String),
  })
  expect(listed.files).toHaveLength(2)
  expect(Object.keys(listed.files[0]).sort()).toEqual(['created_at', 'id', 'meta', 'updated_at'])
  expect(listed.files[0].meta).toMatchObject({ name: 'one.txt', size: 7, collection_name: id })
  const { body } = await bob.get(`${KNOWLEDGE}/${id}`)
  expect(body.data).toEqual({ file_ids: [one, two] })
  expect(body.files.map((each: { id: string }) => each.id).sort()).toEqual([one, two].sort())
  expect(body.files[0]).toMatchObject({ user_id: bob.id, filename: expect.any(String) })
})

test('one list is of what one reads, the other of what one writes; admins see all', async () => {
  const mine = await base(bob)
  const reads = await base(ada, { access_control: sharedWith([bob]) })
  const writes = await base(ada, { access_control: sharedWith([], [bob]) })
  const open = await base(ada, { access_control: null })
  const closed = await base(ada)
  const seen = async (who: Caller, path: string) => {
    const { body } = await who.get(KNOWLEDGE + path)
    return [mine, reads, writes, open, closed].map(id =>
      body.some((one: { id: string }) => one.id === id),
    )
  }
  expect(await seen(bob, '/')).toEqual([true, true, false, true, false])
  expect(await seen(bob, '/list')).toEqual([true, false, true, false, false])
  expect(await seen(ada, '/')).toEqual([true, true, true, true, true])
  expect(await seen(eve, '/list')).toEqual([false, false, false, false, false])
})

test('what is not his to read is null, and what is not there is not found', async () => {
  const id = await base(bob)
  const foreign = await eve.get(`${KNOWLEDGE}/${id}`)
  expect([foreign.status, foreign.body]).toEqual([200, null])
  expect((await eve.get(`${KNOWLEDGE}/${crypto.randomUUID()}`)).status).toBe(401)
  expect((await eve.post(`${KNOWLEDGE}/${id}/update`, { name: 'X', description: '' })).status).toBe(
    400,
  )
})

test('a change without files keeps them, one without sharing keeps that, too', async () => {
  const id = await base(bob, { access_control: sharedWith([eve]) })
  const one = await file(bob, 'kept.txt')
  await add(bob, id, one)
  const { body } = await bob.post(`${KNOWLEDGE}/${id}/update`, { name: 'Mate', description: 'M' })
  expect(body).toMatchObject({ name: 'Mate', description: 'M', data: { file_ids: [one] } })
  expect(body.access_control.read.user_ids).toEqual([eve.id])
  expect(await row(eve, id)).toMatchObject({ name: 'Mate', access_control: {} })
  const open = { name: 'Mate', description: '', access_control: null }
  expect((await bob.post(`${KNOWLEDGE}/${id}/update`, open)).body.access_control).toBe(null)
})

test('a list of files sets them, without those that are not there for him', async () => {
  const [one, two, three] = await Promise.all(['1', '2', '3'].map(name => file(bob, `${name}.txt`)))
  const foreign = await file(eve, 'foreign.txt')
  const id = await base(bob, { data: { file_ids: [one, two] } })
  const set = (...file_ids: (string | undefined)[]) =>
    bob.post(`${KNOWLEDGE}/${id}/update`, { name: 'T', description: '', data: { file_ids } })
  expect((await set(two, three)).body.data).toEqual({ file_ids: [two, three] })
  await bob.delete(`/api/v1/files/${three}`)
  expect((await set(two, three, foreign)).body.data).toEqual({ file_ids: [two] })
  expect((await bob.get(`${KNOWLEDGE}/${id}`)).body.data).toEqual({ file_ids: [two] })
  // What leaves by the list is not deleted.
  expect((await bob.get(`/api/v1/files/${one}`)).status).toBe(200)
  const form = { name: 'T', description: '', data: { file_ids: [foreign] } }
  expect((await bob.post(`${KNOWLEDGE}/create`, form)).status).toBe(400)
})

test('emptying a base leaves its files, and so does deleting it unless they are to go', async () => {
  const id = await base(bob)
  const [one, two] = [await file(bob, 'one.txt'), await file(bob, 'two.txt')]
  await add(bob, id, one, two)
  const { body } = await bob.post(`${KNOWLEDGE}/${id}/reset`)
  expect(body).toMatchObject({ id, data: { file_ids: [] }, files: null })
  expect(await held(bob, id)).toEqual([])
  await add(bob, id, one)
  expect((await bob.delete(`${KNOWLEDGE}/${id}/delete`)).body).toBe(true)
  expect((await bob.get(`${KNOWLEDGE}/${id}`)).status).toBe(401)
  expect((await bob.get(`/api/v1/files/${one}`)).status).toBe(200)
  const other = await base(bob)
  await add(bob, other, one)
  await bob.delete(`${KNOWLEDGE}/${other}/delete?files=true`)
  expect((await bob.get(`/api/v1/files/${one}`)).status).toBe(404)
  expect((await bob.delete(`${KNOWLEDGE}/${other}/delete`)).status).toBe(400)
})

test('models that refer to a base that goes are told, in every way that clients write it', async () => {
  const [gone, stays] = [await base(ada), await base(ada)]
  const knowledge = [
    { id: gone, type: 'collection', name: 'Tea' },
    { id: stays, type: 'collection', name: 'Mate' },
    { name: 'Old', collection_name: gone },
    { name: 'Both', collection_names: [gone, stays], legacy: true },
    { name: 'Only', collection_names: [gone], legacy: true },
  ]
  const form = { id: 'muse', name: 'Muse', meta: { knowledge }, params: {}, access_control: {} }
  await ada.post('/api/v1/models/create', form)
  using line = await sit(app.url, ada.token)
  await ada.delete(`${KNOWLEDGE}/${gone}/delete`)
  await line.next('models')
  const { body } = await ada.get('/api/v1/models/model?id=muse')
  expect(body.meta.knowledge).toEqual([
    knowledge[1],
    { name: 'Both', collection_names: [stays], legacy: true },
  ])
})

test('who sees a base hears that it changed, who lost it, too, and strangers hear nothing', async () => {
  const id = await base(bob)
  using mine = await sit(app.url, bob.token)
  using hers = await sit(app.url, eve.token)
  const share = (access_control: unknown) =>
    bob.post(`${KNOWLEDGE}/${id}/update`, { name: 'T', description: '', access_control })
  await share({})
  const changed = { type: 'knowledge', action: 'changed', knowledge_id: id }
  expect(await mine.next('knowledge')).toEqual(changed)
  await hers.settle()
  expect(hers.heard.some(({ type }) => type === 'knowledge')).toBe(false)
  await share(sharedWith([eve]))
  expect(await hers.next('knowledge')).toEqual(changed)
  await share({})
  expect(await hers.next('knowledge')).toEqual(changed)
  await mine.next('knowledge')
  await mine.next('knowledge')
  await bob.delete(`${KNOWLEDGE}/${id}/delete`)
  expect(await mine.next('knowledge')).toEqual({ ...changed, action: 'deleted' })
})

test('bases go with the account that made them, and what was granted on them', async () => {
  const zoe = await app.user('Zoe')
  const id = await base(zoe, { access_control: null })
  expect(await row(eve, id)).toBeDefined()
  expect((await ada.get(`/api/v1/users/${zoe.id}/belongings`)).body.knowledge).toBe(1)
  const form = { id: 'zoes', name: 'Z', meta: { knowledge: [{ id }] }, params: {} }
  await ada.post('/api/v1/models/create', form)
  await ada.delete(`/api/v1/users/${zoe.id}`)
  expect((await ada.get('/api/v1/models/model?id=zoes')).body.meta.knowledge).toEqual([])
  expect(await row(eve, id)).toBeUndefined()
})

test('a group is told which bases are open to it', async () => {
  const group = (await ada.post('/api/v1/groups/create', { name: 'G', description: '' })).body.id
  const access_control = { read: { group_ids: [group] } }
  const id = await base(bob, { name: 'Teas of the house', access_control })
  const { body } = await ada.get(`/api/v1/groups/id/${group}/granted`)
  expect(body.data).toEqual([
    { resource: 'knowledge', id, name: 'Teas of the house', verbs: ['read'] },
  ])
})

test.each([
  [{ description: '' }],
  [{ name: '', description: '' }],
  [{ name: 7, description: '' }],
  [{ name: 'x'.repeat(256), description: '' }],
  [{ name: 'T', description: '', data: { file_ids: 'all' } }],
  [{ name: 'T', description: '', access_control: { read: ['eve'] } }],
])('a form that is wrong is refused: %j', async form => {
  expect((await bob.post(`${KNOWLEDGE}/create`, form)).status).toBe(422)
})
