// Searching chats: a phrase in titles and messages, and tags.
import type { Db } from '../../../db'
import { type SQL, sql } from '../../../db/columns'
import { fold } from '../../../utils/fold'
import { idOf, NONE } from '../tag-store'
import { page, where } from '../titles'
import { LONGEST_PHRASE } from './keep'

const TAG = 'tag:'
const MOST_TAGS = 20

/**
 * The user's chats that `text` finds, a page of 60, as JSON text: words that begin with `tag:` name tags that all
 * must be there, the rest is one phrase, found anywhere in a title or a message, whatever its case
 * and accents. Without a word it is the list of what is neither archived nor in a folder.
 */
export async function search(
  db: Db,
  user_id: string,
  text: string,
  number: number,
): Promise<string> {
  const words = text.trim().split(/\s+/).filter(Boolean)
  const conditions: SQL[] = [sql`archived = 0`]
  if (words.length === 0) conditions.push(sql`folder_id is null`)
  const isTag = (word: string) => word.toLowerCase().startsWith(TAG)
  for (const word of words.filter(isTag).slice(0, MOST_TAGS)) {
    conditions.push(tagged(idOf(word.slice(TAG.length))))
  }
  const phrase = fold(words.filter(word => !isTag(word)).join(' ')).slice(0, LONGEST_PHRASE)
  if (phrase !== '') conditions.push(await containing(db, user_id, phrase))
  return where(db, user_id, sql.join(conditions, sql` and `), page(number))
}

function tagged(id: string): SQL {
  const tags = sql`select 1 from chat_tag where chat_id = chat.id`
  return id === NONE ? sql`not exists (${tags})` : sql`exists (${tags} and tag_id = ${id})`
}

async function containing(db: Db, user_id: string, phrase: string): Promise<SQL> {
  if (db.kind === 'sqlite') return (await import('./sqlite')).containing(db, user_id, phrase)
  return (await import('./postgres')).containing(user_id, phrase)
}
