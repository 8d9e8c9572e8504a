// Tika, Docling and other servers that read documents: what they are sent, and what becomes of them when they hang, drop and lie.
import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test'
import type { Server } from 'bun'
import { type Document, extract } from '../../../../src/retrieval/extract'
import { openRaw } from '../../net/server'
import { calm, type Opened, openHouse } from '../web/house'
import { pagesOf, refusal } from './made'

let opened: Opened
let server: Server<undefined>
let answer: (request: Request) => Response | Promise<Response>
let seen: { path: string; method: string; headers: Headers; body: Buffer }[] = []

beforeAll(async () => {
  server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    async fetch(request) {
      const { method, headers } = request
      const body = Buffer.from(await request.bytes())
      seen.push({ path: new URL(request.url).pathname, method, headers, body })
      return answer(request)
    },
  })
  const url = server.url.origin
  opened = await openHouse({
    TIKA_SERVER_URL: `${url}/`,
    DOCLING_SERVER_URL: url,
    DOCLING_API_KEY: 'docling-key',
    EXTERNAL_DOCUMENT_LOADER_URL: `${url}/loader`,
    EXTERNAL_DOCUMENT_LOADER_API_KEY: 'loader-key',
    CONTENT_EXTRACTION_ENGINE: 'tika',
  })
})
beforeEach(() => {
  seen = []
})
afterAll(async () => {
  await opened[Symbol.asyncDispose]()
  await server.stop(true)
})

const PDF = '%PDF-1.7 of a kind'

const document = (name = 'tides.pdf', type = 'application/pdf', text = PDF): Document => ({
  name,
  type,
  size: Buffer.byteLength(text),
  open: async () => new Blob([text]).stream(),
})

const by = (engine: 'tika' | 'docling' | 'external') =>
  opened.set({ 'rag.CONTENT_EXTRACTION_ENGINE': engine })
const read = (given = document()) => extract(opened.house, given, calm)

test('Tika is sent the bytes, and answers text and title', async () => {
  await by('tika')
  answer = () => Response.json({ 'X-TIKA:content': '\n\nHigh tide\u0000\n', 'dc:title': ['Tides'] })
  expect(await read()).toEqual({
    content: 'High tide',
    unit: null,
    pages: [],
    meta: { title: 'Tides' },
  })
  expect(seen[0]).toMatchObject({ path: '/tika/text', method: 'PUT' })
  expect(seen[0]?.headers.get('content-type')).toBe('application/pdf')
  expect(seen[0]?.body.toString()).toBe(PDF)
})

test('texts and source code stay at home', async () => {
  await by('tika')
  expect((await read(document('a.py', '', 'print(1)'))).content).toBe('print(1)')
  expect((await read(document('a', 'text/plain', 'words'))).content).toBe('words')
  expect(seen).toEqual([])
})

test('Docling is sent a form and its key, and says where pages begin', async () => {
  await by('docling')
  answer = () =>
    Response.json({
      status: 'success',
      document: { md_content: '# One\n\n<!-- hearth-page-break -->\n\nTwo <!-- image -->' },
    })
  const read1 = await read(document('ti"des\r\nx.pdf'))
  expect(read1.unit).toBe('page')
  expect(pagesOf(read1)).toEqual(['# One', 'Two'])
  const [sent] = seen
  expect(sent).toMatchObject({ path: '/v1/convert/file', method: 'POST' })
  expect(sent?.headers.get('x-api-key')).toBe('docling-key')
  const type = sent?.headers.get('content-type') ?? ''
  const form = await new Response(new Uint8Array(sent?.body ?? []), {
    headers: { 'content-type': type },
  }).formData()
  expect(form.get('to_formats')).toBe('md')
  const file = form.get('files')
  expect(file instanceof File && [file.name, file.type, await file.text()]).toEqual([
    'ti_des__x.pdf',
    'application/pdf',
    PDF,
  ])
})

test('another server is sent the bytes, and answers one part or one a page', async () => {
  await by('external')
  answer = () => Response.json({ page_content: 'All of it', metadata: {} })
  expect(await read(document('Ebbe & Flut ü.pdf'))).toMatchObject({
    content: 'All of it',
    pages: [],
  })
  expect(seen[0]).toMatchObject({ path: '/loader/process', method: 'PUT' })
  expect(seen[0]?.headers.get('authorization')).toBe('Bearer loader-key')
  expect(seen[0]?.headers.get('x-filename')).toBe('Ebbe%20%26%20Flut%20%C3%BC.pdf')
  answer = () =>
    Response.json([
      { page_content: 'One', metadata: { page: 0 } },
      { page_content: 'Two', metadata: { page: 1 } },
    ])
  const paged = await read()
  expect([paged.unit, pagesOf(paged)]).toEqual(['page', ['One', 'Two']])
})

test.each(['tika', 'docling', 'external'] as const)(
  '%s that refuses, lies or hangs',
  async engine => {
    await by(engine)
    answer = () => Response.json({ detail: 'no such format' }, { status: 422 })
    expect(await refusal(read())).toMatch(
      /^ExtractError: .*cannot read it \(422: no such format\)\.$/,
    )
    for (const wrong of [
      '<html>',
      '[]',
      'null',
      '{"document":7,"X-TIKA:content":7,"page_content":7}',
    ]) {
      answer = () => new Response(wrong)
      expect(await refusal(read())).toMatch(
        /^ExtractError: .*(finds no text|as it should|check its address)/,
      )
    }
    answer = () => Response.redirect('http://127.0.0.1:9/')
    expect(await refusal(read())).toMatch(/^EngineError: /)
    await opened.set({ 'rag.extract.seconds': 1 })
    answer = () => new Promise(() => undefined)
    expect(await refusal(read())).toMatch(/^ExtractError: .*took too long to read it\.$/)
    await opened.set({ 'rag.extract.seconds': 300 })
  },
)

test('a server that drops the line in the middle of its answer', async () => {
  await using dropping = await openRaw(socket =>
    socket.end('HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"X-TIKA:content":"Hi'),
  )
  await using _ = await at(dropping.url)
  expect(await refusal(read())).toBe('ExtractError: Tika broke off while reading it.')
})

test('whoever leaves is not kept by a server that hangs', async () => {
  await by('tika')
  const leaving = new AbortController()
  answer = () => {
    leaving.abort(new Error('enough'))
    return new Promise(() => undefined)
  }
  expect(await refusal(extract(opened.house, document(), leaving.signal))).toBe('Error: enough')
})

test('a server that is away may be back later: that is no fault of the document', async () => {
  await using _ = await at('http://127.0.0.1:9')
  expect(await refusal(read())).toStartWith('EngineError: Tika cannot be reached: ')
})

/** Lets Tika be there for a while. */
async function at(url: string): Promise<AsyncDisposable> {
  await opened.set({ 'rag.tika_server_url': url })
  await by('tika')
  const usual = { 'rag.tika_server_url': server.url.origin }
  return { [Symbol.asyncDispose]: () => opened.set(usual) }
}
