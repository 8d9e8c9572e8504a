// Files of knowledge bases: added one by one or by the folder, listed by page, taken out again.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type App, openApp } from '../../app'
import type { Caller } from '../../caller'
import { say, start, talk } from '../../documents'
import { add, base, file, held, KNOWLEDGE, readFile, sharedWith } from '../../knowledge'
import { onDatabase } from '../../sql'
import { until } from '../../until'

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

const one = (who: Caller, id: string, verb: string, file_id: string, query = '') =>
  who.post(`${KNOWLEDGE}/${id}/file/${verb}${query}`, { file_id })
const exists = async (who: Caller, id: string) =>
  (await who.get(`/api/v1/files/${id}`)).status === 200
const list = async (who: Caller, id: string, query: string) =>
  (await who.get(`${KNOWLEDGE}/${id}/files?${query}`)).body

test('a file that has been read is added, and the answer has its words', async () => {
  const id = await base(bob)
  const tea = await readFile(bob, 'tea.txt', 'Steep for three minutes.')
  const { status, body } = await one(bob, id, 'add', tea)
  expect(status).toBe(200)
  expect(body.data).toEqual({ file_ids: [tea] })
  expect(body.files[0]).toMatchObject({
    id: tea,
    filename: 'tea.txt',
    data: { content: 'Steep for three minutes.' },
    meta: { name: 'tea.txt', collection_name: id },
  })
  const bare = (await bob.get(`${KNOWLEDGE}/${id}?content=false`)).body
  expect(bare).toMatchObject({ id, count: 1, bytes: 24, states: { done: 1 }, owns: true })
  expect(bare).not.toHaveProperty('files')
})

test('a second time it is refused, and so is another with the same words', async () => {
  const id = await base(bob)
  const [first, second] = [
    await readFile(bob, '1.txt', 'Mint'),
    await readFile(bob, '2.txt', 'Mint'),
  ]
  await one(bob, id, 'add', first)
  const again = await one(bob, id, 'add', first)
  expect([again.status, again.body.detail]).toEqual([400, '[ERROR: file_id]'])
  const twin = await one(bob, id, 'add', second)
  expect([twin.status, twin.body.detail]).toEqual([400, expect.stringContaining('same content')])
  expect(await held(bob, id)).toEqual([first])
})

test('a file that could not be read is not added alone, and it says why', async () => {
  const id = await base(bob)
  const blank = await file(bob, 'blank.txt', ' ')
  await until(async () => (await bob.get(`/api/v1/files/${blank}`)).body.state === 'failed')
  const { status, body } = await one(bob, id, 'add', blank)
  expect([status, body.detail]).toEqual([400, expect.stringContaining('blank.txt')])
  // A folder brings it all the same, so that it can be seen and read again.
  expect((await add(bob, id, blank)).body.added).toEqual([blank])
  expect((await list(bob, id, 'state=failed')).data[0]).toMatchObject({
    id: blank,
    state: 'failed',
    error: expect.any(String),
  })
})

test('a folder comes with the paths of its files, and they can be changed', async () => {
  const id = await base(bob)
  const [a, b, c] = [await file(bob, 'a.txt'), await file(bob, 'b.txt'), await file(bob, 'c.txt')]
  const foreign = await file(eve, 'd.txt')
  const files = [
    { file_id: a, path: 'sorts/green/a.txt' },
    { file_id: b, path: '/../sorts/./b.txt ' },
    { file_id: c },
    { file_id: foreign, path: 'd.txt' },
  ]
  const { status, body } = await bob.post(`${KNOWLEDGE}/${id}/files/add`, { files })
  expect(status).toBe(200)
  expect(body.added).toEqual([a, b, c])
  expect(body.refused).toEqual([{ file_id: foreign, reason: expect.any(String) }])
  const paths = async () =>
    (await list(bob, id, 'sort=added')).data.map((row: { path: string }) => row.path)
  expect(await paths()).toEqual(['sorts/green/a.txt', 'sorts/b.txt', ''])
  const move = { files: [{ file_id: a, path: 'a.txt' }] }
  expect((await bob.post(`${KNOWLEDGE}/${id}/files/add`, move)).body.added).toEqual([a])
  expect(await paths()).toEqual(['a.txt', 'sorts/b.txt', ''])
})

