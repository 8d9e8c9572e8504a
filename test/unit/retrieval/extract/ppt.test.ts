// Shows of old PowerPoint, record by record.
import { expect, test } from 'bun:test'
import { compound, stored } from './compound'
import { pagesOf, reading, refusal } from './made'

const u32 = (...numbers: number[]): Buffer => Buffer.from(Uint32Array.from(numbers).buffer)
const join = (...parts: Uint8Array[]): Buffer => Buffer.concat(parts)

function record(kind: number, type: number, ...parts: Uint8Array[]): Buffer {
  const data = join(...parts)
  const head = Buffer.alloc(8)
  head.writeUInt16LE(kind, 0)
  head.writeUInt16LE(type, 2)
  head.writeUInt32LE(data.length, 4)
  return join(head, data)
}

/** A group; `instance` tells groups of a kind apart. */
const group = (type: number, parts: Uint8Array[], instance = 0): Buffer =>
  record(instance * 16 + 15, type, ...parts)

const wide = (text: string): Buffer => record(0, 0xfa0, stored(text))
const narrow = (text: string): Buffer => record(0, 0xfa8, Buffer.from(text, 'latin1'))
const onSlide = (part: number): Buffer => record(0, 0x3f3, u32(part, 0, 0, 0, 0))
const box = (...texts: Uint8Array[]): Buffer => group(0xf002, [group(0xf00d, texts)])
const places = (first: number, ...at: number[]): Buffer =>
  record(0, 0x1772, u32(at.length * 2 ** 20 + first, ...at))
const edit = (before: number, places: number): Buffer =>
  record(0, 0xff5, u32(256, 0x03000000, before, places, 1, 9, 0))

const LISTS = [
  group(0xff0, [onSlide(9), narrow('of the master')], 1),
  group(0xff0, [onSlide(3), wide('Ebbe \u2014 退潮'), onSlide(2), narrow('High\vtide')]),
]

/** A show of two slides that was saved twice: the second slide was written anew. */
function show({ mark = 0xe391c05f, lists = LISTS, before = 0 } = {}): Uint8Array {
  const parts: Buffer[] = []
  const add = (part: Buffer): number => {
    const at = join(...parts).length
    parts.push(part)
    return at
  }
  const document = add(group(0x3e8, lists))
  const second = add(group(0x3ee, [box(narrow('an old box'))]))
  const first = add(group(0x3ee, [box(wide('a box'), narrow('and more'))]))
  const old = add(edit(before, add(places(1, document, second, first))))
  const anew = add(group(0x3ee, [box(narrow('a new box'))]))
  const last = add(edit(old, add(places(2, anew))))
  return compound({
    'PowerPoint Document': join(...parts, Buffer.alloc(5000)),
    'Current User': record(0, 0xff6, u32(20, mark, last), Buffer.alloc(8)),
  })
}

test('slides come in the order of the show, as they were saved last, with what is drawn on them', async () => {
  const read = await reading('tides.ppt', show())
  expect(read.unit).toBe('slide')
  expect(pagesOf(read)).toEqual([
    'Ebbe \u2014 退潮\n\na box\n\nand more',
    'High\ntide\n\na new box',
  ])
})

test('a show that is locked, cut off, lying or goes in circles is refused in words', async () => {
  const why = (file: Uint8Array) => refusal(reading('a.ppt', file))
  expect(await why(show({ mark: 0xf3d1c4df }))).toContain('locked with a password')
  expect(await why(show().slice(0, 1500))).toContain('is damaged')
  const lying = record(15, 0xff0, narrow('x'))
  lying.writeUInt32LE(4_000_000_000, 4)
  expect(await why(show({ lists: [lying] }))).toContain('The presentation is damaged')
  expect(await why(show({ before: 8 }))).toContain('The presentation is damaged')
  const bare = compound({ 'PowerPoint Document': Buffer.alloc(9) })
  expect(await why(bare)).toContain('The presentation is damaged')
})
