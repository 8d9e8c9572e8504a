// The process that reads: it ends with its document, on too much time or memory, and when nobody waits.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { readdirSync, readFileSync } from 'node:fs'
import type { Settings } from '../../../../src/config/settings'
import { type Document, extract } from '../../../../src/retrieval/extract'
import { pdf } from '../../../pdf'
import { until } from '../../../until'
import { calm, type Opened, openHouse } from '../web/house'
import { refusal, xlsx } from './made'

let opened: Opened

beforeAll(async () => {
  opened = await openHouse({ WEBUI_SECRET_KEY: 'never told to a reader' })
})
afterAll(() => opened[Symbol.asyncDispose]())

const document = (name: string, bytes: Uint8Array<ArrayBuffer>): Document => ({
  name,
  type: '',
  size: bytes.byteLength,
  open: async () => new Blob([bytes]).stream(),
})

/** The processes that read for this one: their ids. */
function readers(): string[] {
  const tasks = readdirSync('/proc/self/task')
  const children = tasks.flatMap(task =>
    readFileSync(`/proc/self/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
  )
  return children.filter(pid => said(pid, 'cmdline').includes('\0extract\0'))
}

function said(pid: string, what: string): string {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'utf8')
  } catch {
    return ''
  }
}

async function bounded(changes: Partial<Settings>): Promise<AsyncDisposable> {
  await opened.set(changes)
  const usual = {
    'rag.extract.seconds': 300,
    'rag.extract.memory_mb': 1024,
    'rag.extract.characters': 20_000_000,
  }
  return { [Symbol.asyncDispose]: () => opened.set(usual) }
}

/** Takes pages by the thousand: some seconds. */
const slow = () =>
  document('long.pdf', pdf(Array.from({ length: 30_000 }, (_, n) => [`Page ${n}`])))

test('a document that takes too long is given up, and its process with it', async () => {
  await using _ = await bounded({ 'rag.extract.seconds': 1 })
  expect(await refusal(extract(opened.house, slow(), calm))).toContain(
    'ExtractError: Reading it took longer than 1 seconds. Divide it',
  )
  expect(readers()).toEqual([])
})

test('a document that takes too much memory is given up', async () => {
  await using _ = await bounded({ 'rag.extract.memory_mb': 128 })
  const shared = '<si><t>12345678</t></si>'.repeat(1_500_000)
  const file = document('big.xlsx', xlsx({ A: '<row/>' }, { shared }))
  expect(await refusal(extract(opened.house, file, calm))).toContain(
    'took more than 128 MB of memory',
  )
  expect(readers()).toEqual([])
})

test('whoever leaves ends the reading, and the reader knows no secret', async () => {
  const leaving = new AbortController()
  const work = refusal(extract(opened.house, slow(), leaving.signal))
  const [reader = ''] = await until(() => (readers().length > 0 ? readers() : undefined))
  const environment = said(reader, 'environ')
  expect(environment).toContain('BUN_JSC')
  expect(environment).not.toContain('never told')
  expect(environment).not.toMatch(/(^|\0)PATH=/)
  leaving.abort(new Error('enough'))
  expect(await work).toBe('Error: enough')
  await until(() => readers().length === 0)
})

test('two are read at once; who leaves the line does not wait for his turn', async () => {
  const leaving = new AbortController()
  const first = [1, 2].map(() => refusal(extract(opened.house, slow(), leaving.signal)))
  await until(() => readers().length === 2)
  const third = new AbortController()
  const waiting = refusal(extract(opened.house, slow(), third.signal))
  third.abort(new Error('not for me'))
  expect(await waiting).toBe('Error: not for me')
  expect(readers()).toHaveLength(2)
  leaving.abort(new Error('enough'))
  expect(await Promise.all(first)).toEqual(['Error: enough', 'Error: enough'])
  await until(() => readers().length === 0)
})

test('a store that breaks off while the document is handed over is no fault of the document', async () => {
  const broken: Document = {
    ...document('a.txt', new Uint8Array(1000)),
    open: async () =>
      new ReadableStream({
        pull(controller) {
          controller.error(new Error('the disk is gone'))
        },
      }),
  }
  expect(await refusal(extract(opened.house, broken, calm))).toBe('Error: the disk is gone')
  expect(readers()).toEqual([])
})

test('a text comes whole, with places that hold', async () => {
  const text = `Grüße 🏮 ${'aus Köln\n'.repeat(1000)}`
  const bytes = new TextEncoder().encode(text)
  expect(await extract(opened.house, document('a.txt', bytes), calm)).toEqual({
    content: text,
    unit: null,
    pages: [],
    meta: {},
  })
})