test('the files are listed by page, by name, by state and in order', async () => {
  const id = await base(bob)
  const names = ['Green.txt', 'black.txt', 'white.txt', '100%_oolong.txt', 'Übersee.txt']
  const ids = await Promise.all(names.map((name, n) => file(bob, name, 'x'.repeat(n + 1))))
  await add(bob, id, ...ids)
  const found = async (query: string) => {
    const { data, total } = await list(bob, id, query)
    return [data.map((row: { filename: string }) => row.filename), total]
  }
  expect((await found('sort=size&order=desc&limit=2'))[0]).toEqual([names[4], names[3]])
  expect((await found('sort=size&skip=2&limit=2'))[0]).toEqual([names[2], names[3]])
  expect((await found('sort=added'))[0]).toEqual(names)
  expect((await found('limit=1'))[1]).toBe(5)
  expect(await found('query=GREEN')).toEqual([['Green.txt'], 1])
  expect(await found('query=%25_')).toEqual([['100%_oolong.txt'], 1])
  expect(await found('query=%C3%BCber')).toEqual([['Übersee.txt'], 1])
  expect(await found('query=coffee')).toEqual([[], 0])
  expect((await bob.get(`${KNOWLEDGE}/${id}/files?sort=colour`)).status).toBe(422)
})

test('the list of bases is searched and paged, with counts, bytes and states', async () => {
  const zoe = await app.user('Zoe')
  const ids = [await base(zoe, { name: 'Herbs' }), await base(zoe, { name: 'Roots' })]
  const shared = await base(bob, { name: 'Herbs of Bob', access_control: sharedWith([], [zoe]) })
  await add(
    zoe,
    ids[0] ?? '',
    await readFile(zoe, 'mint.txt', 'Mint'),
    await readFile(zoe, 'x', 'X'),
  )
  const search = async (query: string) => (await zoe.get(`${KNOWLEDGE}/search?${query}`)).body
  const { data, total } = await search('query=herbs')
  expect(total).toBe(2)
  expect(data.map((row: { id: string }) => row.id)).toEqual([ids[0], shared])
  expect(data[0]).toMatchObject({
    name: 'Herbs',
    user: { id: zoe.id, name: 'Zoe' },
    count: 2,
    bytes: 5,
    states: { done: 2 },
    reads: true,
    writes: true,
    owns: true,
  })
  expect(data[1]).toMatchObject({ count: 0, reads: false, writes: true, owns: false })
  expect(data[1].user).not.toHaveProperty('email')
  expect(await search('limit=1&skip=1')).toMatchObject({ total: 3, data: [{ id: shared }] })
  expect((await search('verb=read')).total).toBe(2)
})

test('what is taken out goes when it is one’s own and nothing else holds it', async () => {
  const [id, other] = [await base(bob), await base(bob)]
  const [lone, elsewhere, sent, asked, tuned] = await Promise.all(
    ['lone', 'elsewhere', 'sent', 'asked', 'tuned'].map(name => file(bob, name)),
  )
  if (!lone || !elsewhere || !sent || !asked || !tuned) throw new Error('five files are needed')
  const all = [lone, elsewhere, sent, asked, tuned]
  await add(bob, id, ...all)
  await add(bob, other, elsewhere)
  const message = talk('With a file')
  say(message, 'Look', null, { files: [{ type: 'file', id: sent, name: 'sent' }] })
  await start(bob, message)
  await start(bob, { ...talk('With one beside'), files: [{ type: 'file', file: { id: asked } }] })
  const meta = { knowledge: [{ type: 'file', id: tuned }] }
  const form = { id: 'tuned', name: 'Tuned', meta, params: {}, access_control: {} }
  await ada.post('/api/v1/models/create', form)
  expect((await one(bob, id, 'remove', lone)).body.data.file_ids).toHaveLength(4)
  const { body } = await bob.post(`${KNOWLEDGE}/${id}/files/remove`, { file_ids: all })
  expect(body.removed.sort()).toEqual([elsewhere, sent, asked, tuned].sort())
  expect(await Promise.all(all.map(each => exists(bob, each)))).toEqual([
    false,
    true,
    true,
    true,
    true,
  ])
  expect(await held(bob, id)).toEqual([])
  expect(await held(bob, other)).toEqual([elsewhere])
})

