// Groups: what they give their members, at once, and what is refused.
import { expect, test } from 'bun:test'
import { openApp } from '../../app'

const named = (name: string) => ({ name, description: '' })

test('a group is made, filled, listed and deleted', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const bo = await app.user('Bo')
  const made = await ada.post('/api/v1/groups/create', named('Editors'))
  expect(made.body).toMatchObject({ name: 'Editors', user_ids: [], permissions: {} })
  const { id } = made.body
  const form = { ...named('Editors'), user_ids: [bo.id, bo.id] }
  expect((await ada.post(`/api/v1/groups/id/${id}/update`, form)).body.user_ids).toEqual([bo.id])
  for (const path of ['/api/v1/groups/', '/api/v1/users/groups']) {
    expect((await bo.get(path)).body).toMatchObject([{ id, user_ids: [bo.id] }])
  }
  expect((await ada.get('/api/v1/users/groups')).body).toEqual([])
  expect((await ada.get('/api/v1/groups/')).body).toHaveLength(1)
  expect((await bo.get(`/api/v1/groups/id/${id}`)).status).toBe(401)
  expect((await ada.delete(`/api/v1/groups/id/${id}/delete`)).body).toBe(true)
  expect((await ada.delete(`/api/v1/groups/id/${id}/delete`)).body).toBe(true)
  expect((await ada.get(`/api/v1/groups/id/${id}`)).status).toBe(401)
  expect((await bo.get('/api/v1/groups/')).body).toEqual([])
})

test('a group only ever adds to what everybody may', async () => {
  await using app = await openApp({ env: { USER_PERMISSIONS_CHAT_DELETE: 'false' } })
  const ada = await app.admin()
  const bo = await app.user('Bo')
  const { id } = (await ada.post('/api/v1/groups/create', named('Editors'))).body
  const chat = await bo.post('/api/v1/chats/new', { chat: { title: 'One' } })
  const path = `/api/v1/chats/${chat.body.id}`
  expect((await bo.delete(path)).status).toBe(401)
  const permissions = { chat: { delete: true, edit: false }, later: { fly: true } }
  await ada.post(`/api/v1/groups/id/${id}/update`, {
    ...named('Editors'),
    permissions,
    user_ids: [bo.id],
  })
  const tree = (await bo.get('/api/v1/users/permissions')).body
  expect(tree.chat).toMatchObject({ delete: true, edit: true })
  expect(tree.later).toEqual({ fly: true })
  expect((await bo.get('/api/v1/auths/')).body.permissions).toEqual(tree)
  expect((await bo.delete(path)).body).toBe(true)
})

test('a member who leaves or a group that goes takes its rights along at once', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const bo = await app.user('Bo')
  const { id } = (await ada.post('/api/v1/groups/create', named('Editors'))).body
  const update = (more: object) =>
    ada.post(`/api/v1/groups/id/${id}/update`, { ...named('Editors'), ...more })
  const flies = async () => (await bo.get('/api/v1/users/permissions')).body.later?.fly ?? false
  await update({ permissions: { later: { fly: true } }, user_ids: [bo.id] })
  expect(await flies()).toBe(true)
  await update({ user_ids: [] })
  expect(await flies()).toBe(false)
  await update({ user_ids: [bo.id] })
  expect(await flies()).toBe(true)
  await ada.delete(`/api/v1/groups/id/${id}/delete`)
  expect(await flies()).toBe(false)
})

test('a model shared with a group is its members’ alone, until one of the two goes', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const [bo, cy] = [await app.user('Bo'), await app.user('Cy')]
  const { id } = (await ada.post('/api/v1/groups/create', named('Editors'))).body
  await ada.post(`/api/v1/groups/id/${id}/update`, { ...named('Editors'), user_ids: [bo.id] })
  const access_control = { read: { group_ids: [id], user_ids: [] }, write: { group_ids: [] } }
  const model = { id: 'm', name: 'M', meta: {}, params: {}, access_control }
  await ada.post('/api/v1/models/create', model)
  const reads = async (who: typeof bo) => (await who.get('/api/v1/models/model?id=m')).body !== null
  expect([await reads(bo), await reads(cy)]).toEqual([true, false])
  await ada.delete(`/api/v1/groups/id/${id}/delete`)
  expect(await reads(bo)).toBe(false)
  expect((await ada.get('/api/v1/models/model?id=m')).body.access_control).toEqual({})
})

test('an admin reads what is open to a group before it goes', async () => {
  await using app = await openApp()
  const [ada, bo] = [await app.admin(), await app.user('Bo')]
  const { id } = (await ada.post('/api/v1/groups/create', named('Editors'))).body
  const granted = (who = ada, group = id) => who.get(`/api/v1/groups/id/${group}/granted`)
  expect((await granted()).body).toEqual({ data: [] })
  const both = { read: { group_ids: [id, 'other'] }, write: { group_ids: [id] } }
  const model = (name: string, access_control: object | null) =>
    ada.post('/api/v1/models/create', { id: name, name, meta: {}, params: {}, access_control })
  await model('one', both)
  await model('two', { read: { group_ids: [id], user_ids: [bo.id] } })
  await model('three', null)
  await model('four', { read: { user_ids: [bo.id] } })
  expect((await granted()).body.data).toEqual([
    { resource: 'model', id: 'one', name: 'one', verbs: ['read', 'write'] },
    { resource: 'model', id: 'two', name: 'two', verbs: ['read'] },
  ])
  expect((await granted(ada, 'none')).status).toBe(401)
  expect((await granted(bo)).status).toBe(401)
})

test('members without an account, groups in groups and odd permissions change nothing', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const bo = await app.user('Bo')
  const { id } = (await ada.post('/api/v1/groups/create', named('Editors'))).body
  const other = (await ada.post('/api/v1/groups/create', named('Writers'))).body
  const path = `/api/v1/groups/id/${id}/update`
  await ada.post(path, { ...named('Editors'), user_ids: [bo.id] })
  const bad = [
    [400, { user_ids: [other.id] }],
    [400, { user_ids: [bo.id, id] }],
    [400, { user_ids: ['nobody'] }],
    [400, { admin_ids: [bo.id] }],
    [422, { permissions: { 'Fly-High': { far: true } } }],
    [422, { permissions: { chat: { delete: 'perhaps' } } }],
    [422, { permissions: { chat: true } }],
    [422, { name: ' ' }],
    [422, { name: 'x'.repeat(300) }],
  ] as const
  for (const [status, more] of bad) {
    const answer = await ada.post(path, { ...named('Changed'), ...more })
    expect([more, answer.status]).toEqual([more, status])
  }
  const after = (await ada.get(`/api/v1/groups/id/${id}`)).body
  expect(after).toMatchObject({ name: 'Editors', user_ids: [bo.id], permissions: {} })
  expect((await ada.post('/api/v1/groups/id/none/update', named('x'))).status).toBe(400)
})

test('a deleted account is in no group', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const bo = await app.user('Bo')
  const { id } = (await ada.post('/api/v1/groups/create', named('Editors'))).body
  await ada.post(`/api/v1/groups/id/${id}/update`, { ...named('Editors'), user_ids: [bo.id] })
  await ada.delete(`/api/v1/users/${bo.id}`)
  expect((await ada.get(`/api/v1/groups/id/${id}`)).body.user_ids).toEqual([])
})
