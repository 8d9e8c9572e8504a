// Excel: sheet by sheet, row by row, each cell as it is shown or nearly so.
import { ExtractError, type Extracted, type Source } from './document'
import { walk } from './markup'
import { mainPart, metaOf, openOffice, relationsOf } from './office'
import { type Cell, Rows } from './rows'
import { Writing } from './writing'
import { dateOf, type Formats, formatsOf } from './xlsx-formats'
import type { Zip } from './zip'

interface Book {
  zip: Zip
  /** Texts that cells share, by number. */
  shared: string[]
  formats: Formats
}

export async function readXlsx(source: Source): Promise<Extracted> {
  const zip = openOffice(source, 'The spreadsheet')
  const writing = new Writing(source.limits)
  const part = await mainPart(zip, 'xl/workbook.xml')
  const relations = await relationsOf(zip, part)
  const sheets: { name: string; path: string }[] = []
  let from1904 = false
  await walk(zip.pieces(part), {
    open({ name, of }) {
      if (name === 'workbookPr') from1904 = /^(1|true)$/.test(of.date1904 ?? '')
      const path = name === 'sheet' ? relations.get(of['r:id'] ?? '')?.path : undefined
      if (path && zip.has(path)) sheets.push({ name: of.name ?? '', path })
    },
  })
  const find = (type: string) => [...relations.values()].find(each => each.type === type)?.path
  const shared = await sharedTexts(zip, find('sharedStrings'), source.limits.characters)
  const book = { zip, shared, formats: await formatsOf(zip, find('styles'), from1904) }
  for (const { name, path } of sheets) {
    writing.part()
    writing.line(name)
    await readSheet(book, path, writing)
  }
  return writing.done('sheet', await metaOf(zip, 'docProps/core.xml'))
}

async function sharedTexts(zip: Zip, path: string | undefined, most: number): Promise<string[]> {
  const texts: string[] = []
  if (!path || !zip.has(path)) return texts
  let text: string | null = null
  let inText = false
  let spoken = 0
  let total = 0
  await walk(zip.pieces(path), {
    open({ name }) {
      if (name === 'si') text = ''
      else if (name === 't') inText = true
      // How a word is pronounced stands beside it in Japanese sheets.
      else if (name === 'rPh') spoken++
    },
    close(name) {
      if (name === 't') inText = false
      else if (name === 'rPh') spoken--
      else if (name === 'si') {
        texts.push(text ?? '')
        text = null
      }
    },
    text(piece) {
      if (text === null || !inText || spoken > 0) return
      text += piece
      total += piece.length
      if (total > most) throw new ExtractError('It holds more text than is read. Divide it.')
    },
  })
  return texts
}

interface Open {
  column: number
  type: string
  style: number
  value: string
}

async function readSheet(book: Book, path: string, writing: Writing): Promise<void> {
  const rows = new Rows(writing)
  let row: Cell[] = []
  let cell: Open | null = null
  let inValue = false
  await walk(book.zip.pieces(path), {
    open({ name, of }) {
      if (name === 'row') row = []
      else if (name === 'c') cell = begun(of, row)
      else if (name === 'v' || name === 't') inValue = true
    },
    close(name) {
      if (name === 'v' || name === 't') inValue = false
      else if (name === 'row') rows.row(row)
      else if (name === 'c' && cell) {
        const text = shown(book, cell)
        if (text) row.push({ column: cell.column, text })
        cell = null
      }
    },
    text(text) {
      if (inValue && cell) cell.value += text
    },
  })
  rows.end()
}

const begun = (of: Record<string, string>, row: Cell[]): Open => ({
  column: columnOf(of.r) ?? (row.at(-1)?.column ?? -1) + 1,
  type: of.t ?? 'n',
  style: Number(of.s ?? 0),
  value: '',
})

/** `BC12` is column 54, counted from 0. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0]
  if (!letters) return undefined
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

function shown({ shared, formats }: Book, { type, style, value }: Open): string {
  if (type === 's') return shared[Number(value)] ?? ''
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
  if (type !== 'n' || value === '') return value
  return dateOf(formats, style, value) ?? value
}
