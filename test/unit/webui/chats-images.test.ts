import { expect, test } from 'bun:test'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type App, openApp } from '../../app'
import { CHATS, copyOf, reread, type Said, say, start, type Talk, talk } from '../../documents'

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const PNG = `data:image/png;base64,${PIXEL}`
const GIF = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=='
const SVG = `data:image/svg+xml;base64,${btoa('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')}`
const LINK = /^\/api\/v1\/files\/[0-9a-f-]{36}\/content$/

const pictures = (...urls: string[]) => ({ files: urls.map(url => ({ type: 'image', url })) })

const urlsOf = (said: Said | undefined): string[] =>
  ((said?.files ?? []) as { url: string }[]).map(({ url }) => url)

/** How many files the folder of uploads holds. */
async function stored({ dir }: App): Promise<number> {
  const found = await readdir(join(dir, 'uploads'), { recursive: true, withFileTypes: true }).catch(
    () => [],
  )
  return found.filter(entry => entry.isFile()).length
}

/** A talk whose first message shows these images. */
function album(...urls: string[]): Talk {
  const made = talk('Album')
  say(made, 'What is this?', null, pictures(...urls))
  say(made, 'A pixel.')
  return made
}

test('images come back inside the messages, or as links to files', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const sent = album(PNG, GIF)
  say(sent, 'And in parts', undefined, {
    content: [
      { type: 'text', text: 'Look' },
      { type: 'image_url', image_url: { url: PNG, detail: 'low' } },
    ],
  })
  const id = await start(ada, sent)
  expect(await reread(ada, id)).toEqual(sent)
  expect(await stored(app)).toBe(2)
  const linked = await ada.get(`${CHATS}/${id}?images=link`)
  const [first, , third] = linked.body.chat.messages
  for (const url of urlsOf(first)) expect(url).toMatch(LINK)
  expect(third.content[1].image_url).toEqual({ url: urlsOf(first)[0], detail: 'low' })
  expect(linked.body.chat.history.messages[first.id]).toEqual(first)
  expect((await ada.get(`${CHATS}/all`)).body[0].chat).toEqual(sent)
})

test('a link shows the bytes as what they are, and never as a page', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const id = await start(ada, album(PNG))
  const [link = ''] = urlsOf((await ada.get(`${CHATS}/${id}?images=link`)).body.chat.messages[0])
  const shown = await ada.fetch(link)
  expect(shown.status).toBe(200)
  expect(shown.headers.get('content-type')).toBe('image/png')
  expect(shown.headers.get('x-content-type-options')).toBe('nosniff')
  expect(shown.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'")
  expect(Buffer.from(await shown.arrayBuffer()).toString('base64')).toBe(PIXEL)
  const bob = await app.user('Bob')
  expect((await bob.get(link)).status).toBe(404)
  expect((await app.nobody.get(link)).status).toBe(403)
  for (const id of [crypto.randomUUID(), '%00', '..%2F..%2Fhearth.db']) {
    expect((await ada.get(`/api/v1/files/${id}/content`)).status).toBe(404)
  }
})

test('what is no raster image, or not what it says, stays as it was sent', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const lie = PNG.replace('image/png', 'image/jpeg')
  const foreign = 'https://example.org/cat.png'
  const page = `data:text/html;base64,${btoa('<script>alert(1)</script>')}`
  const sent = album(SVG, lie, foreign, page, 'data:image/png;base64,', `${PNG}!`, 'hearth-file:x')
  const id = await start(ada, sent)
  expect(await reread(ada, id)).toEqual(sent)
  expect((await ada.get(`${CHATS}/${id}?images=link`)).body.chat).toEqual(sent)
  expect(await stored(app)).toBe(0)
})

test('saving with data or with links keeps the same file', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const sent = album(PNG)
  const id = await start(ada, sent)
  const save = (chat: Talk) => ada.post(`${CHATS}/${id}`, { chat })
  say(sent, 'again', undefined, pictures(PNG))
  await save(sent)
  expect(await reread(ada, id)).toEqual(sent)
  const linked = (await ada.get(`${CHATS}/${id}?images=link`)).body.chat
  say(linked, 'once more', undefined, pictures(urlsOf(linked.messages[0])[0] ?? ''))
  await save(linked)
  const now = await reread(ada, id)
  expect(now.messages.flatMap(urlsOf)).toEqual([PNG, PNG, PNG])
  expect(await stored(app)).toBe(1)
})

test('the link to another one’s image is a mere text', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const bob = await app.user('Bob')
  const id = await start(ada, album(PNG))
  const [link = ''] = urlsOf((await ada.get(`${CHATS}/${id}?images=link`)).body.chat.messages[0])
  const file = link.split('/')[4]
  const theft = album(link, `hearth-file:${file}`)
  const stolen = await start(bob, theft)
  const read = await bob.get(`${CHATS}/${stolen}`)
  expect(JSON.stringify(read.body)).not.toContain(PIXEL)
  expect(urlsOf(read.body.chat.messages[0])[0]).toBe(link)
  expect((await bob.get(link)).status).toBe(404)
  await bob.delete(`${CHATS}/${stolen}`)
  expect((await ada.get(link)).status).toBe(200)
})

test('a file goes with the last message that shows it', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const one = await start(ada, album(PNG, GIF))
  const two = await start(ada, album(PNG))
  const copy = (await ada.post(`${CHATS}/${two}/clone`)).body
  expect(copy.chat.messages.flatMap(urlsOf)).toEqual([PNG])
  expect(await stored(app)).toBe(2)
  await ada.delete(`${CHATS}/${one}`)
  expect(await stored(app)).toBe(1)
  await ada.delete(`${CHATS}/${two}`)
  expect((await reread(ada, copy.id)).messages.flatMap(urlsOf)).toEqual([PNG])
  const without = copyOf(copy.chat)
  for (const said of Object.values(without.history.messages)) said.files = []
  await ada.post(`${CHATS}/${copy.id}`, { chat: { history: without.history } })
  expect(await stored(app)).toBe(0)
  await start(ada, album(GIF))
  await ada.delete(`${CHATS}/`)
  expect(await stored(app)).toBe(0)
})

test('two people with the same image have a file each', async () => {
  await using app = await openApp()
  const ada = await app.admin()
  const bob = await app.user('Bob')
  const [mine, theirs] = [await start(ada, album(PNG)), await start(bob, album(PNG))]
  expect(await stored(app)).toBe(2)
  await bob.delete(`${CHATS}/${theirs}`)
  expect((await reread(ada, mine)).messages.flatMap(urlsOf)).toEqual([PNG])
})
