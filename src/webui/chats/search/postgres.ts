// Finding a phrase with a GIN index over trigrams: they narrow down, the text itself decides.
import { type SQL, sql } from '../../../db/columns'
import { grams } from '../../../utils/fold'

/** A condition on table chat: one of the user's texts contains `phrase`, which is folded. */
export function containing(user_id: string, phrase: string): SQL {
  const found = grams(phrase)
  const query = found.length > 0 ? found.map(quote).join(' & ') : `${quote(phrase)}:*`
  return sql`id in (
    select t.chat_id from chat_text t
    where chat_grams(t.id >> 32, t.text) @@ (
        select ('''owner ' || number || '''')::tsquery && ${query}::tsquery
        from search_owner where user_id = ${user_id})
      and strpos(t.text, ${phrase}) > 0)`
}

/** A lexeme of a tsquery: nothing in it is syntax. */
const quote = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
