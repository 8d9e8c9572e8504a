// Finding a phrase with FTS5: its trigrams narrow down, the text itself decides.
import type { Db } from '../../../db'
import { type SQL, sql } from '../../../db/columns'
import { grams } from '../../../utils/fold'
import { quote } from '../../../utils/fts5'

/** Trigrams asked for at most; the rest of a long phrase is checked in the text. */
const MOST_GRAMS = 24
/** Trigrams that two letters may stand for. */
const MOST_TERMS = 2000
/** A phrase of at most so many letters may be nearly everywhere, … */
const SHORT = 4
/** … which is when at least one text in so many has it. */
const DENSE = 10

/** A condition on table chat: one of the user's texts contains `phrase`, which is folded. */
export async function containing(db: Db, user_id: string, phrase: string): Promise<SQL> {
  const letters = Array.from(phrase).length
  // One letter says too little for an index.
  if (letters === 1) return nearby(phrase)
  const all = grams(phrase)
  if (letters > SHORT) return indexed(user_id, phrase, spread(all).map(quote).join(' AND '))
  const terms = await known(db, phrase, all)
  if (terms.length === 0 || terms.length < all.length) return sql`false`
  const texts = terms.map(term => term.texts)
  // Three letters and more need all their trigrams; those that begin with two stand for each other.
  const estimate = all.length > 0 ? Math.min(...texts) : Math.max(...texts)
  if (estimate * DENSE > (await size(db))) return nearby(phrase)
  const match = terms.map(({ term }) => quote(term)).join(all.length > 0 ? ' AND ' : ' OR ')
  return indexed(user_id, phrase, match)
}

/** Looks into the texts of one chat after another, newest first: for what most of them have. */
const nearby = (phrase: string): SQL =>
  sql`exists (select 1 from chat_text t where t.chat_id = chat.id and instr(t.text, ${phrase}) > 0)`

/** Looks into the texts that the index gives, among those of the user. */
function indexed(user_id: string, phrase: string, match: string): SQL {
  const first = sql`(select number << 32 from search_owner where user_id = ${user_id})`
  const next = sql`(select (number + 1) << 32 from search_owner where user_id = ${user_id})`
  return sql`id in (
    select t.chat_id from chat_find f join chat_text t on t.id = f.rowid
    where f.chat_find match ${match} and f.rowid >= ${first} and f.rowid < ${next}
      and instr(t.text, ${phrase}) > 0)`
}

interface Term {
  term: string
  /** Texts that have it, of all users. */
  texts: number
}

/** Those of the trigrams that are anywhere; two letters stand for all that begin with them. */
async function known(db: Db, phrase: string, found: string[]): Promise<Term[]> {
  const is =
    found.length > 0
      ? sql`term in ${found}`
      : sql`term >= ${phrase} and term < ${`${phrase}\u{10ffff}`}`
  const rows = await db.values<[string, number]>(
    sql`select term, doc from chat_gram where ${is} limit ${MOST_TERMS}`,
  )
  return rows.map(([term, texts]) => ({ term, texts }))
}

/** How many texts were ever put in. */
async function size(db: Db): Promise<number> {
  const [row] = await db.values<[number | null]>(sql`select sum(last) from search_owner`)
  return row?.[0] ?? 0
}

function spread(found: string[]): string[] {
  const step = Math.ceil(found.length / MOST_GRAMS)
  return found.filter((_, index) => index % step === 0)
}
