// Documents sent by people: each kind is read, a bad one gives its reason and leaves the rest alone.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type App, openApp } from '../../../app'
import type { Caller } from '../../../caller'
import { mapped, pdf, wide } from '../../../pdf'
import { openProvider } from '../../../provider'
import { upload } from '../library'
import { bytesOf, docx, openDocument, paragraph, xlsx } from './made'

let stack: AsyncDisposableStack
let app: App
let ada: Caller

beforeAll(async () => {
  stack = new AsyncDisposableStack()
  const provider = stack.use(await openProvider({ models: ['embed'] }))
  const env = {
    RAG_EMBEDDING_ENGINE: 'openai',
    RAG_EMBEDDING_MODEL: 'embed',
    RAG_OPENAI_API_BASE_URL: provider.openai,
    EXTRACT_UNPACKED_MB: '1',
  }
  app = stack.use(await openApp({ env }))
  ada = await app.admin()
})
afterAll(() => stack.disposeAsync())

const letter =
  'From: Ada <ada@example.org>\nMIME-Version: 1.0\nSubject: Tides\n\nHigh tide at eight'

test.each<[name: string, content: string | Uint8Array<ArrayBuffer>]>([
  ['tides.pdf', pdf([['High tide at eight']])],
  ['tides-zh.pdf', pdf([[wide('High tide at eight 高潮')]], mapped('UniGB-UCS2-H', 'GB1'))],
  ['tides.docx', docx(paragraph('High tide at eight'))],
  ['tides.xlsx', xlsx({ A: '<row><c t="inlineStr"><is><t>High tide at eight</t></is></c></row>' })],
  ['tides.odt', openDocument('text', '<text:p>High tide at eight</text:p>')],
  ['tides.rtf', '{\\rtf1 High tide at eight}'],
  ['tides.html', '<p>High <b>tide</b> at eight</p>'],
  ['tides.eml', letter],
  ['tides.csv', 'Water,Hour\nHigh tide at eight,8'],
  ['tides.md', '# Tides\n\nHigh tide at eight'],
])('%s is read', async (name, content) => {
  const file = await upload(ada, name, content)
  expect([file.state, file.error]).toEqual(['done', null])
  expect(file.data.content).toContain('High tide at eight')
})

test.each<[name: string, content: string | Uint8Array<ArrayBuffer>, why: string]>([
  ['tides.pdf', bytesOf('%PDF-1.7 and no more'), 'is damaged or incomplete'],
  ['tides.bin', Uint8Array.from([1, 2, 0, 3]), 'cannot be read. What can be: PDF'],
])('%s says why it is not read', async (name, content, why) => {
  const file = await upload(ada, name, content)
  expect(file.state).toBe('failed')
  expect(file.error).toContain(why)
})

test('CVE-2026-109294: a document that unpacks to more than is allowed is not read', async () => {
  const file = await upload(ada, 'bomb.docx', docx(paragraph('High tide'.repeat(200_000))))
  expect(file.state).toBe('failed')
  expect(file.error).toContain('It unpacks to more than 1.0 MB')
})
