import { expect, test } from 'bun:test'
import { openApp } from '../../app'
import type { Caller } from '../../caller'
import { CHATS, start, talk } from '../../documents'

type Method = 'get' | 'post' | 'delete'

/** Every route that names a chat, with a body that its owner could send, and what a stranger gets. */
const ROUTES: [method: Method, path: string, body: object | undefined, status: number][] = [
  ['get', '', undefined, 401],
  ['post', '', { chat: { title: 'Stolen' } }, 401],
  ['delete', '', undefined, 404],
  ['get', '/pinned', undefined, 401],
  ['post', '/pin', {}, 401],
  ['post', '/archive', {}, 401],
  ['post', '/clone', {}, 401],
  ['post', '/folder', { folder_id: 'box' }, 401],
  ['get', '/tags', undefined, 401],
  ['post', '/tags', { name: 'x' }, 401],
  ['delete', '/tags', { name: 'kept' }, 401],
  ['delete', '/tags/all', undefined, 401],
]

const send = (who: Caller, method: Method, path: string, body: object | undefined) =>
  method === 'get' ? who.get(path) : who[method](path, body)

test('a stranger gets the same for the chat of another as for none, and changes nothing', async () => {
  await using app = await openApp()
  const bob = await app.user('Bob')
  const eve = await app.user('Eve')
  const id = await start(bob, talk('Bob’s', 'secret question', 'secret answer'))
  await bob.post(`${CHATS}/${id}/tags`, { name: 'kept' })
  const before = (await bob.get(`${CHATS}/${id}`)).body
  for (const [method, path, body, status] of ROUTES) {
    const foreign = await send(eve, method, `${CHATS}/${id}${path}`, body)
    const absent = await send(eve, method, `${CHATS}/${crypto.randomUUID()}${path}`, body)
    expect({ method, path, status: foreign.status }).toEqual({ method, path, status })
    expect(absent.status).toBe(status)
    expect(foreign.body).toEqual(absent.body)
  }
  expect((await bob.get(`${CHATS}/${id}`)).body).toEqual(before)
  expect((await eve.get(`${CHATS}/all`)).body).toEqual([])
  expect((await eve.get(`${CHATS}/search?text=secret`)).body).toEqual([])
  expect((await eve.get(`${CHATS}/all/tags`)).body).toEqual([])
  expect((await eve.post(`${CHATS}/tags`, { name: 'kept' })).body).toEqual([])
})

test('an admin is a stranger too, but may delete', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const bob = await app.user('Bob')
  const id = await start(bob, talk('Bob’s', 'x'))
  for (const [method, path, body, status] of ROUTES.filter(
    ([method, path]) => method !== 'delete' || path !== '',
  )) {
    const answer = await send(ada, method, `${CHATS}/${id}${path}`, body)
    expect({ method, path, status: answer.status }).toEqual({ method, path, status })
  }
  expect((await ada.delete(`${CHATS}/${id}`)).body).toBe(true)
  expect((await bob.get(`${CHATS}/${id}`)).status).toBe(401)
})

test('users do not reach what is for admins', async () => {
  await using app = await openApp()
  const bob = await app.user('Bob')
  for (const path of ['all/db', `list/user/${bob.id}`]) {
    expect((await bob.get(`${CHATS}/${path}`)).status).toBe(401)
  }
})

test('owner, ids and times in a document or form are not believed', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const bob = await app.user('Bob')
  const forged = { user_id: ada.id, id: 'mine', created_at: 1, share_id: 's', archived: true }
  const { body } = await bob.post(`${CHATS}/import`, { chat: talk('Own', 'x'), ...forged })
  expect(body).toMatchObject({ user_id: bob.id, share_id: null, archived: false })
  expect(body.id).not.toBe('mine')
  expect(body.created_at).toBeGreaterThan(1)
  const saved = await bob.post(`${CHATS}/${body.id}`, { chat: { title: 'Own' }, ...forged })
  expect(saved.body).toMatchObject({ id: body.id, user_id: bob.id, archived: false })
  expect((await ada.get(`${CHATS}/all`)).body).toEqual([])
})

test('the chats of a deleted account are gone', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const bob = await app.user('Bob')
  await start(bob, talk('Bob’s', 'x'))
  expect((await ada.get(`${CHATS}/all/db`)).body).toHaveLength(1)
  expect((await ada.delete(`/api/v1/users/${bob.id}`)).body).toBe(true)
  expect((await ada.get(`${CHATS}/all/db`)).body).toEqual([])
  expect((await ada.get(`${CHATS}/list/user/${bob.id}`)).body).toEqual([])
})
