import { expect, test } from 'bun:test'
import { openApp } from '../../app'
import type { Caller } from '../../caller'
import { CHATS, start, talk } from '../../documents'

const titles = async (who: Caller, path: string): Promise<string[]> =>
  (await who.get(`${CHATS}/${path}`)).body.map(({ title }: { title: string }) => title)

test('the list is newest first, without pinned, archived and filed chats', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const [one, two, three, four, five] = [
    await start(ada, talk('one', 'x')),
    await start(ada, talk('two', 'x')),
    await start(ada, talk('three', 'x')),
    await start(ada, talk('four', 'x')),
    await start(ada, talk('five', 'x')),
  ]
  expect(await titles(ada, '')).toEqual(['five', 'four', 'three', 'two', 'one'])
  expect((await ada.post(`${CHATS}/${two}/pin`)).body.pinned).toBe(true)
  expect((await ada.post(`${CHATS}/${three}/archive`)).body.archived).toBe(true)
  expect((await ada.post(`${CHATS}/${four}/folder`, { folder_id: 'box' })).body.folder_id).toBe(
    'box',
  )
  await ada.post(`${CHATS}/${one}`, { chat: { title: 'one, renamed' } })
  expect(await titles(ada, '')).toEqual(['one, renamed', 'five'])
  expect(await titles(ada, 'list')).toEqual(['one, renamed', 'five'])
  expect(await titles(ada, 'pinned')).toEqual(['two'])
  const [pinned] = (await ada.get(`${CHATS}/pinned?shape=title`)).body
  const times = { updated_at: expect.any(Number), created_at: expect.any(Number) }
  expect(pinned).toEqual({ id: two, title: 'two', ...times })
  expect((await ada.get(`${CHATS}/pinned?shape=round`)).status).toBe(422)
  expect(await titles(ada, 'archived')).toEqual(['three'])
  expect(await titles(ada, 'all/archived')).toEqual(['three'])
  expect(await titles(ada, 'folder/box')).toEqual(['four'])
  expect(await titles(ada, 'folder/other')).toEqual([])
  expect(await titles(ada, 'all')).toEqual(['one, renamed', 'four', 'three', 'two', 'five'])
  const { body } = await ada.get(`${CHATS}/`)
  expect(body[1]).toEqual({
    id: five,
    title: 'five',
    updated_at: expect.any(Number),
    created_at: expect.any(Number),
  })
  expect(Object.keys((await ada.get(`${CHATS}/pinned`)).body[0])).toContain('chat')
})

test('pin, archive and folder are taken back the same way', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const id = await start(ada, talk('Turn', 'x'))
  const is = async () => (await ada.get(`${CHATS}/${id}/pinned`)).body
  expect(await is()).toBe(false)
  await ada.post(`${CHATS}/${id}/pin`)
  expect(await is()).toBe(true)
  await ada.post(`${CHATS}/${id}/folder`, { folder_id: 'box' })
  expect(await is()).toBe(false)
  expect((await ada.post(`${CHATS}/${id}/folder`, { folder_id: null })).body.folder_id).toBe(null)
  await ada.post(`${CHATS}/${id}/folder`, { folder_id: 'box' })
  expect((await ada.post(`${CHATS}/${id}/folder`, {})).body.folder_id).toBe(null)
  await ada.post(`${CHATS}/${id}/pin`)
  await ada.post(`${CHATS}/${id}/pin`)
  await ada.post(`${CHATS}/${id}/archive`)
  expect((await ada.post(`${CHATS}/${id}/archive`)).body.archived).toBe(false)
  expect(await titles(ada, '')).toEqual(['Turn'])
})

test('pages have 60 chats each, every chat is on one of them, and they end', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  await Promise.all(Array.from({ length: 130 }, (_, n) => start(ada, { title: `Chat ${n}` })))
  const all = await titles(ada, '')
  expect(all).toHaveLength(130)
  const pages = await Promise.all([1, 2, 3, 4].map(page => titles(ada, `?page=${page}`)))
  expect(pages.map(({ length }) => length)).toEqual([60, 60, 10, 0])
  expect(pages.flat()).toEqual(all)
  expect(new Set(all).size).toBe(130)
  expect(await titles(ada, '?page=0')).toEqual(pages[0] ?? [])
  expect(await titles(ada, '?page=-1')).toEqual(pages[0] ?? [])
  await ada.post(`${CHATS}/archive/all`)
  expect(await titles(ada, '')).toEqual([])
  expect(await titles(ada, 'archived')).toEqual(all)
  expect(await titles(ada, 'archived?skip=100&limit=20')).toEqual(all.slice(100, 120))
})

test('archiving everything leaves times and other people alone', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const bob = await app.user('Bob')
  await start(bob, talk('Bob’s', 'x'))
  const id = await start(ada, talk('Ada’s', 'x'))
  const before = (await ada.get(`${CHATS}/${id}`)).body
  expect((await ada.post(`${CHATS}/archive/all`)).body).toBe(true)
  expect((await ada.get(`${CHATS}/${id}`)).body).toEqual({ ...before, archived: true })
  expect(await titles(bob, '')).toEqual(['Bob’s'])
})

