// One chat as the text of its answer, in one statement; what was made last is kept while it holds.
import type { House } from '../../config/house'
import type { Db, Tx } from '../../db'
import { sql } from '../../db/columns'
import { perObject } from '../../utils/once'
import { type ChatParts, compose, type MessageParts } from './compose'
import { asData, asLinks, holdsImages } from './images'
import { Kept } from './kept'
import type { Known } from './merge'

/** How images leave: as the contract's data URLs, or as links to files. */
export type Images = 'data' | 'link'

export interface Shown {
  body: Uint8Array<ArrayBuffer>
  /** Nothing in the body was made after this. */
  at: number
}

const kept = perObject((_house: House) => new Kept())

/** The chat, if it is this user's; `keeps` is for chats that are read again soon. */
export async function read(
  house: House,
  user_id: string,
  chat_id: string,
  images: Images = 'data',
  keeps = true,
): Promise<Shown | undefined> {
  const held = kept(house).get(chat_id)
  const found = await rowsOf(house.db, user_id, chat_id, held?.version ?? -1)
  if (!found) return undefined
  const key = JSON.stringify(found.chat)
  if (held?.key === key && (images === 'link' || !held.images)) return held
  const { chat, version } = found
  // The statement left the messages out when it knew their version.
  const rows = held?.version === version ? await messagesOf(house, user_id, chat_id) : found.rows
  const withImages = rows.some(({ data }) => holdsImages(data))
  const urlOf =
    images === 'data' && withImages
      ? await asData(
          house,
          chat_id,
          rows.map(({ data }) => data),
        )
      : asLinks
  const at = rows.reduce((latest, row) => Math.max(latest, row.created_at), chat.created_at)
  const body = encode(compose(chat, rows, urlOf))
  const shown = { body, at, key, version, images: withImages }
  const final = urlOf === asLinks && rows.every(({ state }) => state !== 'running')
  if (keeps && final) kept(house).set(chat_id, shown)
  return shown
}

const encode = (text: string) => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>

type Row = MessageParts & { created_at: number }

const COLUMNS = `id, parent_id, role, content, reasoning, model, state, data`

/** The chat's row and its messages, these unless they are still at `version`. */
const READ = `select id, user_id, title, folder_id, share_id, current_id, meta, data,
    archived, pinned, updated_at, created_at, version
  from chat where id = ? and user_id = ?
  union all
  select ${COLUMNS}, null, null, position, created_at, null from message
  where chat_id = ? and exists (select 1 from chat where id = ? and user_id = ? and version <> ?)`

async function rowsOf(db: Db, user_id: string, chat_id: string, version: number) {
  const lines = await db.engine.read(READ, [chat_id, user_id, chat_id, chat_id, user_id, version])
  const head = lines.findIndex(line => line[12] !== null)
  if (head === -1) return undefined
  const [line] = lines.splice(head, 1)
  return line && { chat: toChat(line), version: Number(line[12]), rows: lines.map(toRow) }
}

async function messagesOf(house: House, user_id: string, chat_id: string): Promise<Row[]> {
  return (await rowsOf(house.db, user_id, chat_id, -1))?.rows ?? []
}

const toChat = (line: unknown[]): ChatParts => ({
  id: line[0] as string,
  user_id: line[1] as string,
  title: line[2] as string,
  folder_id: line[3] as string | null,
  share_id: line[4] as string | null,
  current_id: line[5] as string | null,
  meta: line[6] as string,
  data: line[7] as string,
  archived: line[8] === 1,
  pinned: line[9] === 1,
  updated_at: line[10] as number,
  created_at: line[11] as number,
})

const toRow = (line: unknown[]): Row => ({
  id: line[0] as string,
  parent_id: line[1] as string | null,
  role: line[2] as string,
  content: line[3] as string,
  reasoning: line[4] as string | null,
  model: line[5] as string | null,
  state: line[6] as Row['state'],
  data: line[7] as string,
  position: line[10] as number,
  created_at: line[11] as number,
})

/** The chat's messages by id, for a merge in the same transaction. */
export async function known(tx: Tx, chat_id: string): Promise<Map<string, Known>> {
  const lines = await tx.values<unknown[]>(
    sql`select ${sql.raw(COLUMNS)}, null, null, position, created_at from message where chat_id = ${chat_id}`,
  )
  return new Map(lines.map(line => [line[0] as string, toRow(line)]))
}
