// An admin reads somebody's chat, where admins may, and never changes it by that.
import { expect, test } from 'bun:test'
import { openApp } from '../../app'
import { CHATS, say, start, talk } from '../../documents'

const hello = () => {
  const made = talk('A secret')
  say(made, 'Where is it?', null)
  say(made, 'Below the stairs.')
  return made
}

test('an admin opens any chat by its id, and learns whose it is', async () => {
  await using app = await openApp()
  const [ada, bob] = [await app.admin(), await app.user('Bob')]
  const sent = hello()
  const id = await start(bob, sent)
  const { body } = await ada.get(`${CHATS}/share/${id}`)
  expect(body).toMatchObject({ id, user_id: `shared-${id}`, title: 'A secret', chat: sent })
  expect((await ada.get(`/api/v1/users/shared-${id}`)).body.name).toBe('Bob')
  expect((await ada.get(`${CHATS}/${id}`)).status).toBe(401)
  expect((await ada.post(`${CHATS}/${id}`, { chat: { title: 'Mine' } })).status).toBe(401)
  expect((await bob.get(`${CHATS}/${id}`)).body.title).toBe('A secret')
})

test('nobody else does, and no admin where the chats of others are closed to them', async () => {
  await using app = await openApp()
  const [ada, bob, eve] = [await app.admin(), await app.user('Bob'), await app.user('Eve')]
  const paul = await app.pending('Paul')
  const id = await start(bob, hello())
  const open = (who = ada, of = id) => who.get(`${CHATS}/share/${of}`)
  for (const who of [eve, paul, bob]) expect((await open(who)).status).toBe(401)
  expect((await open(app.nobody)).status).toBe(403)
  expect((await eve.get(`/api/v1/users/shared-${id}`)).status).toBe(400)
  expect((await open(ada, 'none')).status).toBe(401)
  expect((await open(ada, `${id}%00`)).status).toBe(401)
  await ada.post('/api/v1/settings', { 'auth.admin.chat_access': false })
  expect((await open()).status).toBe(401)
  expect((await ada.get(`${CHATS}/list/user/${bob.id}`)).status).toBe(401)
  expect((await ada.get(`/api/v1/users/shared-${id}`)).status).toBe(400)
})

test('that an admin opened it stands in the audit log', async () => {
  await using app = await openApp()
  const [ada, bob] = [await app.admin(), await app.user('Bob')]
  const id = await start(bob, hello())
  await ada.get(`${CHATS}/share/${id}`)
  const { body } = await ada.get('/api/v1/audit?action=chat.open')
  expect(body.data).toMatchObject([{ action: 'chat.open', actor: ada.email, target: id }])
})
