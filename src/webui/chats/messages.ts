// Messages as rows: the thread to an answer, adding, growing and ending one.
import type { Db, Tx } from '../../db'
import { and, eq, sql } from '../../db/columns'
import { type MessageRow, type MessageState, messages } from './table'

/** What a new row needs; the rest is set here. `data.done` is up to the caller: see `write`. */
export type NewMessage = Pick<MessageRow, 'id' | 'parent_id' | 'role' | 'content'> &
  Partial<Pick<MessageRow, 'reasoning' | 'model' | 'state' | 'data' | 'position'>>

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

/** Adds rows to a chat; throws when one of the ids is there already. */
export async function insert(tx: Db | Tx, chat_id: string, rows: NewMessage[]): Promise<void> {
  if (rows.length === 0) return
  const now = Date.now()
  await tx.insert(messages).values(
    rows.map((row, index) => ({
      reasoning: null,
      model: null,
      state: 'done' as const,
      data: {},
      position: now + index,
      ...row,
      chat_id,
      created_at: now,
      updated_at: now,
    })),
  )
}

/**
 * Changes one message in one statement; false when it is gone. A final `state` ends a running one.
 * Keys of the contract that follow from the state (`done`) are made on the way out for rows that
 * are not `done`; a row that ends as `done` wants `data: { ...data, done: true }`.
 */
export async function write(
  db: Db | Tx,
  chat_id: string,
  id: string,
  changes: MessageChanges,
): Promise<boolean> {
  const rows = await db
    .update(messages)
    .set({ ...changes, updated_at: Date.now() })
    .where(and(eq(messages.chat_id, chat_id), eq(messages.id, id)))
    .returning({ id: messages.id })
  return rows.length > 0
}

/** Every message that grows now, in all chats. */
export const running = (db: Db | Tx): Promise<MessageRow[]> =>
  db.select().from(messages).where(sql`${messages.state} = 'running'`)

/** At start nothing can be running: what a crash left behind is marked. Gives how many. */
export async function markInterrupted(db: Db): Promise<number> {
  const state: MessageState = 'interrupted'
  const rows = await db
    .update(messages)
    .set({ state, updated_at: Date.now() })
    .where(sql`${messages.state} = 'running'`)
    .returning({ id: messages.id })
  return rows.length
}
