// Statements on a test's database from outside, for what only time would bring about.
import { Database } from 'bun:sqlite'

/** Runs one statement without parameters on the database of a test, open or not; gives its rows. */
export async function onDatabase(url: string, sql: string): Promise<Record<string, unknown>[]> {
  return url.startsWith('postgres') ? onPostgres(url, sql) : onSqlite(url, sql)
}

function onSqlite(url: string, sql: string): Record<string, unknown>[] {
  const database = new Database(url.replace(/^sqlite:\/\/\//, ''))
  try {
    database.run('PRAGMA busy_timeout=5000; PRAGMA foreign_keys=ON')
    return database.query<Record<string, unknown>, []>(sql).all()
  } finally {
    database.close()
  }
}

async function onPostgres(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const { Client } = await import('pg')
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
