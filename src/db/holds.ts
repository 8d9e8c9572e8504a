// Whether columns hold words that somebody looks for, whatever their case.
import { type SQL, sql } from 'drizzle-orm'

/**
 * The databases' `lower` knows ASCII alone, or depends on how they were made: what they leave of the
 * words in small and in capital letters finds names in small, in capital and in both.
 */
export function holds(words: string, ...columns: SQL[]): SQL {
  const small = (text: string) => text.replace(/[A-Z]/g, letter => letter.toLowerCase())
  const forms = new Set([words.toLowerCase(), words.toUpperCase(), words].map(small))
  const pattern = (form: string) => `%${form.replace(/[\\%_]/g, '\\$&')}%`
  return sql`(${sql.join(
    [...forms].flatMap(form =>
      columns.map(column => sql`lower(${column}) like ${pattern(form)} escape '\\'`),
    ),
    sql` or `,
  )})`
}
