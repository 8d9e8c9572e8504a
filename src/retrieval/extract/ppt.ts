// Old PowerPoint (97 to 2003): slide by slide, the titles and lists first, then the boxes drawn on it.
import { Compound } from './compound'
import { damaged, type Extracted, locked, type Source } from './document'
import { Writing } from './writing'

const IS = {
  document: 0x3e8,
  slide: 0x3ee,
  onSlide: 0x3f3,
  letters: 0xfa0,
  bytes: 0xfa8,
  texts: 0xff0,
  edit: 0xff5,
  places: 0x1772,
}

/** The list of what is on slides; the other two are of masters and of notes. */
const SLIDES = 0
/** The mark of a locked show, where its last edit is told. */
const LOCKED = 0xf3d1c4df
const DEPTH = 50
const MOST_EDITS = 10_000

interface Atom {
  type: number
  instance: number
  data: DataView
}

/** The records side by side in a piece. @throws RangeError where one is longer than the piece */
function* atoms(piece: DataView): Generator<Atom> {
  for (let at = 0; at + 8 <= piece.byteLength; ) {
    const atom = atomAt(piece, at)
    yield atom
    at += 8 + atom.data.byteLength
  }
}

function atomAt(piece: DataView, at: number): Atom {
  const size = piece.getUint32(at + 4, true)
  return {
    type: piece.getUint16(at + 2, true),
    instance: piece.getUint16(at, true) >> 4,
    data: new DataView(piece.buffer, piece.byteOffset + at + 8, size),
  }
}

const isGroup = (piece: DataView, at: number): boolean => (piece.getUint16(at, true) & 15) === 15

export async function readPpt(source: Source): Promise<Extracted> {
  const file = new Compound(source.bytes)
  const show = file.stream('PowerPoint Document')
  const user = file.stream('Current User')
  if (!show || !user) throw damaged('The presentation')
  const writing = new Writing(source.limits)
  try {
    if (user.getUint32(12, true) === LOCKED) throw locked('The presentation')
    writeShow(show, placesOf(show, user.getUint32(16, true)), writing)
  } catch (cause) {
    throw cause instanceof RangeError ? damaged('The presentation', { cause }) : cause
  }
  return writing.done('slide')
}

/** Where each part stands now, by its number: later edits put parts anew at the end of the file. */
function placesOf(show: DataView, last: number): Map<number, number> {
  const places = new Map<number, number>()
  let edit = last
  for (let n = 0; edit > 0 || n === 0; n++) {
    const { type, data } = atomAt(show, edit)
    if (type !== IS.edit || n === MOST_EDITS) throw damaged('The presentation')
    if (n === 0) places.set(0, data.getUint32(16, true))
    takePlaces(atomAt(show, data.getUint32(12, true)), places)
    edit = data.getUint32(8, true)
  }
  return places
}

/** Runs of parts: the first one's number in 20 bits, how many in 12, then a place for each. */
function takePlaces({ type, data }: Atom, places: Map<number, number>): void {
  if (type !== IS.places) throw damaged('The presentation')
  for (let at = 0; at + 4 <= data.byteLength; at += 4) {
    const head = data.getUint32(at, true)
    for (let n = 0; n < head >>> 20; n++) {
      at += 4
      const number = (head & 0xfffff) + n
      if (number > 0 && !places.has(number)) places.set(number, data.getUint32(at, true))
    }
  }
}

function writeShow(show: DataView, places: Map<number, number>, writing: Writing): void {
  const document = partAt(show, places, places.get(0) ?? 0)
  if (document?.type !== IS.document) throw damaged('The presentation')
  for (const list of atoms(document.data)) {
    if (list.type !== IS.texts || list.instance !== SLIDES) continue
    let slide: Atom | undefined
    for (const atom of atoms(list.data)) {
      if (atom.type === IS.onSlide) {
        if (slide) writeTexts(slide.data, writing)
        writing.part()
        slide = partAt(show, places, atom.data.getUint32(0, true))
      } else writeText(atom, writing)
    }
    if (slide) writeTexts(slide.data, writing)
  }
}

function partAt(show: DataView, places: Map<number, number>, number: number): Atom | undefined {
  const at = places.get(number)
  return at === undefined ? undefined : atomAt(show, at)
}

/** The texts in all that is drawn there. */
function writeTexts(piece: DataView, writing: Writing, depth = 0): void {
  if (depth === DEPTH) throw damaged('The presentation')
  let at = 0
  for (const atom of atoms(piece)) {
    if (isGroup(piece, at)) writeTexts(atom.data, writing, depth + 1)
    else writeText(atom, writing)
    at += 8 + atom.data.byteLength
  }
}

function writeText({ type, data }: Atom, writing: Writing): void {
  if (type !== IS.letters && type !== IS.bytes) return
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  const text = bytes.toString(type === IS.letters ? 'utf16le' : 'latin1')
  writing.gap()
  // A line that ends inside of a paragraph.
  writing.line(text.replaceAll('\u000B', '\n').trim())
}
