// Compound files, the form of Outlook's letters and of old Office: sectors in chains, and a tree of names.
import { damaged } from './document'

/** Sectors that a chain goes through, by their number. */
type Table = Uint32Array

const HEAD = 512
/** Places of a compound file's header. */
const AT = { shift: 30, miniShift: 32, names: 48, mini: 60, more: 68, tables: 76 }
const TABLES_IN_HEAD = 109
/** Numbers from here on are no sectors: the end of a chain, or nothing. */
const LAST = 0xfffffffa
const NAME = 128
/** Places of a name's neighbours, and of the first name below it. */
const [LEFT, RIGHT, CHILD] = [68, 72, 76]
/** Shorter streams lie in the small sectors. */
const SMALL = 4096
const SMALL_SECTOR = 64
const STREAM = 2
const ROOT = 5
const NONE = 0xffffffff

interface Stream {
  first: number
  size: number
}

/**
 * Every chain in it ends, and its tree of names is one: readers may take that on trust.
 * @throws ExtractError when one goes in circles or leads out of the file
 */
export class Compound {
  readonly #file: Sectors
  readonly #table: Table
  readonly #smallTable: Table
  readonly #streams = new Map<string, Stream>()
  #small: Stream = { first: NONE, size: 0 }

  constructor(bytes: Uint8Array) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    if (view.byteLength < HEAD) throw broken()
    const shift = view.getUint16(AT.shift, true)
    if ((shift !== 9 && shift !== 12) || view.getUint16(AT.miniShift, true) !== 6) throw broken()
    this.#file = new Sectors(view, 1 << shift)
    this.#table = this.#file.table(tables(this.#file))
    this.#smallTable = this.#file.table(chain(this.#table, view.getUint32(AT.mini, true)))
    this.#read(this.#file.joined(chain(this.#table, view.getUint32(AT.names, true))))
  }

  #read(names: DataView): void {
    checkTree(names)
    for (let at = 0; at + NAME <= names.byteLength; at += NAME) {
      const type = names.getUint8(at + 66)
      const stream = {
        first: names.getUint32(at + 116, true),
        size: names.getUint32(at + 120, true),
      }
      if (type === ROOT) this.#small = stream
      if (type === ROOT || (type === STREAM && stream.size > 0)) this.#chain(stream, type === ROOT)
    }
    for (const number of besides(names, names.getUint32(CHILD, true))) {
      const at = number * NAME
      const stream = streamAt(names, at)
      if (names.getUint8(at + 66) === STREAM) this.#streams.set(nameAt(names, at), stream)
    }
  }

  /** Whether a stream of that name stands at the top; documents inside of documents stand below. */
  has(name: string): boolean {
    return this.#streams.has(name)
  }

  #chain({ first, size }: Stream, isRoot: boolean): number[] {
    return chain(isRoot || size >= SMALL ? this.#table : this.#smallTable, first)
  }

  /** What is in the stream of that name at the top. */
  stream(name: string): DataView | undefined {
    const stream = this.#streams.get(name)
    if (!stream) return undefined
    const numbers = stream.size > 0 ? this.#chain(stream, false) : []
    const whole = stream.size >= SMALL ? this.#file.joined(numbers) : this.#joinedSmall(numbers)
    return new DataView(whole.buffer, 0, Math.min(stream.size, whole.byteLength))
  }

  #joinedSmall(numbers: number[]): DataView {
    const { buffer } = this.#file.joined(this.#chain(this.#small, true))
    const whole = new Uint8Array(numbers.length * SMALL_SECTOR)
    for (const [n, number] of numbers.entries()) {
      const from = number * SMALL_SECTOR
      whole.set(new Uint8Array(buffer.slice(from, from + SMALL_SECTOR)), n * SMALL_SECTOR)
    }
    return new DataView(whole.buffer)
  }
}

const streamAt = (names: DataView, at: number): Stream => ({
  first: names.getUint32(at + 116, true),
  size: names.getUint32(at + 120, true),
})

/** The length counts a NUL. */
function nameAt(names: DataView, at: number): string {
  const length = Math.min(64, names.getUint16(at + 64, true)) - 2
  return Buffer.from(names.buffer, at, Math.max(0, length)).toString('utf16le')
}

const broken = () => damaged('The file')

class Sectors {
  readonly #view: DataView
  readonly size: number

  constructor(view: DataView, size: number) {
    this.#view = view
    this.size = size
  }

  get head(): DataView {
    return this.#view
  }

  /** As many as the file has room for. */
  get count(): number {
    return Math.ceil((this.#view.byteLength - HEAD) / this.size)
  }

  /** One of them; the last may be shorter. */
  at(number: number): DataView {
    const from = this.size * (number + 1)
    const length = Math.min(this.size, this.#view.byteLength - from)
    if (length <= 0) throw broken()
    return new DataView(this.#view.buffer, this.#view.byteOffset + from, length)
  }

  joined(numbers: number[]): DataView {
    const whole = new Uint8Array(numbers.length * this.size)
    for (const [n, number] of numbers.entries()) {
      const { buffer, byteOffset, byteLength } = this.at(number)
      whole.set(new Uint8Array(buffer, byteOffset, byteLength), n * this.size)
    }
    return new DataView(whole.buffer)
  }

  table(numbers: number[]): Table {
    const { byteLength, buffer } = this.joined(numbers)
    const view = new DataView(buffer)
    return Uint32Array.from({ length: byteLength / 4 }, (_, n) => view.getUint32(n * 4, true))
  }
}

/** The sectors in which the table of chains stands: the first ones in the header, more in sectors of their own. */
function tables(file: Sectors): number[] {
  const found: number[] = []
  const take = (view: DataView, from: number, count: number): void => {
    for (let n = 0; n < count; n++) {
      const number = view.getUint32(from + n * 4, true)
      if (number < LAST) found.push(number)
    }
  }
  take(file.head, AT.tables, TABLES_IN_HEAD)
  const most = file.size / 4 - 1
  let next = file.head.getUint32(AT.more, true)
  for (let n = 0; next < LAST; n++) {
    const sector = file.at(next)
    if (n > file.count || sector.byteLength < file.size) throw broken()
    take(sector, 0, most)
    next = sector.getUint32(most * 4, true)
  }
  if (found.length > file.count) throw broken()
  return found
}

function chain(table: Table, first: number): number[] {
  const found: number[] = []
  for (let at = first; at < LAST; at = table[at] ?? LAST) {
    if (at >= table.length || found.length === table.length) throw broken()
    found.push(at)
  }
  return found
}

/** The names beside one of them, with it. */
function besides(names: DataView, first: number): number[] {
  const found: number[] = []
  const open = [first]
  for (let number = open.pop(); number !== undefined; number = open.pop()) {
    if (number === NONE) continue
    found.push(number)
    open.push(...[LEFT, RIGHT].map(place => names.getUint32((number ?? 0) * NAME + place, true)))
  }
  return found
}

/** Each name hangs on one other. */
function checkTree(names: DataView): void {
  const seen = new Set<number>()
  const open = [0]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at) || (at + 1) * NAME > names.byteLength) throw broken()
    seen.add(at)
    const hanging = [LEFT, RIGHT, CHILD].map(place =>
      names.getUint32((at ?? 0) * NAME + place, true),
    )
    open.push(...hanging.filter(number => number !== NONE))
  }
}
