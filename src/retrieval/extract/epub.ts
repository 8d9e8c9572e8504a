// E-books: chapter by chapter in the order of their spine.
import { damaged, ExtractError, type Extracted, locked, type Source } from './document'
import { decode } from './encoding'
import { writeHtml } from './html'
import { walk } from './markup'
import { metaOf, openOffice, resolved } from './office'
import { Writing } from './writing'
import type { Zip } from './zip'

const CONTAINER = 'META-INF/container.xml'
const SEALS = 'META-INF/encryption.xml'

export async function readEpub(source: Source): Promise<Extracted> {
  const zip = openOffice(source, 'The book')
  const pack = await packageOf(zip)
  const writing = new Writing(source.limits)
  const sealed = await sealedParts(zip)
  for (const chapter of await spineOf(zip, pack)) {
    if (sealed.has(chapter)) throw locked('The book')
    writing.part()
    writeHtml(writing, decode(await zip.bytes(chapter)))
  }
  if (writing.length === 0) throw new ExtractError('There is no text in this book.')
  return writing.done('chapter', await metaOf(zip, pack))
}

async function packageOf(zip: Zip): Promise<string> {
  let path: string | undefined
  await walk(zip.pieces(CONTAINER), {
    open({ name, of }) {
      if (name === 'rootfile') path ??= of['full-path']
    },
  })
  if (!path || !zip.has(path)) throw damaged('The book')
  return path
}

/** Parts that are not readable as they are: fonts often, chapters where the book is protected. */
async function sealedParts(zip: Zip): Promise<Set<string>> {
  const parts = new Set<string>()
  if (!zip.has(SEALS)) return parts
  await walk(zip.pieces(SEALS), {
    open({ name, of }) {
      if (name === 'CipherReference' && of.URI) parts.add(unescaped(of.URI))
    },
  })
  return parts
}

/** The paths of the chapters, in order. */
async function spineOf(zip: Zip, pack: string): Promise<string[]> {
  const items = new Map<string, string>()
  const spine: string[] = []
  await walk(zip.pieces(pack), {
    open({ name, of }) {
      if (name === 'item' && of.id && of.href) items.set(of.id, of.href)
      if (name === 'itemref' && of.idref) spine.push(of.idref)
    },
  })
  const paths = spine.flatMap(id => {
    const href = items.get(id)
    const path = href === undefined ? '' : resolved(pack, unescaped(href.split('#')[0] ?? ''))
    return zip.has(path) ? [path] : []
  })
  return [...new Set(paths)]
}

function unescaped(href: string): string {
  try {
    return decodeURIComponent(href)
  } catch {
    return href
  }
}
