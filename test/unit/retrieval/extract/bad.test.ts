// Documents that are locked, cut off, lying or made to do harm: each says what is wrong, and soon.
import { expect, test } from 'bun:test'
import { constants, deflateRawSync } from 'node:zlib'
import { pdf } from '../../../pdf'
import { compound } from './compound'
import {
  bytesOf,
  docx,
  openDocument,
  pagesOf,
  paragraph,
  reading,
  refusal,
  relations,
  xlsx,
  zip,
} from './made'

const LOCKED = 'is locked with a password. Save a copy without one and upload that.'
const DAMAGED =
  'is damaged or incomplete. Open it in its own program, save it anew and upload that.'

test('a PDF keeps its pages, and words that were divided at the end of a line are whole', async () => {
  const file = pdf([['High tide in the har-', 'bour at 8-9'], [], ['Low tide']])
  const read = await reading('tides.pdf', file)
  expect(read.unit).toBe('page')
  expect(pagesOf(read)).toEqual(['High tide in the harbour at 8-9', '', 'Low tide'])
})

test('a PDF that is locked, cut off or nothing but a name', async () => {
  const text = Buffer.from(pdf([['Secret']])).toString('latin1')
  const sign = `<${'ab'.repeat(32)}>`
  const lock = `/Encrypt << /Filter /Standard /V 1 /R 2 /O ${sign} /U ${sign} /P -4 >> /ID [<aa> <aa>] /Root`
  const sealed = Buffer.from(text.replace('/Root', lock), 'latin1')
  expect(await refusal(reading('a.pdf', sealed))).toContain(`The PDF ${LOCKED}`)
  const cut = Buffer.from(text.slice(0, text.length / 2), 'latin1')
  expect(await refusal(reading('a.pdf', cut))).toContain(`The PDF ${DAMAGED}`)
  expect(await refusal(reading('a.pdf', '%PDF-1.7 no more'))).toContain(`The PDF ${DAMAGED}`)
})

test('a PDF of pictures alone says that it needs to be recognised', async () => {
  expect(await refusal(reading('scan.pdf', pdf([[], []])))).toContain(
    'pictures of pages and no text',
  )
})

test('office documents that are locked, old or cut off', async () => {
  const whole = docx(paragraph('Tides'))
  const cut = whole.slice(0, whole.length - 30)
  expect(await refusal(reading('a.docx', cut))).toContain(DAMAGED)
  const only = (stream: string) => compound({ [stream]: Buffer.alloc(5000) })
  expect(await refusal(reading('a.docx', only('EncryptedPackage')))).toContain(LOCKED)
  expect(await refusal(reading('a.doc', only('WordDocument')))).toContain(DAMAGED)
  const manifest = '<manifest:manifest><manifest:encryption-data/></manifest:manifest>'
  const sealed = openDocument('text', '', manifest)
  expect(await refusal(reading('a.odt', sealed))).toContain(LOCKED)
  expect(await refusal(reading('a.zip', zip({ 'a.txt': 'one' })))).toContain('This is an archive')
  expect(await refusal(reading('a.zip', zip({ 'a.zip': zip({ 'b.txt': '' }) })))).toContain(
    'This is an archive',
  )
})

/** A Word document whose text unpacks to ten billion bytes, whatever its directory says of its size. */
function bomb(said: number): Uint8Array {
  const often = deflateRawSync(Buffer.alloc(10_000_000), { finishFlush: constants.Z_FULL_FLUSH })
  const packed = Buffer.concat([...Array<Buffer>(1000).fill(often), Buffer.from([3, 0])])
  const name = Buffer.from('word/document.xml')
  const entry = Buffer.alloc(42)
  entry.writeUInt16LE(8, 6)
  entry.writeUInt32LE(packed.length, 16)
  entry.writeUInt32LE(said, 20)
  entry.writeUInt16LE(name.length, 24)
  const local = Buffer.concat([bytesOf('PK\u0003\u0004'), entry.subarray(2, 28), name, packed])
  const list = Buffer.concat([bytesOf('PK\u0001\u0002'), entry, name])
  const end = Buffer.alloc(18)
  end.writeUInt16LE(1, 6)
  end.writeUInt32LE(list.length, 8)
  end.writeUInt32LE(local.length, 12)
  return Buffer.concat([local, list, bytesOf('PK\u0005\u0006'), end])
}

test('an archive that unpacks to 10 GB is given up at the limit, and when it lies (CVE-2026-109294)', async () => {
  const begun = performance.now()
  expect(await refusal(reading('a.docx', bomb(4_000_000_000)))).toContain('It unpacks to more than')
  expect(await refusal(reading('a.docx', bomb(1000)))).toContain(DAMAGED)
  expect(performance.now() - begun).toBeLessThan(5000)
})

test('a little file cannot become a long text', async () => {
  const shared = `<si><t>${'long '.repeat(1000)}</t></si>`
  const cells = '<row><c t="s"><v>0</v></c></row>'.repeat(1000)
  expect(await refusal(reading('a.xlsx', xlsx({ A: cells }, { shared })))).toContain(
    'more than 1,000,000 characters',
  )
})

test('parts of a document that it does not have, or that are outside of it, are passed over', async () => {
  const file = docx(paragraph('Tides'), {
    'word/_rels/document.xml.rels': relations(['n1', 'footnotes', '../../../etc/passwd']),
  })
  expect((await reading('a.docx', file)).content.trim()).toBe('Tides')
})
