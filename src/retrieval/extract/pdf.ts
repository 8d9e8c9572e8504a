// PDF, page by page.
import { getDocumentProxy } from 'unpdf'
import { damaged, ExtractError, type Extracted, locked, type Source } from './document'
import { spoilCounts } from './pdf-counts'
import { linesOf } from './pdf-lines'
import { Maps } from './pdf-maps'
import { metaOfPdf } from './pdf-meta'
import { picturesOf } from './pdf-pictures'
import { Writing } from './writing'

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>

export async function readPdf(source: Source): Promise<Extracted> {
  const pdf = await open(source.bytes)
  try {
    const writing = new Writing(source.limits)
    let words = 0
    let broken = 0
    for (let number = 1; number <= pdf.numPages; number++) {
      writing.part()
      const before = writing.length
      const done = await writePage(source, pdf, number, writing)
      if (!done) broken++
      words += writing.length - before
    }
    if (broken === pdf.numPages) throw damaged('The PDF')
    if (words === 0 && !source.picture) throw scanned()
    return writing.done('page', await metaOfPdf(pdf))
  } finally {
    await pdf.destroy()
  }
}

const scanned = (): ExtractError =>
  new ExtractError(
    'This PDF holds pictures of pages and no text. Run it through text recognition (OCR) first, or ask an admin to have a model read pictures.',
  )

/** Locks are told by the name of what is thrown: the class differs from build to build. */
const LOCKED = 'PasswordException'

async function open(bytes: Uint8Array): Promise<Pdf> {
  try {
    // A Buffer, which is one too, is refused.
    const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    spoilCounts(plain)
    return await getDocumentProxy(plain, {
      verbosity: 0,
      useSystemFonts: false,
      disableFontFace: true,
      stopAtErrors: false,
      // Nothing is ever fetched; what is not in the document comes from here.
      useWorkerFetch: false,
      BinaryDataFactory: Maps,
    })
  } catch (cause) {
    throw cause instanceof Error && cause.name === LOCKED
      ? locked('The PDF')
      : damaged('The PDF', { cause })
  }
}

/** False when the page is beyond reading; the others are read all the same. */
async function writePage(
  source: Source,
  pdf: Pdf,
  number: number,
  writing: Writing,
): Promise<boolean> {
  try {
    const page = await pdf.getPage(number)
    const { items } = await page.getTextContent()
    writing.add(linesOf(items.flatMap(item => ('str' in item ? [item] : []))))
    if (source.picture) await picturesOf(page, source.picture)
    page.cleanup()
    return true
  } catch (error) {
    if (error instanceof ExtractError) throw error
    return false
  }
}
