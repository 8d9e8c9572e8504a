// Sheets of old Excel, record by record.
import { expect, test } from 'bun:test'
import { compound, stored } from './compound'
import { pagesOf, reading, refusal } from './made'

const u16 = (...numbers: number[]): Buffer => Buffer.from(Uint16Array.from(numbers).buffer)
const u32 = (number: number): Buffer => Buffer.from(Uint32Array.of(number).buffer)
const real = (number: number): Buffer => Buffer.from(Float64Array.of(number).buffer)
const join = (...parts: Uint8Array[]): Buffer => Buffer.concat(parts)

const record = (type: number, ...parts: Uint8Array[]): Buffer =>
  join(u16(type, join(...parts).length), ...parts)

const BEGIN = record(0x809, u16(0x600, 5))
const END = record(0x0a)
const narrow = (text: string): Buffer => join(u16(text.length), Buffer.of(0), Buffer.from(text))
const wide = (text: string): Buffer => join(u16(text.length), Buffer.of(1), stored(text))

/** Two texts; the second begins a byte a letter and goes on in the next record with two. */
const SHARED = join(
  record(0xfc, u32(2), u32(2), wide('船'), u16(6), Buffer.of(0), Buffer.from('Pha')),
  record(0x3c, Buffer.of(1), stored('ros')),
)

/** A workbook of one sheet, with more records before it. */
function book(cells: Buffer, more: Buffer = Buffer.alloc(0)): Uint8Array {
  const styles = join(record(0x41e, u16(164), narrow('yyyy-mm-dd')), record(0xe0, u16(0, 0)))
  const head = join(BEGIN, more, styles, record(0xe0, u16(0, 164)), SHARED)
  const name = join(Buffer.of(5, 0), Buffer.from('Boats'))
  const size = 4 + 6 + name.length
  const sheet = record(0x85, u32(head.length + size + END.length), u16(0), name)
  const stream = join(head, sheet, END, BEGIN, cells, END)
  return compound({ Workbook: join(stream, Buffer.alloc(5000)) })
}

const at = (row: number, column: number, style = 0): Buffer => u16(row, column, style)
const HEAD = join(
  record(0xfd, at(0, 0), u32(0)),
  record(0x204, at(0, 1), narrow('Built')),
  record(0x204, at(0, 2), narrow('Metres')),
)

test('a sheet gives each cell beside its column: texts, dates, numbers however they are kept', async () => {
  const cells = join(
    HEAD,
    record(0xfd, at(1, 0), u32(1)),
    record(0x203, at(1, 1, 1), real(45_292)),
    record(0x27e, at(1, 2), u32((1250 << 2) | 3)),
    // A chart in the sheet has cells of its own.
    join(BEGIN, record(0x204, at(1, 2), narrow('of a chart')), END),
    record(0xbd, u16(2, 1), u16(1), u32((45_293 << 2) | 2), u16(0), u32((7 << 2) | 2), u16(2)),
    record(0x06, at(3, 0), Buffer.of(0, 0, 0, 0, 0, 0, 255, 255), u16(0)),
    record(0x207, wide('Σ')),
    record(0x06, at(3, 2), real(0.5), u16(0)),
    record(0x205, at(3, 1), Buffer.of(1, 0)),
    record(0x205, at(4, 1), Buffer.of(42, 1)),
  )
  const read = await reading('boats.xls', book(cells))
  expect(read.unit).toBe('sheet')
  expect(pagesOf(read)).toEqual([
    'Boats\n\n船: Pharos\nBuilt: 2024-01-01\nMetres: 12.5\n\nBuilt: 2024-01-02\nMetres: 7\n\n' +
      '船: Σ\nMetres: 0.5\nBuilt: TRUE',
  ])
})

test('a sheet that is locked, short, lying or of an older Excel is refused in words', async () => {
  const locked = book(HEAD, record(0x2f, u16(1)))
  expect(await refusal(reading('a.xls', locked))).toContain('locked with a password')
  const lying = book(HEAD, record(0xfc, u32(9), u32(4_000_000_000), u16(60_000), Buffer.of(1)))
  expect(await refusal(reading('a.xls', lying))).toContain('The spreadsheet is damaged')
  const short = book(record(0xfd, u16(1)))
  expect(await refusal(reading('a.xls', short))).toContain('The spreadsheet is damaged')
  const whole = book(HEAD)
  expect(await refusal(reading('a.xls', whole.slice(0, 2000)))).toContain('is damaged')
  const old = compound({ Book: Buffer.alloc(5000) })
  expect(await refusal(reading('a.xls', old))).toContain('save it as .xlsx')
  const letter = compound({ WordDocument: Buffer.alloc(9), Sheet: { Workbook: Buffer.alloc(9) } })
  expect(await refusal(reading('a.doc', letter))).toContain('The document is damaged')
})
