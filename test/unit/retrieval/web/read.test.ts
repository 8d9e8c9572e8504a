// The pages of a search, read side by side, and kept as files.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { create } from '../../../../src/auth/store'
import {
  collectionName,
  keepPage,
  keptAs,
  type Page,
  readResults,
} from '../../../../src/retrieval/web'
import { byId, read, textOf } from '../../../../src/storage/files'
import { openRaw } from '../../net/server'
import { calm, type Opened, openHouse, refusal } from './house'

let opened: Opened
let server: Bun.Server<undefined>
let running = 0
let most = 0
const pair = Promise.withResolvers<void>()

beforeAll(async () => {
  opened = await openHouse({ WEB_LOADER_TIMEOUT: '1', RAG_WEB_SEARCH_CONCURRENT_REQUESTS: '2' })
  server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    async fetch(request) {
      const { pathname, searchParams } = new URL(request.url)
      const to = searchParams.get('to')
      if (to) return Response.redirect(to)
      if (pathname === '/gone') return new Response('', { status: 404 })
      most = Math.max(most, ++running)
      // The first waits for the second.
      if (most === 2) pair.resolve()
      await pair.promise
      running--
      return new Response(`All about ${pathname}.`)
    },
  })
})
afterAll(async () => {
  await server.stop(true)
  await opened[Symbol.asyncDispose]()
})

const result = (path: string, snippet = '') => ({
  link: path.startsWith('http') ? path : `http://127.0.0.1:${server.port}${path}`,
  title: 'Rye',
  snippet,
})

test('reads so many pages at once, and gives them in the order of the results', async () => {
  const paths = ['/a', '/b', '/c', '/d', '/e']
  const readings = await readResults(
    opened.house,
    paths.map(path => result(path)),
    calm,
  )
  expect(readings.map(({ page }) => page?.text)).toEqual(paths.map(path => `All about ${path}.`))
  expect(readings.every(({ why }) => why === null)).toBe(true)
  expect(most).toBe(2)
})

test('falls back to what the engine said of a page that cannot be read, and says why', async () => {
  await using deaf = await openRaw(() => undefined)
  const readings = await readResults(
    opened.house,
    [
      result('/gone', 'Rye, in short.'),
      result('/good'),
      result('http://10.0.0.1/'),
      result(deaf.url, 'Still silent.'),
    ],
    calm,
  )
  expect(readings.map(({ page }) => page?.text)).toEqual([
    'Rye, in short.',
    'All about /good.',
    undefined,
    'Still silent.',
  ])
  const [gone, good, inside, silent] = readings.map(({ why }) => why)
  expect(gone).toContain('no page at this address')
  expect(good).toBeNull()
  expect(inside).toContain('does not call this address')
  expect(silent).toContain('too long')
  await deaf.left
})

test('a result that leads to a host which is left out is not read', async () => {
  await using wide = await openHouse({ RAG_LOCAL_WEB_FETCH_NETWORKS: '127.0.0.0/8, ::1' })
  await wide.set({ 'rag.rag.web.search.domain.filter_list': ['!localhost'] })
  const to = encodeURIComponent(`http://localhost:${server.port}/secret`)
  const [reading] = await readResults(wide.house, [result(`/?to=${to}`, 'Short.')], calm)
  expect(reading).toMatchObject({ page: { text: 'Short.' }, why: expect.stringContaining('host') })
})

test('whoever leaves gets his own reason', async () => {
  await using deaf = await openRaw(() => undefined)
  const leaving = new AbortController()
  const call = readResults(opened.house, [result(deaf.url)], leaving.signal)
  leaving.abort(new Error('gone'))
  expect(await refusal(call)).toBe('Error: gone')
})

/** The id of a new account. */
async function account(name: string): Promise<string> {
  const email = `${name.toLowerCase()}@example.org`
  const { user } = await create(opened.house.db, {
    name,
    email,
    role: 'user',
    profile_image_url: '',
  })
  return user.id
}

const page: Page = {
  url: 'https://rye.example/bread',
  title: 'Rye \u202e bread',
  language: 'en',
  description: null,
  text: 'Rye wants a slow rise.',
  type: 'text/html',
  unit: null,
  pages: [],
}

test('keeps a page as a file with its words, and the same address in the same file', async () => {
  const { house } = opened
  const [ada, grace] = [await account('Ada'), await account('Grace')]
  const first = await keepPage(house, ada, page, 'https://rye.example/')
  expect(first).toMatchObject({
    user_id: ada,
    origin: 'web',
    name: 'Rye bread',
    type: 'text/plain',
    size: page.text.length,
    meta: {
      url: page.url,
      source: 'https://rye.example/',
      collection_name: collectionName('https://rye.example/'),
    },
  })
  expect((await textOf(house.db, first.id))?.content).toBe(page.text)

  const text = 'Rye wants a very slow rise.'
  const second = await keepPage(house, ada, { ...page, text, title: '' }, 'https://rye.example/')
  expect(second.id).toBe(first.id)
  expect(second.name).toBe('rye.example/bread')
  expect((await textOf(house.db, first.id))?.content).toBe(text)
  expect(second.text_hash).not.toBe(first.text_hash)
  expect(new TextDecoder().decode(await read(house, second))).toBe(text)

  const hers = await keepPage(house, grace, page, 'https://rye.example/')
  expect(hers.id).not.toBe(first.id)
  expect((await byId(house.db, first.id))?.user_id).toBe(ada)
})

test('finds a kept page for its owner alone, by its very name', async () => {
  const { house } = opened
  const [ida, joan] = [await account('Ida'), await account('Joan')]
  const kept = await keepPage(house, ida, { ...page, url: 'https://ida.example/' })
  const name = collectionName('https://ida.example/')
  expect(name).toMatch(/^[\da-f]{63}$/)
  expect((await keptAs(house.db, ida, name))?.id).toBe(kept.id)
  expect(await keptAs(house.db, joan, name)).toBeUndefined()
  for (const wrong of ['%', `${name.slice(0, 62)}_`, `${name.slice(0, 62)}%`, '', `x' or '1'='1`]) {
    expect(await keptAs(house.db, ida, wrong)).toBeUndefined()
  }
})
