// Word: paragraphs, tables, notes; what was struck out is left out.
import type { Extracted, Source } from './document'
import { type Met, walk } from './markup'
import { mainPart, metaOf, openOffice, relationsOf } from './office'
import { Writing } from './writing'
import type { Zip } from './zip'

/** Parts beside the text itself whose words belong to it. */
const NOTES = ['footnotes', 'endnotes', 'comments']

export async function readDocx(source: Source): Promise<Extracted> {
  const zip = openOffice(source, 'The document')
  const writing = new Writing(source.limits)
  const part = await mainPart(zip, 'word/document.xml')
  await walk(zip.pieces(part), paragraphs(writing))
  for (const note of await notesOf(zip, part)) {
    writing.gap()
    await walk(zip.pieces(note), paragraphs(writing))
  }
  return writing.done(null, await metaOf(zip, 'docProps/core.xml'))
}

async function notesOf(zip: Zip, part: string): Promise<string[]> {
  const relations = [...(await relationsOf(zip, part)).values()]
  return NOTES.flatMap(note =>
    relations.filter(({ type, path }) => type === note && zip.has(path)).map(({ path }) => path),
  )
}

/** Elements whose words are not the document's: what is struck out, and the second form of a drawing. */
const SILENT = new Set(['del', 'moveFrom', 'Fallback'])

function paragraphs(writing: Writing): Met {
  let silent = 0
  let inText = false
  let cells = 0
  return {
    open({ name, of }) {
      if (SILENT.has(name)) silent++
      if (silent > 0) return
      if (name === 't') inText = true
      else if (name === 'tab') tab(of)
      else if (name === 'br' || name === 'cr') writing.add('\n')
      else if (name === 'noBreakHyphen') writing.add('-')
      else if (name === 'tc') cell()
      else if (name === 'p' && cells > 0 && !writing.isFresh) writing.add(' ')
    },
    close(name) {
      if (SILENT.has(name)) silent--
      if (silent > 0) return
      if (name === 't') inText = false
      // Inside of a table its paragraphs stay on the row's line.
      else if (name === 'p' && cells === 0) writing.gap()
      else if (name === 'tc') cells--
      else if (name === 'tr') writing.fresh()
      else if (name === 'tbl') writing.gap()
    },
    text(text) {
      if (inText && silent === 0) writing.add(text)
    },
  }

  /** A stop of the ruler is a tab too, and has a place. */
  function tab(of: Record<string, string>): void {
    if (of.pos === undefined) writing.add('\t')
  }

  function cell(): void {
    cells++
    writing.cell()
  }
}
