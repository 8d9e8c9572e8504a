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
/** Shorter streams lie in the small sectors. */
const SMALL = 4096
const NONE = 0xffffffff

/**
 * Looks whether every chain ends and the tree of names is one, for readers that take that on trust.
 * @throws ExtractError when one goes in circles or leads out of the file
 */
export function checkCompound(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const [shift, miniShift] = [view.getUint16(AT.shift, true), view.getUint16(AT.miniShift, true)]
  if ((shift !== 9 && shift !== 12) || miniShift !== 6) throw broken()
  const file = new Sectors(view, 1 << shift)
  const sectors = file.table(tables(file))
  const small = file.table(chain(sectors, view.getUint32(AT.mini, true)))
  const names = file.joined(chain(sectors, view.getUint32(AT.names, true)))
  checkTree(names)
  for (let at = 0; at + NAME <= names.byteLength; at += NAME) {
    const [type, first, size] = [
      names.getUint8(at + 66),
      names.getUint32(at + 116, true),
      names.getUint32(at + 120, true),
    ]
    if ((type === 2 && size > 0) || type === 5)
      chain(type === 2 && size < SMALL ? small : sectors, first)
  }
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

/** Each name hangs on one other. */
function checkTree(names: DataView): void {
  const seen = new Set<number>()
  const open = [0]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at) || (at + 1) * NAME > names.byteLength) throw broken()
    seen.add(at)
    const hanging = [68, 72, 76].map(place => names.getUint32((at ?? 0) * NAME + place, true))
    open.push(...hanging.filter(number => number !== NONE))
  }
}
