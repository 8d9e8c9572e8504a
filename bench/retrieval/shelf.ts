// Puts texts and vectors into a house as its own jobs do, without the reading of files.
import type { House } from '../../src/config/house'
import * as Chunks from '../../src/retrieval/chunks'
import { embedder } from '../../src/retrieval/embed'
import * as Generations from '../../src/retrieval/generations'
import { type Piece, split } from '../../src/retrieval/split'

export const KNOWLEDGE = 'bench'

const SPLITTING = { unit: 'character', size: 1000, overlap: 100, encoding: 'cl100k_base' } as const

export const pieces = (content: string, pages: number[] = []): Promise<Piece[]> =>
  split({ content, pages }, SPLITTING)

/** A person and a knowledge base that hold everything, empty. */
export async function shelf(house: House): Promise<void> {
  const { db } = house
  const now = Date.now()
  await db.engine.write(`delete from account where id = 'bench'`, [])
  await db.engine.write(`delete from file where user_id = 'bench'`, [])
  await Chunks.sweep(house, new AbortController().signal)
  await db.engine.write(
    `insert into account (id, name, email, role, profile_image_url, last_active_at, created_at, updated_at)
      values ('bench', 'Bench', 'bench@example.org', 'admin', '', ?, ?, ?)`,
    [now, now, now],
  )
  await db.engine.write(
    `insert into knowledge (id, user_id, name, description, created_at, updated_at)
      values (?, 'bench', 'Bench', '', ?, ?)`,
    [KNOWLEDGE, now, now],
  )
}

/** A file of the knowledge base with these passages. */
export async function place(
  house: House,
  id: string,
  parts: Piece[],
  vectors: Float32Array[],
): Promise<void> {
  const { engine } = house.db
  await engine.write(
    `insert into file (id, user_id, origin, name, type, size, hash, created_at)
      values (?, 'bench', 'upload', ?, 'text/plain', 0, '', 0)`,
    [id, id],
  )
  await engine.write(
    `insert into knowledge_file (knowledge_id, file_id, path, added_at) values (?, ?, '', 0)`,
    [KNOWLEDGE, id],
  )
  const { number } = await Generations.live(house)
  const measured = await Generations.measured(house.db, number, vectors[0]?.length ?? 0)
  if (measured) await Chunks.replace(house, measured, id, parts, vectors)
}

export async function embed(
  house: House,
  texts: string[],
  kind: 'query' | 'passage',
): Promise<Float32Array[]> {
  const { embed } = embedder(house, await Generations.live(house))
  const found: Float32Array[] = []
  for (let at = 0; at < texts.length; at += 64) {
    found.push(...(await embed(texts.slice(at, at + 64), kind)))
  }
  return found
}
