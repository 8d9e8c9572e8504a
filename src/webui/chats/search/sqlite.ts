// Finding a phrase with FTS5: its trigrams narrow down, the text itself decides.
import type { Db } from '../../../db'
import { type SQL, sql } from '../../../db/columns'
import { grams } from '../../../utils/fold'

/** Trigrams asked for at most; the rest of a long phrase is checked in the text. */
const MOST_GRAMS = 24
/** Trigrams that one or two letters may stand for. */
const MOST_TERMS = 2000

/** A condition on `chat.id`: one of the user's texts contains `phrase`, which is folded. */
export async function containing(db: Db, user_id: string, phrase: string): Promise<SQL> {
  const match = await expression(db, phrase)
  if (match === '') return sql`false`
  const first = sql`(select number << 32 from search_owner where user_id = ${user_id})`
  const next = sql`(select (number + 1) << 32 from search_owner where user_id = ${user_id})`
  return sql`chat.id in (
    select t.chat_id from chat_find f join chat_text t on t.id = f.rowid
    where f.chat_find match ${match} and f.rowid >= ${first} and f.rowid < ${next}
      and instr(t.text, ${phrase}) > 0)`
}

async function expression(db: Db, phrase: string): Promise<string> {
  const found = grams(phrase)
  if (found.length > 0) return spread(found).map(quote).join(' AND ')
  const terms = await db.values<[string]>(
    sql`select term from chat_gram where term >= ${phrase} and term < ${`${phrase}\u{10ffff}`} limit ${MOST_TERMS}`,
  )
  return terms.map(([term]) => quote(term)).join(' OR ')
}

/** A string of FTS5's language: nothing in it is syntax. */
const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`

function spread(found: string[]): string[] {
  const step = Math.ceil(found.length / MOST_GRAMS)
  return found.filter((_, index) => index % step === 0)
}
