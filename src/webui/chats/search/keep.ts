// Keeps the search index in step: the folded text of titles and messages, in the caller's transaction.
import type { Db, Tx } from '../../../db'
import { sql } from '../../../db/columns'
import { batches, breathe } from '../../../utils/batches'
import { fold } from '../../../utils/fold'

/** Stands for the title where a message's id would be; no message has it. */
export const TITLE = ''
/** Stands for a document's list of messages where it is no branch of its history. */
export const LIST = ' '

export interface Text {
  message_id: string
  text: string
}

/** Characters of one message that can be found. */
const MOST = 1_000_000
const PART = 50_000
/** Parts overlap by the longest phrase, so that none is cut. */
export const LONGEST_PHRASE = 200

/** Puts text into the index; ids that are there already are for `rekeep`. */
export async function keep(tx: Db | Tx, chat_id: string, texts: Text[]): Promise<void> {
  const rows = texts.flatMap(({ message_id, text }) =>
    parts(text).map(part => ({ message_id, text: part })),
  )
  if (rows.length === 0) return
  let id = await reserve(tx, chat_id, rows.length)
  for (const batch of batches(rows)) {
    const values = batch.map(row => sql`(${id++}, ${chat_id}, ${row.message_id}, ${row.text})`)
    await tx.run(
      sql`insert into chat_text (id, chat_id, message_id, text) values ${sql.join(values, sql`, `)}`,
    )
    if (batch.length > 1) await breathe()
  }
}

/** Replaces what the index holds for these messages. */
export async function rekeep(tx: Db | Tx, chat_id: string, texts: Text[]): Promise<void> {
  await unkeep(
    tx,
    chat_id,
    texts.map(({ message_id }) => message_id),
  )
  await keep(tx, chat_id, texts)
}

export async function unkeep(tx: Db | Tx, chat_id: string, ids: string[]): Promise<void> {
  for (const batch of batches(ids)) {
    const list = sql.join(
      batch.map(id => sql`${id}`),
      sql`, `,
    )
    await tx.run(sql`delete from chat_text where chat_id = ${chat_id} and message_id in (${list})`)
  }
}

/** Copies the index of one chat to another of the same owner. */
export async function copy(tx: Db | Tx, from: string, to: string): Promise<void> {
  const texts = await tx.values<[string, string]>(
    sql`select message_id, text from chat_text where chat_id = ${from} and message_id <> ${TITLE} order by id`,
  )
  await keep(
    tx,
    to,
    texts.map(([message_id, text]) => ({ message_id, text })),
  )
}

/** Gives the first of `count` free ids in the range of the chat's owner. */
async function reserve(tx: Db | Tx, chat_id: string, count: number): Promise<number> {
  const owner = sql`(select user_id from chat where id = ${chat_id})`
  const taken =
    (await tx.values<[number, number]>(
      sql`update search_owner set last = last + ${count} where user_id = ${owner} returning number, last`,
    )) ?? []
  const [row] =
    taken.length > 0
      ? taken
      : await tx.values<[number, number]>(
          sql`insert into search_owner (user_id, last) values (${owner}, ${count})
            on conflict (user_id) do update set last = search_owner.last + ${count} returning number, last`,
        )
  if (!row) throw new Error('a chat without an owner')
  return row[0] * RANGE + row[1] - count + 1
}

/** `number << 32` in arithmetic that JavaScript can do. */
export const RANGE = 2 ** 32

function parts(text: string): string[] {
  const folded = fold(text.slice(0, MOST))
  if (folded === '') return []
  const found: string[] = []
  for (let at = 0; at === 0 || at + LONGEST_PHRASE < folded.length; at += PART) {
    found.push(folded.slice(at, at + PART + LONGEST_PHRASE))
  }
  return found
}