test('a base attached to a chat does not hold its files, whatever old clients send along', async () => {
  const id = await base(bob)
  const lone = await file(bob, 'lone.txt')
  await add(bob, id, lone)
  const attached = { type: 'collection', id, files: [{ id: lone }] }
  const message = talk('With a base')
  say(message, 'Look', null, { files: [attached] })
  await start(bob, message)
  await one(bob, id, 'remove', lone)
  expect(await exists(bob, lone)).toBe(false)
})

test('a file that is not in the base is neither refreshed nor taken out', async () => {
  const id = await base(bob)
  const lone = await readFile(bob, 'lone.txt')
  expect((await one(bob, id, 'update', lone)).status).toBe(400)
  expect((await one(bob, id, 'remove', lone)).status).toBe(400)
  expect(await exists(bob, lone)).toBe(true)
  await add(bob, id, lone)
  const { status, body } = await one(bob, id, 'update', lone, '?content=false')
  expect([status, body.count]).toEqual([200, 1])
})

test('a file that is deleted is in no base any more', async () => {
  const id = await base(bob)
  const lone = await file(bob, 'lone.txt')
  await add(bob, id, lone)
  await bob.delete(`/api/v1/files/${lone}`)
  expect((await bob.get(`${KNOWLEDGE}/${id}?content=false`)).body.count).toBe(0)
  expect((await bob.get(`${KNOWLEDGE}/${id}`)).body.data).toEqual({ file_ids: [] })
})

test('who may write adds and takes out, and gets no words unless he may read', async () => {
  const id = await base(bob, { access_control: sharedWith([], [eve]) })
  const [his, hers] = [await readFile(bob, 'his.txt'), await readFile(eve, 'hers.txt')]
  await add(bob, id, his)
  const { status, body } = await one(eve, id, 'add', hers)
  expect(status).toBe(200)
  expect(body.files.map((row: { data: object }) => row.data)).toEqual([{}, {}])
  expect((await eve.get(`/api/v1/files/${his}`)).status).toBe(404)
  expect((await bob.get(`/api/v1/files/${hers}`)).body.data).toEqual({ content: 'hers.txt' })
  // Taking somebody else's file out leaves it to him.
  expect((await one(eve, id, 'remove', his)).status).toBe(200)
  expect(await exists(bob, his)).toBe(true)
  expect((await one(bob, id, 'remove', hers)).status).toBe(200)
  expect(await exists(eve, hers)).toBe(true)
})

test('a list of ten thousand files is a page at a time', async () => {
  const id = await base(bob)
  const columns = 'id, user_id, origin, name, type, size, hash, created_at, state, meta, updated_at'
  const series = 'with recursive n (n) as (select 1 union all select n + 1 from n where n < 10000)'
  await onDatabase(
    app.database,
    `insert into file (${columns}) ${series}
      select '${id.slice(0, 8)}-' || n, '${bob.id}', 'upload', 'f' || n, 'text/plain', 1, 'h', 1, 'done', '{}', 1 from n`,
  )
  await onDatabase(
    app.database,
    `insert into knowledge_file (knowledge_id, file_id, path, added_at)
      select '${id}', id, 'd/' || name, 1 from file where id like '${id.slice(0, 8)}-%'`,
  )
  const { data, total } = await list(bob, id, 'limit=1000&skip=9900')
  expect([data.length, total]).toEqual([100, 10_000])
  const bare = (await bob.get(`${KNOWLEDGE}/${id}?content=false`)).body
  expect(bare).toMatchObject({ count: 10_000, bytes: 10_000, states: { done: 10_000 } })
  await bob.delete(`${KNOWLEDGE}/${id}/delete`)
})

test.each([
  ['file/add', {}],
  ['file/add', { file_id: 7 }],
  ['files/add', { files: 'all' }],
  ['files/add', { files: [{ file_id: '' }] }],
  ['files/add', { files: Array(1001).fill({ file_id: 'x' }) }],
  ['files/remove', { file_ids: null }],
])('%s is refused with a form that is wrong', async (path, form) => {
  const id = await base(bob)
  expect((await bob.post(`${KNOWLEDGE}/${id}/${path}`, form)).status).toBe(422)
})
