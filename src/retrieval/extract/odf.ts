// OpenDocument texts, spreadsheets and presentations: one vocabulary, three kinds of parts.
import type { Unit } from '../../storage/table'
import { damaged, type Extracted, locked, type Source } from './document'
import { type Element, type Met, walk } from './markup'
import { metaOf, openOffice } from './office'
import { type Cell, Rows } from './rows'
import { Writing } from './writing'

const CONTENT = 'content.xml'
const MANIFEST = 'META-INF/manifest.xml'

export async function readOdf(source: Source): Promise<Extracted> {
  const zip = openOffice(source, 'The document')
  if (zip.has(MANIFEST) && (await zip.text(MANIFEST, 10_000_000)).includes('encryption-data'))
    throw locked('The document')
  if (!zip.has(CONTENT)) throw damaged('The document')
  const writing = new Writing(source.limits)
  const body = new Body(writing)
  await walk(zip.pieces(CONTENT), body)
  return writing.done(body.unit, await metaOf(zip, 'meta.xml'))
}

/** What is struck out, remarks in the margin, and lists of names that are not shown. */
const SILENT = new Set(['tracked-changes', 'annotation', 'forms', 'shapes'])
/** Cells and rows can be said once for many; so many of a kind are taken. */
const MOST_REPEATS = 1000
const MOST_BLANKS = 100

class Body implements Met {
  unit: Unit | null = null
  readonly #writing: Writing
  #silent = 0
  /** Paragraphs that are open here; words stand in nothing else. */
  #words = 0
  #rows: Rows | null = null
  #row: Cell[] = []
  #column = 0
  #repeats = 1
  #cell: string | null = null

  constructor(writing: Writing) {
    this.#writing = writing
  }

  open({ name, of }: Element): void {
    if (SILENT.has(name)) this.#silent++
    if (this.#silent > 0) return
    if (name === 'spreadsheet') this.unit = 'sheet'
    else if (name === 'presentation') this.unit = 'slide'
    else if (name === 'page' && this.unit === 'slide') this.#writing.part()
    else if (name === 'table' && this.unit === 'sheet') this.#sheet(of['table:name'] ?? '')
    else if (name === 'table-row') this.#begin()
    else if (name === 'table-cell' || name === 'covered-table-cell') this.#open(of)
    else if (name === 'p' || name === 'h') this.#words++
    else if (name === 'tab') this.#add('\t')
    else if (name === 'line-break') this.#add('\n')
    else if (name === 's') this.#add(' '.repeat(bounded(of.c, MOST_BLANKS)))
  }

  close(name: string): void {
    if (SILENT.has(name)) this.#silent--
    if (this.#silent > 0) return
    if (name === 'p' || name === 'h') this.#paragraph(name)
    else if (name === 'table-cell' || name === 'covered-table-cell') this.#close()
    else if (name === 'table-row') this.#end()
    else if (name === 'table') this.#table()
  }

  text(text: string): void {
    if (this.#words > 0 && this.#silent === 0) this.#add(text.replace(/\s+/g, ' '))
  }

  #add(text: string): void {
    if (this.#cell !== null) this.#cell += text
    else if (this.#words > 0) this.#writing.add(text)
  }

  #paragraph(name: string): void {
    this.#words--
    if (this.#cell !== null) this.#cell += '\n'
    else if (name === 'h' || this.unit === null) this.#writing.gap()
    else this.#writing.fresh()
  }

  #sheet(name: string): void {
    this.#writing.part()
    this.#writing.line(name)
    this.#rows = new Rows(this.#writing)
  }

  #begin(): void {
    this.#row = []
    this.#column = 0
  }

  #open(of: Record<string, string>): void {
    this.#repeats = Math.max(1, Number(of['table:number-columns-repeated'] ?? 1) || 1)
    this.#cell = ''
  }

  #close(): void {
    const text = (this.#cell ?? '').trim()
    const taken = text === '' ? 0 : Math.min(this.#repeats, MOST_REPEATS)
    for (let n = 0; n < taken; n++) this.#row.push({ column: this.#column + n, text })
    this.#column += this.#repeats
    this.#cell = null
  }

  #end(): void {
    if (this.#rows) this.#rows.row(this.#row)
    else if (this.#row.length > 0)
      this.#writing.line(this.#row.map(({ text }) => text.replaceAll('\n', ' ')).join('\t'))
  }

  #table(): void {
    this.#rows?.end()
    this.#rows = null
    this.#writing.gap()
  }
}

const bounded = (text: string | undefined, most: number): number =>
  Math.min(most, Math.max(1, Number(text ?? 1) || 1))
