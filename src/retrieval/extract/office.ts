// What Word, PowerPoint and Excel files have in common: parts that name each other, and a page about the document.
import { damaged, locked, type Source } from './document'
import { walk } from './markup'
import { openZip, type Zip } from './zip'

/** The parts that a part names, by the id that it uses for each. */
export type Relations = Map<string, { type: string; path: string }>

/** @throws ExtractError */
export function openOffice({ bytes, limits }: Source, what: string): Zip {
  const zip = openZip(bytes, limits)
  if (zip.isLocked) throw locked(what)
  return zip
}

export async function relationsOf(zip: Zip, part: string): Promise<Relations> {
  const at = part.lastIndexOf('/') + 1
  const path = `${part.slice(0, at)}_rels/${part.slice(at)}.rels`
  const found: Relations = new Map()
  if (!zip.has(path)) return found
  await walk(zip.pieces(path), {
    open({ name, of }) {
      if (name !== 'Relationship' || !of.Id || !of.Target || of.TargetMode === 'External') return
      const type = (of.Type ?? '').split('/').at(-1) ?? ''
      found.set(of.Id, { type, path: resolved(part, of.Target) })
    },
  })
  return found
}

/** The path of a part as another one names it. */
export function resolved(from: string, target: string): string {
  const base = target.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const step of target.split('/')) {
    if (step === '..') base.pop()
    else if (step !== '' && step !== '.') base.push(step)
  }
  return base.join('/')
}

/** The part that the file is about. @throws ExtractError when it has none */
export async function mainPart(zip: Zip, usual: string): Promise<string> {
  const relations = [...(await relationsOf(zip, '')).values()]
  const named = relations.find(({ type }) => type === 'officeDocument')?.path
  const part = named && zip.has(named) ? named : usual
  if (!zip.has(part)) throw damaged('The document')
  return part
}

const META: Record<string, string> = {
  title: 'title',
  creator: 'author',
  'initial-creator': 'author',
  language: 'language',
  description: 'description',
}
const MOST_META = 1000

/** Title, author and the like, where the part says so; what is wrong with it harms nothing. */
export async function metaOf(zip: Zip, part: string): Promise<Record<string, unknown>> {
  const meta: Record<string, string> = {}
  if (!zip.has(part)) return meta
  let key: string | undefined
  await walk(zip.pieces(part), {
    open: ({ name }) => {
      key = Object.hasOwn(META, name) ? META[name] : undefined
    },
    close: () => {
      key = undefined
    },
    text(text) {
      if (key) meta[key] = ((meta[key] ?? '') + text).slice(0, MOST_META).trim()
    },
  })
  return meta
}
