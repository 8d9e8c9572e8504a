// Messages as rows: the thread to an answer, adding, growing and ending one.
import { type Db, type Tx, transaction } from '../../db'
import { and, eq, inArray, sql } from '../../db/columns'
import { batches } from '../../utils/batches'
import { stamp } from '../../utils/stamp'
import { hold, letGo } from './held'
import { keep, rekeep, unkeep } from './search/keep'
import { chats, type MessageRow, messages } from './table'

/** What a new row needs; the rest is set here. `data.done` is up to the caller: see `write`. */
export type NewMessage = Pick<MessageRow, 'id' | 'parent_id' | 'role' | 'content'> &
  Partial<Pick<MessageRow, 'reasoning' | 'model' | 'state' | 'data' | 'position'>> & {
    /** Stored images that the data names; see `absorbing`. */
    files?: string[]
  }

/** `data` replaces the old one whole. */
export type MessageChanges = Partial<
  Pick<MessageRow, 'content' | 'reasoning' | 'model' | 'state' | 'data'>
>

export const get = (db: Db | Tx, chat_id: string, id: string): Promise<MessageRow | undefined> =>
  db
    .select()
    .from(messages)
    .where(and(eq(messages.chat_id, chat_id), eq(messages.id, id)))
    .get()

/** The messages from the root to `leaf_id`; empty when there is none, cut at a loop or a missing parent. */
export async function thread(db: Db | Tx, chat_id: string, leaf_id: string): Promise<MessageRow[]> {
  // `union` drops rows it has seen, so a loop ends the recursion.
  const rows = await db
    .select()
    .from(messages)
    .where(
      sql`${messages.chat_id} = ${chat_id} and ${messages.id} in (
        with recursive up (id, parent_id) as (
          select m.id, m.parent_id from message m where m.chat_id = ${chat_id} and m.id = ${leaf_id}
          union
          select m.id, m.parent_id from up join message m on m.chat_id = ${chat_id} and m.id = up.parent_id
        ) select id from up)`,
    )
  return climb(new Map(rows.map(row => [row.id, row])), leaf_id)
}

function climb(left: Map<string, MessageRow>, leaf_id: string): MessageRow[] {
  const line: MessageRow[] = []
  for (let row = left.get(leaf_id); row; row = left.get(row.parent_id ?? '')) {
    left.delete(row.id)
    line.push(row)
  }
  return line.reverse()
}

/** Adds rows to a chat, in the order of `rows`; throws when one of the ids is there already. */
export async function insert(tx: Db | Tx, chat_id: string, rows: NewMessage[]): Promise<void> {
  if (rows.length === 0) return
  const now = stamp()
  const made = rows.map(({ files: _, ...row }, index) => ({
    reasoning: null,
    model: null,
    state: 'done' as const,
    data: {},
    position: now * POSITIONS + index,
    ...row,
    chat_id,
    created_at: now,
    updated_at: now,
  }))
  for (const batch of batches(made)) await tx.insert(messages).values(batch)
  await hold(tx, chat_id, rows)
  await renew(tx, chat_id)
  await keep(tx, chat_id, made.filter(atRest).map(textOf))
}

/** Positions in a millisecond: the rows of one document share theirs. */
export const POSITIONS = 1000

/**
 * Changes one message; false when it is gone. Without a `state` it is one statement, for a reply
 * that grows; a `state` starts or ends one. On the wire `state` and `done` follow from the state of
 * rows that are not `done`; a row that ends as `done` wants `data: { ...data, done: true }`.
 */
export function write(
  db: Db | Tx,
  chat_id: string,
  id: string,
  changes: MessageChanges,
): Promise<boolean> {
  if (changes.state === undefined || !('engine' in db)) return change(db, chat_id, id, changes)
  return transaction(db, tx => change(tx, chat_id, id, changes))
}

async function change(
  db: Db | Tx,
  chat_id: string,
  id: string,
  changes: MessageChanges,
): Promise<boolean> {
  const [row] = await db
    .update(messages)
    .set({ ...changes, updated_at: stamp() })
    .where(and(eq(messages.chat_id, chat_id), eq(messages.id, id)))
    .returning()
  if (!row) return false
  if (changes.state !== undefined || atRest(row)) await renew(db, chat_id)
  if (atRest(row)) await rekeep(db, chat_id, [textOf(row)])
  return true
}

/** What a saved document changes: all columns of some messages, the place of others. */
export interface Replacement {
  added: NewMessage[]
  changed: (Required<
    Pick<NewMessage, 'id' | 'parent_id' | 'role' | 'content' | 'data' | 'position'>
  > &
    NewMessage)[]
  moved: Pick<MessageRow, 'id' | 'parent_id' | 'position'>[]
  removed: string[]
}

/** Writes what changed and nothing else; gives the ids of files that are held no more, perhaps. */
export async function replace(
  tx: Tx,
  chat_id: string,
  { added, changed, moved, removed }: Replacement,
): Promise<string[]> {
  const of = (id: string) => and(eq(messages.chat_id, chat_id), eq(messages.id, id))
  const gone = [...removed, ...changed.map(({ id }) => id)]
  const let_go = await letGo(tx, chat_id, gone)
  await remove(tx, chat_id, removed)
  for (const { id, files: _, state: __, ...fields } of changed) {
    await tx
      .update(messages)
      .set({ ...fields, updated_at: stamp() })
      .where(of(id))
  }
  for (const { id, parent_id, position } of moved) {
    await tx.update(messages).set({ parent_id, position, updated_at: stamp() }).where(of(id))
  }
  await insert(tx, chat_id, added)
  await hold(tx, chat_id, changed)
  await rekeep(tx, chat_id, changed.map(textOf))
  if (changed.length + moved.length > 0) await renew(tx, chat_id)
  return let_go
}

/** Takes messages away; what hangs below them is the caller's to take along. */
export async function remove(tx: Db | Tx, chat_id: string, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  for (const batch of batches(ids)) {
    await tx.delete(messages).where(and(eq(messages.chat_id, chat_id), inArray(messages.id, batch)))
  }
  await renew(tx, chat_id)
  await unkeep(tx, chat_id, ids)
}

/** Every message that grows now, in all chats. */
export const running = (db: Db | Tx): Promise<MessageRow[]> =>
  db.select().from(messages).where(sql`${messages.state} = 'running'`)

/** At start nothing can be running: what a crash left behind is marked. Gives how many. */
export async function markInterrupted(db: Db): Promise<number> {
  const left = await running(db)
  for (const { chat_id, id } of left) await write(db, chat_id, id, { state: 'interrupted' })
  return left.length
}

/** What was made from the chat's messages before is out of date. */
export const renew = (tx: Db | Tx, chat_id: string) =>
  tx
    .update(chats)
    .set({ version: sql`${chats.version} + 1` })
    .where(eq(chats.id, chat_id))

const atRest = ({ state }: Pick<MessageRow, 'state'>): boolean => state !== 'running'

/** What a message says, as the search index takes it; content in parts gives its text parts. */
export const textOf = ({ id, content, data }: Pick<MessageRow, 'id' | 'content' | 'data'>) => ({
  message_id: id,
  text: content || partsOf(data.content),
})

function partsOf(content: unknown): string {
  if (!Array.isArray(content)) return ''
  const texts = content.map(part => (part as { text?: unknown } | null)?.text)
  return texts.filter(text => typeof text === 'string').join('\n')
}
