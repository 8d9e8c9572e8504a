// PowerPoint: slide by slide in the order in which they are shown, with the speaker's notes.
import type { Extracted, Source } from './document'
import { type Met, walk } from './markup'
import { mainPart, metaOf, openOffice, relationsOf } from './office'
import { Writing } from './writing'
import type { Zip } from './zip'

export async function readPptx(source: Source): Promise<Extracted> {
  const zip = openOffice(source, 'The presentation')
  const writing = new Writing(source.limits)
  for (const slide of await slidesOf(zip)) {
    writing.part()
    await walk(zip.pieces(slide), shapes(writing))
    const relations = [...(await relationsOf(zip, slide)).values()]
    const notes = relations.find(({ type }) => type === 'notesSlide')?.path
    if (!notes || !zip.has(notes)) continue
    writing.gap()
    await walk(zip.pieces(notes), shapes(writing))
  }
  return writing.done('slide', await metaOf(zip, 'docProps/core.xml'))
}

async function slidesOf(zip: Zip): Promise<string[]> {
  const part = await mainPart(zip, 'ppt/presentation.xml')
  const relations = await relationsOf(zip, part)
  const slides: string[] = []
  await walk(zip.pieces(part), {
    open({ name, of }) {
      // Its own id is a number; the one with a prefix names the part.
      const path = name === 'sldId' ? relations.get(of['r:id'] ?? '')?.path : undefined
      if (path && zip.has(path)) slides.push(path)
    },
  })
  return slides
}

function shapes(writing: Writing): Met {
  let inText = false
  let field = 0
  let cells = 0
  return {
    open({ name }) {
      if (name === 't') inText = true
      else if (name === 'br') writing.add('\n')
      else if (name === 'fld') field++
      else if (name === 'tc') cell()
    },
    close(name) {
      if (name === 't') inText = false
      else if (name === 'fld') field--
      else if (name === 'p' && cells === 0) writing.fresh()
      else if (name === 'tr' || name === 'sp') writing.fresh()
      else if (name === 'tc') cells--
    },
    text(text) {
      // Fields are numbers of slides and dates.
      if (inText && field === 0) writing.add(text)
    },
  }

  function cell(): void {
    cells++
    writing.cell()
  }
}
