// A database of its own for every test server: a file, or a schema in the PostgreSQL of TEST_DATABASE_URL.
import { join } from 'node:path'

const SERVER = process.env.TEST_DATABASE_URL

/**
 * The URL of a new, empty database; PostgreSQL's is dropped when the stack is disposed of. There it is
 * a schema, which is made in a twentieth of the time.
 */
export async function freshDatabase(dir: string, stack: AsyncDisposableStack): Promise<string> {
  if (!SERVER) return `sqlite:///${join(dir, 'hearth.db')}`
  const name = `hearth_${crypto.randomUUID().replaceAll('-', '')}`
  await onServer(`create schema ${name}`)
  stack.defer(() => onServer(`drop schema ${name} cascade`))
  const url = new URL(SERVER)
  url.searchParams.set('options', `-c search_path=${name}`)
  return url.href
}

async function onServer(sql: string): Promise<void> {
  const { Client } = await import('pg')
  const client = new Client({ connectionString: SERVER })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
