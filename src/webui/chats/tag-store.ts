// Tags of chats: named once a user, and gone with the last chat that carries them.
import type { Db, Tx } from '../../db'
import { and, eq, inArray, sql } from '../../db/columns'
import * as Chats from './store'
import { type ChatRow, chatTags, type TagRow, tags } from './table'

/** Stands for "no tags" in the search. */
export const NONE = 'none'

/** Blanks become `_`, letters lower case. */
export const idOf = (name: string): string => name.replaceAll(' ', '_').toLowerCase()

export const all = (db: Db, user_id: string): Promise<TagRow[]> =>
  db.select().from(tags).where(eq(tags.user_id, user_id)).orderBy(tags.id).all()

export async function ofChat(db: Db | Tx, chat: ChatRow): Promise<TagRow[]> {
  const rows = await db
    .select({ tag: tags })
    .from(chatTags)
    .innerJoin(tags, and(eq(tags.id, chatTags.tag_id), eq(tags.user_id, chat.user_id)))
    .where(eq(chatTags.chat_id, chat.id))
    .orderBy(tags.id)
  return rows.map(({ tag }) => tag)
}

/** Puts tags on a chat; new ones keep the spelling of `names`. */
export async function attach(tx: Tx, chat: ChatRow, names: string[]): Promise<void> {
  for (const name of names) {
    const id = idOf(name)
    await tx.insert(tags).values({ user_id: chat.user_id, id, name }).onConflictDoNothing()
    await tx.insert(chatTags).values({ chat_id: chat.id, tag_id: id }).onConflictDoNothing()
  }
}

export async function add(tx: Tx, chat: ChatRow, name: string): Promise<void> {
  const id = idOf(name)
  await attach(tx, chat, [name])
  await Chats.change(tx, chat, { meta: { ...chat.meta, tags: [...listed(chat, id), id] } })
}

export async function remove(tx: Tx, chat: ChatRow, name: string): Promise<void> {
  const id = idOf(name)
  await detach(tx, chat, [id])
  await Chats.change(tx, chat, { meta: { ...chat.meta, tags: listed(chat, id) } })
}

export async function clear(tx: Tx, chat: ChatRow): Promise<void> {
  await detach(
    tx,
    chat,
    (await ofChat(tx, chat)).map(({ id }) => id),
  )
  await Chats.change(tx, chat, { meta: { ...chat.meta, tags: [] } })
}

/** The tags that the contract's `meta` lists, but for one. */
function listed({ meta }: ChatRow, but: string): unknown[] {
  return Array.isArray(meta.tags) ? meta.tags.filter(tag => tag !== but) : []
}

async function detach(tx: Tx, { id, user_id }: ChatRow, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.delete(chatTags).where(and(eq(chatTags.chat_id, id), inArray(chatTags.tag_id, ids)))
  await dropUnused(tx, user_id)
}

/** Tags go with the last chat of their user that carries them, archived or not. */
export const dropUnused = (tx: Db | Tx, user_id: string) =>
  tx.delete(tags).where(
    sql`${tags.user_id} = ${user_id} and not exists (
      select 1 from chat_tag join chat on chat.id = chat_tag.chat_id
      where chat_tag.tag_id = ${tags.id} and chat.user_id = ${user_id})`,
  )

const MOST = 100

/** Names for the tags that an imported `meta` lists by id: `x_y` becomes `X Y`. */
export function namesIn({ tags: ids }: Record<string, unknown>): string[] {
  if (!Array.isArray(ids)) return []
  const texts = ids.filter(id => typeof id === 'string' && id.trim() !== '') as string[]
  const known = new Set(texts.map(idOf).filter(id => id !== NONE))
  return [...known].slice(0, MOST).map(id =>
    id
      .split('_')
      .map(word => word.charAt(0).toUpperCase() + word.slice(1))
      .join(' '),
  )
}