test('tags are named once, found by id, and go with their last chat', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const [one, two] = [await start(ada, talk('one', 'x')), await start(ada, talk('two', 'x'))]
  const tag = { id: 'far_east', name: 'Far East', user_id: ada.id, meta: null }
  expect((await ada.post(`${CHATS}/${one}/tags`, { name: 'Far East' })).body).toEqual([tag])
  expect((await ada.post(`${CHATS}/${two}/tags`, { name: 'FAR EAST' })).body).toEqual([tag])
  expect((await ada.post(`${CHATS}/${two}/tags`, { name: 'far east' })).body).toEqual([tag])
  await ada.post(`${CHATS}/${two}/tags`, { name: 'b' })
  expect((await ada.get(`${CHATS}/${two}`)).body.meta).toEqual({ tags: ['far_east', 'b'] })
  expect((await ada.get(`${CHATS}/all/tags`)).body.map(({ id }: { id: string }) => id)).toEqual([
    'b',
    'far_east',
  ])
  const carrying = await ada.post(`${CHATS}/tags`, { name: 'far east' })
  expect(carrying.body.map(({ title }: { title: string }) => title)).toEqual(['two', 'one'])
  expect((await ada.delete(`${CHATS}/${two}/tags`, { name: 'b' })).body).toEqual([tag])
  expect((await ada.delete(`${CHATS}/${two}/tags`, { name: 'never there' })).body).toEqual([tag])
  expect((await ada.delete(`${CHATS}/${two}/tags/all`)).body).toBe(true)
  expect((await ada.get(`${CHATS}/${two}/tags`)).body).toEqual([])
  expect((await ada.get(`${CHATS}/${two}`)).body.meta).toEqual({ tags: [] })
  await ada.post(`${CHATS}/${one}/archive`)
  expect((await ada.get(`${CHATS}/all/tags`)).body).toEqual([tag])
  await ada.delete(`${CHATS}/${one}`)
  expect((await ada.get(`${CHATS}/all/tags`)).body).toEqual([])
  expect((await ada.post(`${CHATS}/${two}/tags`, { name: 'None' })).status).toBe(400)
})

test('tags put on a chat at once all stay, and so do those left when some are taken off', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const id = await start(ada, talk('Busy', 'x'))
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
  const tagged = async () => (await ada.get(`${CHATS}/${id}`)).body.meta.tags.toSorted()
  await Promise.all(names.map(name => ada.post(`${CHATS}/${id}/tags`, { name })))
  expect(await tagged()).toEqual(names)
  const gone = names.slice(0, 4)
  await Promise.all(gone.map(name => ada.delete(`${CHATS}/${id}/tags`, { name })))
  expect(await tagged()).toEqual(names.slice(4))
})

test('tagging does not move a chat', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const id = await start(ada, talk('first', 'x'))
  await start(ada, talk('second', 'x'))
  await ada.post(`${CHATS}/${id}/tags`, { name: 'a' })
  expect(await titles(ada, '')).toEqual(['second', 'first'])
})

test('an admin sees the titles of a user and the whole table, unless told not to', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const bob = await app.user('Bob')
  const [one, two] = [await start(bob, talk('one', 'x')), await start(bob, talk('two', 'x'))]
  await bob.post(`${CHATS}/${one}/pin`)
  await bob.post(`${CHATS}/${two}/archive`)
  await start(bob, talk('three', 'x'))
  const of = `list/user/${bob.id}`
  expect(await titles(ada, of)).toEqual(['three', 'two', 'one'])
  expect(await titles(ada, `${of}?skip=1&limit=1`)).toEqual(['two'])
  expect(await titles(ada, `${of}?limit=0`)).toHaveLength(3)
  expect(await titles(ada, 'list/user/nobody')).toEqual([])
  expect(await titles(ada, 'all/db')).toEqual(['three', 'two', 'one'])

  const env = { ENABLE_ADMIN_CHAT_ACCESS: 'false', ENABLE_ADMIN_EXPORT: 'false' }
  await using shut = await openApp({ env })
  const eve = await shut.admin()
  const carl = await shut.user('Carl')
  const id = await start(carl, talk('Private', 'x'))
  expect((await eve.get(`${CHATS}/list/user/${carl.id}`)).status).toBe(401)
  expect((await eve.get(`${CHATS}/all/db`)).status).toBe(401)
  expect((await eve.delete(`${CHATS}/${id}`)).status).toBe(404)
  expect((await carl.get(`${CHATS}/${id}`)).status).toBe(200)
})

test('the export of all chats is sent chat by chat and can be imported again', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const sent = Array.from({ length: 25 }, (_, n) => talk(`Chat ${n}`, 'question', 'answer'))
  for (const chat of sent) await start(ada, chat)
  const { body } = await ada.get(`${CHATS}/all`)
  expect(body.map(({ chat }: { chat: unknown }) => chat)).toEqual(sent.toReversed())
  const bob = await app.user('Bob')
  for (const item of body.toReversed()) await bob.post(`${CHATS}/import`, item)
  const again = (await bob.get(`${CHATS}/all`)).body
  expect(again.map(({ chat }: { chat: unknown }) => chat)).toEqual(sent.toReversed())
})
