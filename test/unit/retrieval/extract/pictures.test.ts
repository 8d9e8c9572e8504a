// Pictures in PDFs: taken out as PNG, and what a model reads in them stands with the words of their page.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { inflateSync } from 'node:zlib'
import type { Picture } from '../../../../src/retrieval/extract'
import { ExtractError, extract, setPictureReader } from '../../../../src/retrieval/extract'
import { bound } from '../../../pdf'
import { calm, type Opened, openHouse } from '../web/house'
import { pagesOf, reading, refusal } from './made'

let opened: Opened

beforeAll(async () => {
  opened = await openHouse({
    EXTRACT_IMAGES: 'model',
    EXTRACT_VISION_MODEL: 'vision',
    PDF_EXTRACT_IMAGES: 'true',
  })
})
afterAll(() => opened[Symbol.asyncDispose]())

interface Drawing {
  words?: string
  /** The dictionary of a picture and its bytes, as letters. */
  picture?: [entries: string, data: string]
}

const stream = (entries: string, data: string): string =>
  `<< ${entries} /Length ${data.length} >>\nstream\n${data}\nendstream`

/** A page for each drawing, which writes its words and draws its picture twice. */
function drawn(...pages: Drawing[]): Uint8Array<ArrayBuffer> {
  const kids = pages.map((_, n) => `${4 + 3 * n} 0 R`).join(' ')
  return bound([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...pages.flatMap(({ words, picture }, n) => {
      const text = words ? `BT /F1 12 Tf 72 740 Td (${words}) Tj ET ` : ''
      const draw = picture ? 'q 200 0 0 200 50 50 cm /P Do Q q 9 0 0 9 5 5 cm /P Do Q' : ''
      const [entries, data] = picture ?? ['/Width 1 /Height 1', '']
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${5 + 3 * n} 0 R ` +
          `/Resources << /Font << /F1 3 0 R >> /XObject << /P ${6 + 3 * n} 0 R >> >> >>`,
        stream('', text + draw),
        stream(`/Type /XObject /Subtype /Image ${entries}`, data),
      ]
    }),
  ])
}

const size = (width: number, height: number): string => `/Width ${width} /Height ${height}`
const rgb = (width: number, height: number): [string, string] => [
  `${size(width, height)} /ColorSpace /DeviceRGB /BitsPerComponent 8`,
  '\x01\x80\xff'.repeat(width * height),
]

/** What PNG says of itself, and the bytes of its first row. */
function told({ type, bytes }: Picture) {
  const view = Buffer.from(bytes)
  expect([type, view.toString('latin1', 1, 4), view.toString('latin1', 37, 41)]).toEqual([
    'image/png',
    'PNG',
    'IDAT',
  ])
  const rows = inflateSync(view.subarray(41, 41 + view.readUInt32BE(33)))
  const [width, height] = [view.readUInt32BE(16), view.readUInt32BE(20)]
  return { width, height, depth: view[24], colours: view[25], rows }
}

async function taken(file: Uint8Array): Promise<[page: number, picture: Picture][]> {
  const pictures: [number, Picture][] = []
  await reading('a.pdf', file, {}, (page, picture) => pictures.push([page, picture]))
  return pictures
}

test('a coloured picture comes as it is, once, from its page', async () => {
  const [[page, picture] = [], ...more] = await taken(
    drawn({ words: 'One' }, { picture: rgb(60, 50) }),
  )
  if (!picture) throw new Error('No picture was taken')
  expect([page, more]).toEqual([2, []])
  const { rows, ...said } = told(picture)
  expect(said).toEqual({ width: 60, height: 50, depth: 8, colours: 2 })
  expect(rows).toHaveLength(50 * (1 + 60 * 3))
  expect([...rows.subarray(0, 7)]).toEqual([0, 1, 128, 255, 1, 128, 255])
})

test.each([
  ['black and white', '/ColorSpace /DeviceGray /BitsPerComponent 1', 0b10101010],
  [
    'black and white, the other way round',
    '/ColorSpace /DeviceGray /BitsPerComponent 1 /Decode [1 0]',
    0b01010101,
  ],
  ['a mask, which paints where there is no bit', '/ImageMask true /BitsPerComponent 1', 0b10101010],
])('a scanned page in %s', async (_, entries, row) => {
  const data = '\xaa'.repeat(8 * 48)
  const [[, picture] = []] = await taken(drawn({ picture: [`${size(64, 48)} ${entries}`, data] }))
  if (!picture) throw new Error('No picture was taken')
  const { rows, ...said } = told(picture)
  expect(said).toEqual({ width: 64, height: 48, depth: 1, colours: 0 })
  expect([...rows.subarray(0, 9)]).toEqual([0, ...Array(8).fill(row)])
})

test('ornaments, broken pictures and lies about their size are passed over', async () => {
  const broken = `${size(64, 64)} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode`
  const vast = `${size(60_000, 60_000)} /ColorSpace /DeviceRGB /BitsPerComponent 8`
  const pages: Drawing[] = [
    { words: 'Words', picture: rgb(47, 300) },
    { words: 'remain', picture: [broken, 'no JPEG at all'] },
    { picture: [vast, 'short'] },
  ]
  expect(await taken(drawn(...pages))).toEqual([])
  expect(pagesOf(await reading('a.pdf', drawn(...pages)))).toEqual(['Words', 'remain', ''])
})

const document = (bytes: Uint8Array<ArrayBuffer>) => ({
  name: 'scan.pdf',
  type: 'application/pdf',
  size: bytes.byteLength,
  open: async () => new Blob([bytes]).stream(),
})

test('what the model reads stands below the words of the same page, and pages begin where they did', async () => {
  const seen: string[] = []
  setPictureReader(opened.house, async ({ type, bytes }) => {
    seen.push(type)
    const width = Buffer.from(bytes).readUInt32BE(16)
    return width === 70 ? '  ' : `Picture ${width} wide\0`
  })
  const file = drawn(
    { words: 'First', picture: rgb(60, 50) },
    { words: 'Second' },
    { picture: rgb(80, 50) },
    { words: 'Fourth', picture: rgb(70, 50) },
  )
  const read = await extract(opened.house, document(file), calm)
  expect(pagesOf(read)).toEqual(['First\n\nPicture 60 wide', 'Second', 'Picture 80 wide', 'Fourth'])
  expect([read.unit, read.pages.length, seen]).toEqual(['page', 4, Array(3).fill('image/png')])
})

test('a model that sees nothing or is away says so, and its fault is not the document’s', async () => {
  const scan = document(drawn({ picture: rgb(60, 50) }))
  setPictureReader(opened.house, async () => '')
  expect(await refusal(extract(opened.house, scan, calm))).toBe(
    'ExtractError: There is no text in it.',
  )
  setPictureReader(opened.house, () => Promise.reject(new Error('connection refused')))
  expect(await refusal(extract(opened.house, scan, calm))).toContain(
    'The model that reads pictures does not answer.',
  )
  setPictureReader(opened.house, () => Promise.reject(new ExtractError('Ask an admin.')))
  expect(await refusal(extract(opened.house, scan, calm))).toBe('ExtractError: Ask an admin.')
})
