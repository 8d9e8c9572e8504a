// What requests and messages name as files: only ids and names of collections count, whatever else is sent.
type Fields = Record<string, unknown>

/** One thing that is named, not looked up yet. */
export interface Entry {
  /** What is sent back as its source: what was said of it, without its words. */
  source: Fields
  /** In the contract's words: `file-<id>`, the id of a knowledge base, or the name of a page's collection. */
  names: string[]
  /** All of its words are wanted. */
  full: boolean
  /** Words that came along and stand nowhere else. */
  text?: string
}

/** More than anybody attaches; what comes behind them is not looked at. */
const MOST = 200
const LONGEST = 512

/** Kinds of the contract that are no documents. */
const OTHERS = new Set(['image', 'chat', 'note', 'folder'])

/** The documents among what was sent; whatever makes no sense is left out. */
export const entriesIn = (list: unknown): Entry[] =>
  Array.isArray(list) ? list.slice(0, MOST).flatMap(item => entryOf(Object(item)) ?? []) : []

function entryOf(given: Fields): Entry | undefined {
  if (typeof given.type === 'string' && OTHERS.has(given.type)) return undefined
  const full = given.context === 'full'
  const names = namesOf(given).filter(name => name.length <= LONGEST)
  const entry = { source: sourceOf(given), names, full }
  if (names.length > 0) return entry
  const text = full ? Object(Object(Object(given.file).data)).content : undefined
  return typeof text === 'string' && text.trim() ? { ...entry, text } : undefined
}

function namesOf({ type, id, legacy, collection_name, collection_names }: Fields): string[] {
  // Rows of old models say nothing of what it is: their clients add it when they send it on.
  const isOld = legacy || type === undefined
  if (isOld && Array.isArray(collection_names)) return collection_names.filter(isText)
  if (type === 'collection') return [id].filter(isText)
  // A file's own id says more than the collection that a client believes it to be in.
  if (type === 'file' && isText(id) && !legacy) return [`file-${id}`]
  if (isText(collection_name)) return [collection_name]
  if (!isText(id)) return []
  return [legacy ? id : `file-${id}`]
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

const KEPT = ['type', 'id', 'name', 'url', 'collection_name', 'context', 'description', 'legacy']

const sourceOf = (given: Fields): Fields =>
  Object.fromEntries(
    KEPT.flatMap((key): [string, unknown][] => {
      const value = given[key]
      if (typeof value === 'boolean') return [[key, value]]
      return typeof value === 'string' ? [[key, value.slice(0, LONGEST)]] : []
    }),
  )
