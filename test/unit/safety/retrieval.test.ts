// Published records about searching: what a name in a request opens, reads or overwrites.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type App, openApp } from '../../app'
import type { Caller } from '../../caller'
import { add, base, held, KNOWLEDGE, readFile, sharedWith } from '../../knowledge'

const R = '/retrieval/api/v1'
const SECRET = 'The harbour chain is raised at dusk.'
const query = 'When is the harbour chain raised?'

let app: App
let bob: Caller
let eve: Caller
/** Bob's base, and the file in it. */
let harbour: string
let chart: string

beforeAll(async () => {
  app = await openApp({ env: { USER_PERMISSIONS_WORKSPACE_KNOWLEDGE_ACCESS: 'true' } })
  bob = await app.user('Bob')
  eve = await app.user('Eve')
  harbour = await base(bob, { name: 'Harbour' })
  chart = await readFile(bob, 'chart.txt', SECRET)
  await add(bob, harbour, chart)
}, 60_000)
afterAll(() => app[Symbol.asyncDispose]())

const ask = (who: Caller, ...collection_names: string[]) =>
  who.post(`${R}/query/collection`, { collection_names, query })

/** Everything that Bob keeps, as he sees it. */
async function kept() {
  const [row, text] = await Promise.all([
    bob.get(`${KNOWLEDGE}/${harbour}`),
    bob.get(`/api/v1/files/${chart}/text`),
  ])
  return [row.body, text.body]
}

test('who may read finds the passage, by every name that it has', async () => {
  for (const name of [harbour, `file-${chart}`]) {
    const { status, body } = await ask(bob, name)
    expect([status, body.documents.flat()]).toEqual([200, [SECRET]])
  }
})

test('CVE-2026-45398: the collection of another’s base or file answers as one that there is not', async () => {
  const absent = crypto.randomUUID()
  const nothing = await ask(eve, absent)
  for (const name of [harbour, `file-${chart}`, `file-${absent}`]) {
    const found = await ask(eve, name)
    expect([name, found.status, found.body]).toEqual([name, nothing.status, nothing.body])
    const alone = (collection_name: string) =>
      eve.post(`${R}/query/doc`, { collection_name, query })
    const [one, none] = [await alone(name), await alone(absent)]
    expect([name, one.status, one.body]).toEqual([name, none.status, none.body])
    expect(JSON.stringify(one.body)).not.toContain(SECRET)
  }
})

test('CVE-2026-44557, CVE-2026-54019: no name reaches what is the system’s, or becomes SQL', async () => {
  const nothing = await ask(eve, crypto.randomUUID())
  const names = [
    'knowledge-bases',
    `user-memory-${bob.id}`,
    'chunk',
    "x' or resource_id != '",
    "x') or 1=1 --",
    'file-%',
    'file-',
    '%',
    '*',
    '',
    '../../uploads',
  ]
  for (const name of names) {
    const { status, body } = await ask(eve, name)
    expect([name, status < 500, JSON.stringify(body).includes(SECRET)]).toEqual([name, true, false])
    if (status === 200) expect([name, body]).toEqual([name, nothing.body])
  }
})

test('CVE-2026-45398, CVE-2026-44554: nothing is written into another’s base, and nothing in it goes', async () => {
  const before = await kept()
  const poison = 'The harbour chain is never raised.'
  const tries: [string, object][] = [
    ['process/text', { name: 'x.txt', content: poison, collection_name: harbour }],
    ['process/text', { name: 'x.txt', content: poison, collection_name: `file-${chart}` }],
    ['process/web', { url: 'http://127.0.0.1:9/', collection_name: harbour }],
    ['process/web?overwrite=true', { url: 'http://127.0.0.1:9/', collection_name: harbour }],
    ['process/youtube', { url: 'https://youtu.be/aaaaaaaaaaa', collection_name: harbour }],
    ['process/web/search', { query, collection_name: harbour }],
    ['delete', { collection_name: harbour, file_id: chart }],
    ['reset/db', {}],
    ['reset/uploads', {}],
  ]
  for (const [path, body] of tries) {
    const { status } = await eve.post(`${R}/${path}`, body)
    expect([path, status >= 400 && status < 500]).toEqual([path, true])
  }
  expect(await kept()).toEqual(before)
  expect((await ask(bob, harbour)).body.documents).toEqual([[SECRET]])
})

test('CVE-2026-28788: another’s file is neither read nor overwritten by having it processed', async () => {
  const before = await kept()
  const mine = await base(eve)
  for (const more of [{}, { content: 'Nothing.' }, { collection_name: mine }]) {
    const { status, body } = await eve.post(`${R}/process/file`, { file_id: chart, ...more })
    expect(status >= 400 && status < 500).toBe(true)
    expect(JSON.stringify(body)).not.toContain(SECRET)
    const absent = { file_id: crypto.randomUUID(), ...more }
    expect((await eve.post(`${R}/process/file`, absent)).status).toBe(status)
  }
  const batch = { files: [{ id: chart, data: { content: 'Nothing.' } }], collection_name: mine }
  expect((await eve.post(`${R}/process/files/batch`, batch)).status).toBe(404)
  expect(await held(eve, mine)).toEqual([])
  expect(await kept()).toEqual(before)
})

test('CVE-2026-109285, CVE-2026-45402: what was shared is found while it is shared, and not a moment longer', async () => {
  const share = (access_control: object) =>
    bob.post(`${KNOWLEDGE}/${harbour}/update`, { name: 'H', description: '', access_control })
  await share(sharedWith([eve]))
  expect((await ask(eve, harbour)).body.documents).toEqual([[SECRET]])
  // The file's own name, too: who reads the base reads the file.
  expect((await ask(eve, `file-${chart}`)).body.documents).toEqual([[SECRET]])
  await share({})
  expect((await ask(eve, harbour, `file-${chart}`)).body.documents.flat()).toEqual([])
})

test('CVE-2026-109285: a file that was taken out of a base is not found through it', async () => {
  const open = await base(bob, { access_control: sharedWith([eve]) })
  await add(bob, open, chart)
  expect((await ask(eve, open)).body.documents).toEqual([[SECRET]])
  await bob.post(`${KNOWLEDGE}/${open}/files/remove`, { file_ids: [chart] })
  expect((await ask(eve, open, `file-${chart}`)).body.documents.flat()).toEqual([])
  expect((await ask(bob, harbour)).body.documents).toEqual([[SECRET]])
})

test('CVE-2026-45397, CVE-2026-45667: nobody in particular learns a setting or spends an embedding', async () => {
  for (const path of [
    '/',
    '/template',
    '/config',
    '/embedding',
    '/query/settings',
    '/ef',
    '/ef/x',
  ]) {
    const { status, body } = await app.nobody.get(R + path)
    expect([path, [401, 403, 404].includes(status), Object.keys(body)]).toEqual([
      path,
      true,
      ['detail'],
    ])
  }
})
