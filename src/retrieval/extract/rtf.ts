// Rich text: words, line ends and cells; fonts, pictures and the like are passed over.
import { ExtractError, type Extracted, type Source } from './document'
import { Writing } from './writing'

/** Groups whose text is not the document's. */
const SILENT = new Set(
  `fonttbl colortbl stylesheet listtable listoverridetable rsidtbl generator info pict object header
  headerl headerr headerf footer footerl footerr footerf themedata datastore latentstyles xmlnstbl
  fldinst bkmkstart bkmkend nonshppict filetbl revtbl`.split(/\s+/),
)
const SIGNS: Record<string, string> = {
  par: '\n\n',
  line: '\n',
  sect: '\n\n',
  page: '\n\n',
  tab: '\t',
  cell: '\t',
  nestcell: '\t',
  row: '\n',
  nestrow: '\n',
  emdash: '\u2014',
  endash: '\u2013',
  bullet: '\u2022',
  lquote: '\u2018',
  rquote: '\u2019',
  ldblquote: '\u201C',
  rdblquote: '\u201D',
  emspace: ' ',
  enspace: ' ',
}
const ESCAPED: Record<string, string> = {
  '\\': '\\',
  '{': '{',
  '}': '}',
  '~': '\u00A0',
  _: '-',
  '\n': '\n\n',
  '\r': '\n\n',
}

/** Windows' charset numbers of fonts, as code pages. */
const CHARSETS: Record<number, string> = {
  128: 'shift_jis',
  129: 'euc-kr',
  134: 'gbk',
  136: 'big5',
  161: 'windows-1253',
  162: 'windows-1254',
  163: 'windows-1258',
  177: 'windows-1255',
  178: 'windows-1256',
  186: 'windows-1257',
  204: 'windows-1251',
  222: 'windows-874',
  238: 'windows-1250',
}
const PAGES: Record<number, string> = { 932: 'shift_jis', 936: 'gbk', 949: 'euc-kr', 950: 'big5' }

const DEPTH = 10_000
const WORD = /([a-zA-Z]{1,40})(-?\d{1,10})? ?/y

interface Group {
  silent: boolean
  /** Characters to leave out after one that is given as a number. */
  skip: number
  font: number
}

export async function readRtf(source: Source): Promise<Extracted> {
  const writing = new Writing(source.limits)
  const { bytes } = source
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  new Rtf(text, writing).read()
  if (writing.length === 0) throw new ExtractError('There is no text in it.')
  return writing.done(null)
}

class Rtf {
  readonly #text: string
  readonly #writing: Writing
  readonly #outer: Group[] = []
  /** Code pages of fonts, by their number. */
  readonly #fonts = new Map<number, string>()
  #group: Group = { silent: false, skip: 1, font: -1 }
  #page = 'windows-1252'
  #at = 0
  /** Characters still to be left out. */
  #left = 0
  #inFonts = -1
  /** Bytes of characters that may take two. */
  #bytes: number[] = []

  constructor(text: string, writing: Writing) {
    this.#text = text
    this.#writing = writing
  }

  read(): void {
    while (this.#at < this.#text.length) {
      const sign = this.#text[this.#at++]
      if (sign === '{') this.#enter()
      else if (sign === '}') this.#leave()
      else if (sign === '\\') this.#control()
      else if (sign !== '\n' && sign !== '\r') this.#plain()
    }
    this.#flush()
  }

  #enter(): void {
    this.#flush()
    if (this.#outer.length === DEPTH) throw new ExtractError('It is nested too deep.')
    this.#outer.push(this.#group)
    this.#group = { ...this.#group }
  }

  #leave(): void {
    this.#flush()
    this.#group = this.#outer.pop() ?? this.#group
    this.#left = 0
    if (this.#outer.length < this.#inFonts) this.#inFonts = -1
  }

  /** A run of plain characters. */
  #plain(): void {
    const start = this.#at - 1
    while (this.#at < this.#text.length && !/[{}\\\r\n]/.test(this.#text[this.#at] ?? ''))
      this.#at++
    const run = this.#text.slice(start, this.#at)
    const shown = run.slice(Math.min(this.#left, run.length))
    this.#left = Math.max(0, this.#left - run.length)
    if (this.#group.silent) return
    for (const letter of shown) this.#bytes.push(letter.charCodeAt(0))
  }

  #control(): void {
    WORD.lastIndex = this.#at
    const [all = '', word = '', number] = WORD.exec(this.#text) ?? []
    this.#at += all.length
    if (all === '') this.#sign()
    else this.#word(word, number === undefined ? undefined : Number(number))
  }

  #sign(): void {
    const sign = this.#text[this.#at++] ?? ''
    if (sign === "'") this.#hex()
    else if (sign === '*') this.#group.silent = true
    else if (Object.hasOwn(ESCAPED, sign)) this.#say(ESCAPED[sign] ?? '')
  }

  /** A byte as two digits. */
  #hex(): void {
    const byte = Number.parseInt(this.#text.slice(this.#at, this.#at + 2), 16)
    this.#at += 2
    this.#byte(byte)
  }

  #byte(byte: number): void {
    if (this.#left > 0) this.#left--
    else if (!this.#group.silent && byte >= 0) this.#bytes.push(byte)
  }

  #word(word: string, number: number | undefined): void {
    if (SILENT.has(word)) this.#group.silent = true
    if (word === 'fonttbl') this.#inFonts = this.#outer.length
    if (word === 'bin') this.#at += Math.max(0, number ?? 0)
    else if (word === 'u' && number !== undefined) this.#numbered(number)
    else if (word === 'uc') this.#group.skip = Math.max(0, number ?? 1)
    else if (word === 'ansicpg') this.#page = PAGES[number ?? 0] ?? `windows-${number}`
    else if (word === 'f') this.#font(number ?? 0)
    else if (word === 'fcharset' && this.#inFonts >= 0) this.#charset(number ?? 0)
    else if (Object.hasOwn(SIGNS, word)) this.#say(SIGNS[word] ?? '')
  }

  #numbered(number: number): void {
    this.#say(String.fromCharCode(number < 0 ? number + 65_536 : number))
    this.#left = this.#group.skip
  }

  #font(number: number): void {
    this.#flush()
    this.#group.font = number
  }

  #charset(number: number): void {
    const page = CHARSETS[number]
    if (page) this.#fonts.set(this.#group.font, page)
  }

  #say(text: string): void {
    this.#flush()
    if (!this.#group.silent) this.#writing.add(text)
  }

  #flush(): void {
    if (this.#bytes.length === 0) return
    const bytes = Uint8Array.from(this.#bytes)
    this.#bytes = []
    this.#writing.add(decoder(this.#fonts.get(this.#group.font) ?? this.#page).decode(bytes))
  }
}

const decoders = new Map<string, TextDecoder>()

/** An unknown code page is read as the western one. */
function decoder(page: string): TextDecoder {
  const known = decoders.get(page)
  if (known) return known
  const made = made1252(page)
  decoders.set(page, made)
  return made
}

function made1252(page: string): TextDecoder {
  try {
    return new TextDecoder(page)
  } catch {
    return new TextDecoder('windows-1252')
  }
}
