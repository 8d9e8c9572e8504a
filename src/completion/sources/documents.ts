// What attached documents bring: whole texts where they fit, else the passages that a search finds.
import type { House } from '../../config/house'
import { and, inArray } from '../../db/columns'
import type { Found, Passage } from '../../retrieval/search'
import { search } from '../../retrieval/search'
import { knowledgeFiles } from '../../retrieval/table'
import type { Scope } from '../../retrieval/vector'
import { type FileRow, files } from '../../storage/table'
import { bounded } from '../bounded'
import type { Attached } from './attach'
import { brought, type Evidence, found, type Ground, whole } from './evidence'
import { fitting, type Texts } from './fit'
import { queriesFor } from './queries'
import { roomFor } from './room'
import { settled } from './settled'
import type { Tale } from './tale'
import type { Wish } from './wish'

/** Somebody waits: what is not read by then is left out. */
const READING_MS = 120_000
const SEARCHING_MS = 30_000
const MOST_PASSAGES = 20

/** One ground for each attached thing, in their order. Throws only what `call.ending` ends with. */
export async function lookInDocuments(wish: Wish, tale: Tale): Promise<Ground[]> {
  const { attached } = wish
  if (attached.length === 0) return []
  const readable = await readFiles(wish, tale)
  const texts = await wholeTexts(wish, readable)
  for (const { id, name } of readable) if (texts.has(id)) tale.whole.push(name)
  const scope = {
    files: readable.flatMap(({ id }) => (texts.has(id) ? [] : id)),
    knowledge: [...new Set(attached.flatMap(({ knowledge }) => knowledge.map(({ id }) => id)))],
  }
  const passages = await lookUp(wish, tale, scope)
  return sorted(wish, readable, texts, passages)
}

/** The files that have words, waited for while they are being read. */
async function readFiles({ call, attached, tell }: Wish, tale: Tale): Promise<FileRow[]> {
  const { house, ending } = call
  const rows = [...new Map(attached.flatMap(each => each.files.map(row => [row.id, row]))).values()]
  const reading = rows.filter(({ state }) => state === 'queued' || state === 'running')
  if (reading.length > 0) tell('knowledge_search', `Reading ${namesOf(reading)}`)
  using bounds = bounded(ending.signal, READING_MS)
  const now = await tale.time('reading', settled(house, rows, bounds.signal))
  ending.signal.throwIfAborted()
  return now.filter(row => {
    const why = unread(row)
    if (why) tale.trouble.push(why)
    return !why
  })
}

const namesOf = (rows: FileRow[]): string => rows.map(({ name }) => name).join(', ')

function unread({ name, state, error, text_hash }: FileRow): string | undefined {
  if (state === 'done' || (state === 'stored' && text_hash)) return undefined
  if (state === 'stored') return `${name} has no words that could be searched.`
  if (state === 'queued' || state === 'running') return `${name} is still being read.`
  return `${name} could not be read${error ? `: ${error}` : '.'}`
}

async function wholeTexts(wish: Wish, readable: FileRow[]): Promise<Texts> {
  const { call, attached, params = {}, fitsWhole } = wish
  const wanted = new Set(
    attached.flatMap(({ entry, files }) => (entry.full ? files.map(({ id }) => id) : [])),
  )
  if (readable.length === 0 || (!fitsWhole && wanted.size === 0)) return new Map()
  const room = await roomFor(call.house, call.found, params)
  const most = fitsWhole ? call.house.config.get('rag.full_context_characters') : 0
  return fitting(call.house, readable, wanted, { room, most })
}

async function lookUp(wish: Wish, tale: Tale, scope: Scope): Promise<Passage[]> {
  const { call, attached, tell } = wish
  if (scope.files.length + scope.knowledge.length === 0) return []
  const asked =
    wish.queries ?? (await tale.time('queries', queriesFor(call, wish.messages, 'retrieval')))
  if (asked.length === 0) return []
  tell('knowledge_search', 'Searching the documents', { queries: asked })
  const k = Math.min(call.house.config.get('rag.top_k') * attached.length, MOST_PASSAGES)
  using bounds = bounded(call.ending.signal, SEARCHING_MS)
  const query = { queries: asked, scope, k, signal: bounds.signal }
  const result = await tale.time('search', search(call.house, query)).catch((error: unknown) => {
    call.ending.signal.throwIfAborted()
    call.house.log.component('rag').error({ err: error }, 'a search failed')
    return undefined
  })
  tale.searched = true
  tale.queries.push(...asked)
  if (result) note(tale, result)
  else tale.trouble.push('The documents could not be searched.')
  return result?.passages ?? []
}

function note(tale: Tale, { left, trouble, ms }: Found): void {
  tale.notes.push(...trouble)
  tale.left.push(...left)
  Object.assign(tale.ms, ms)
}

/** What was found, by the attached thing that brought it; the first of those that hold a file. */
async function sorted(
  { call, attached }: Wish,
  readable: FileRow[],
  texts: Texts,
  passages: Passage[],
): Promise<Ground[]> {
  const ids = [...new Set(passages.map(({ file_id }) => file_id))]
  const rows = new Map((await rowsOf(call.house, ids)).map(row => [row.id, row]))
  const holds = await holders(call.house, ids, attached)
  const seen = new Set<string>()
  return attached.map(each => {
    const own = new Set(each.files.map(({ id }) => id))
    const mine = (id: string) =>
      !seen.has(id) && (own.has(id) || each.knowledge.some(base => holds.has(`${base.id} ${id}`)))
    const taken = passages.filter(({ file_id }) => mine(file_id))
    const entire = readable.filter(({ id }) => mine(id) && texts.has(id))
    const evidence: Evidence[] = [
      ...brought(each),
      ...entire.flatMap(row => {
        const text = texts.get(row.id)
        return text ? whole(row, text) : []
      }),
      ...taken.map(passage => found(passage, rows.get(passage.file_id))),
    ]
    for (const { file_id } of taken) seen.add(file_id)
    for (const { id } of entire) seen.add(id)
    return { source: each.entry.source, evidence }
  })
}

const rowsOf = async ({ db }: House, ids: string[]): Promise<FileRow[]> =>
  ids.length === 0 ? [] : db.select().from(files).where(inArray(files.id, ids))

/** Which of the attached bases hold which of the files, as `base file`. */
async function holders({ db }: House, ids: string[], attached: Attached[]): Promise<Set<string>> {
  const bases = attached.flatMap(({ knowledge }) => knowledge.map(({ id }) => id))
  if (ids.length === 0 || bases.length === 0) return new Set()
  const { knowledge_id, file_id } = knowledgeFiles
  const rows = await db
    .select()
    .from(knowledgeFiles)
    .where(and(inArray(knowledge_id, bases), inArray(file_id, ids)))
  return new Set(rows.map(row => `${row.knowledge_id} ${row.file_id}`))
}
