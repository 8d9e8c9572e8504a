// What an account holds: what goes when it is deleted, and what it made for the house, which stays.
import { apiKeys, groups, members } from '../../auth/table'
import type { Db } from '../../db'
import { type SQL, sql } from '../../db/columns'
import { files } from '../../storage/table'
import { chats } from '../chats/table'
import { knowledge } from '../knowledge/table'
import { models } from '../models/table'

export interface Belongings {
  chats: number
  files: number
  /** Of the files. */
  bytes: number
  knowledge: number
  keys: number
  /** Groups that it is in. */
  memberships: number
  /** Made by it and used by the house: models that are set up, groups. */
  stays: { models: number; groups: number }
}

export async function belongings(db: Db, id: string): Promise<Belongings> {
  const count = (table: SQL, column: SQL) =>
    sql<number>`(select count(*) from ${table} where ${column} = ${id})`
  const row = await db
    .select({
      chats: count(sql`${chats}`, sql`${chats.user_id}`),
      files: count(sql`${files}`, sql`${files.user_id}`),
      bytes: sql<number>`(select coalesce(sum(${files.size}), 0) from ${files} where ${files.user_id} = ${id})`,
      knowledge: count(sql`${knowledge}`, sql`${knowledge.user_id}`),
      keys: count(sql`${apiKeys}`, sql`${apiKeys.account_id}`),
      memberships: count(sql`${members}`, sql`${members.user_id}`),
      models: count(sql`${models}`, sql`${models.user_id}`),
      groups: count(sql`${groups}`, sql`${groups.user_id}`),
    })
    .from(sql`(select 1) as one`)
    .get()
  const [held, bytes, keys, inside] = [row?.files, row?.bytes, row?.keys, row?.memberships]
  return {
    chats: Number(row?.chats ?? 0),
    files: Number(held ?? 0),
    bytes: Number(bytes ?? 0),
    knowledge: Number(row?.knowledge ?? 0),
    keys: Number(keys ?? 0),
    memberships: Number(inside ?? 0),
    stays: { models: Number(row?.models ?? 0), groups: Number(row?.groups ?? 0) },
  }
}
