// Keeps a page as a file of whoever fetched it, so that it can be searched and a citation opens it.
import type { House } from '../../config/house'
import { type Db, type Tx, transaction } from '../../db'
import { and, desc, eq, sql } from '../../db/columns'
import { keyOf, storage } from '../../storage'
import { add, byId, setText } from '../../storage/files'
import { type FileRow, files } from '../../storage/table'
import { sha256 } from '../../utils/hash'
import { type Page, WebError } from './page'

/** As long as the contract lets the name of a collection be. */
const NAME_LENGTH = 63
const LONGEST_TITLE = 200

/** The contract's name for what is at an address. */
export const collectionName = (address: string): string => sha256(address).slice(0, NAME_LENGTH)

/**
 * The user's file with the words of the page. One that he has of this address (`asked`, the page's
 * own unless given) gets them in place of its own; who calls has it indexed.
 */
export async function keepPage(
  house: House,
  user_id: string,
  page: Page,
  asked = page.url,
): Promise<FileRow> {
  const { url, title, text: content, unit, pages, language, description } = page
  const collection_name = collectionName(asked)
  const name = nameOf(page)
  const meta = { url, title, language, description, source: asked, collection_name }
  const bytes = new TextEncoder().encode(content)
  const known = await keptAs(house.db, user_id, collection_name)
  const write = async (tx: Tx, { id }: Pick<FileRow, 'id'>): Promise<void> => {
    const size = bytes.byteLength
    const type = 'text/plain'
    const facts = { name, meta, type, size, hash: sha256(bytes), updated_at: Date.now() }
    await tx.update(files).set(facts).where(eq(files.id, id))
    await setText(tx, id, { content, unit, pages })
  }
  if (known) {
    await storage(house).put(keyOf(known), bytes)
    await transaction(house.db, tx => write(tx, known))
  }
  const { id } = known ?? (await add(house, { user_id, origin: 'web', name, meta, bytes }, write))
  const row = await byId(house.db, id)
  if (row) return row
  throw new WebError('The page was deleted while it was being kept. Fetch it again.')
}

/** The user's own file of that collection, the newest; nobody else's is ever found. */
export async function keptAs(
  db: Db,
  user_id: string,
  collection: string,
): Promise<FileRow | undefined> {
  if (!/^[\da-f]{63}$/.test(collection)) return undefined
  const named = `%"collection_name":"${collection}"%`
  const isNamed = sql`${files.origin} <> 'message' and ${files.meta} like ${named}`
  return await db
    .select()
    .from(files)
    .where(and(eq(files.user_id, user_id), isNamed))
    .orderBy(desc(files.updated_at))
    .limit(1)
    .get()
}

/** An address, and what the page there is called. */
export interface Origin {
  url: string
  name: string
}

/**
 * Where the words on that page of a file, counted from 1, came from; nothing where it is no web page.
 * Results of a search are one file, with a page for each.
 */
export function originOf(
  { origin, meta, name }: Pick<FileRow, 'origin' | 'meta' | 'name'>,
  page: number | null,
): Origin | undefined {
  if (origin !== 'web') return undefined
  const many = listOf(meta.urls)
  const url = many ? many[(page ?? 1) - 1] : meta.url
  if (typeof url !== 'string') return undefined
  const title = many ? listOf(meta.titles)?.[(page ?? 1) - 1] : name
  return { url, name: String(title || url) }
}

const listOf = (value: unknown): unknown[] | undefined => (Array.isArray(value) ? value : undefined)

/** The title, or the address without its scheme. */
function nameOf({ title, url }: Page): string {
  const name = title || url.replace(/^https?:\/\//, '')
  return name
    .replace(/[\s\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_TITLE)
    .toWellFormed()
}
