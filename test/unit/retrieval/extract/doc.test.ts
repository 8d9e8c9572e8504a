// Texts of old Word, put together from the pieces in which it keeps them.
import { expect, test } from 'bun:test'
import { compound, stored } from './compound'
import { reading, refusal, words } from './made'

const u32 = (...numbers: number[]): Buffer => Buffer.from(Uint32Array.from(numbers).buffer)
const NARROW = 2 ** 30
const HEAD = 2048

interface Made {
  /** Each in the way that it is kept: a byte a letter, or two. */
  pieces?: [text: string, kept: 'narrow' | 'wide'][]
  /** How many characters are text, footnotes, headers, macros, remarks, endnotes. */
  lengths?: number[]
  marks?: number
  /** Added to where the pieces say that they lie. */
  astray?: number
}

function doc({ pieces = [], lengths = [9999], marks = 0x200, astray = 0 }: Made): Uint8Array {
  // They lie in the file the other way round.
  const bytes = pieces.map(([text, kept]) =>
    kept === 'wide' ? stored(text) : Buffer.from(text, 'latin1'),
  )
  const at = bytes.map((_, n) => HEAD + Buffer.concat(bytes.slice(n + 1)).length + astray)
  const ends = pieces.map((_, n) =>
    pieces.slice(0, n + 1).reduce((sum, [text]) => sum + text.length, 0),
  )
  const list = Buffer.concat([
    u32(0, ...ends),
    ...pieces.map(([, kept], n) => {
      const place = Number(at[n])
      const said = kept === 'narrow' ? place * 2 + NARROW : place
      return Buffer.concat([Buffer.alloc(2), u32(said), Buffer.alloc(2)])
    }),
  ])
  const formats = Buffer.of(1, 4, 0, 2, 2, 2, 2)
  const table = Buffer.concat([Buffer.alloc(16), formats, Buffer.of(2), u32(list.length), list])
  const head = Buffer.alloc(HEAD)
  head.writeUInt16LE(0xa5ec, 0)
  head.writeUInt16LE(marks, 10)
  for (const [n, length] of lengths.entries()) head.writeInt32LE(length, 76 + n * 4)
  head.writeUInt32LE(16, 0x1a2)
  head.writeUInt32LE(table.length - 16, 0x1a6)
  const main = Buffer.concat([head, ...bytes.toReversed(), Buffer.alloc(5000)])
  return compound({ WordDocument: main, '1Table': Buffer.concat([table, Buffer.alloc(5000)]) })
}

test('a text of old Word is read in its order, with its notes and without its headers', async () => {
  const text =
    'High tide\rA\u0007B\u0007\u0007At \u0013 LINK x \u0014eight\u0015\u000Bo\u0092clock\f'
  const chinese = '高潮在八点\r'
  const file = doc({
    pieces: [
      [text, 'narrow'],
      [`${chinese}a note\r`, 'wide'],
      ['a header\r', 'narrow'],
    ],
    lengths: [text.length + chinese.length, 7, 9, 0, 0, 0, 0],
  })
  const said = 'High tide\n\nA\tB\nAt eight\no’clock\n\n高潮在八点\n\na note'
  expect((await words('tides.doc', file)).trim()).toBe(said)
})

test('a text of old Word that is locked, cut off or lying is refused in words', async () => {
  const pieces: Made['pieces'] = [['High tide', 'narrow']]
  const why = (file: Uint8Array) => refusal(reading('a.doc', file))
  expect(await why(doc({ pieces }))).toBe('read')
  expect(await why(doc({ pieces, marks: 0x300 }))).toContain('locked with a password')
  expect(await why(doc({ pieces, marks: 0 }))).toContain('The document is damaged')
  expect(await why(doc({ pieces, astray: 1_000_000 }))).toContain('The document is damaged')
  expect(await why(doc({ pieces }).slice(0, 3000))).toContain('is damaged')
})
