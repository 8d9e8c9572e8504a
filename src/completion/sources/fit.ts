// Which documents the model is given whole: those that are asked for so, and all of them where they are short.
import type { House } from '../../config/house'
import { inArray, sql } from '../../db/columns'
import * as Files from '../../storage/files'
import { type FileRow, type FileText, fileTexts } from '../../storage/table'
import { tokensIn } from '../../webui/usage/estimate'
import type { Room } from './room'

/** The words of files that are given whole, by id. */
export type Texts = Map<string, FileText>

/** Even asked for whole, nothing longer than this is put into one request. */
const LONGEST = 1_000_000
/** What is asked for whole may take more of the context than the half. */
const STRETCH = 1.5

export interface Fitting {
  room: Room
  /** Characters that short documents may have altogether; 0 gives none whole of itself. */
  most: number
}

/**
 * The texts of what fits: the files asked for whole first, then the others if they all do.
 * `wanted` holds the ids of the first.
 */
export async function fitting(
  house: House,
  files: FileRow[],
  wanted: Set<string>,
  { room, most }: Fitting,
): Promise<Texts> {
  const asked = files.filter(({ id }) => wanted.has(id))
  const others = files.filter(({ id }) => !wanted.has(id))
  const tokens = room.known ? room.tokens * STRETCH : Number.POSITIVE_INFINITY
  const first = await together(house, asked, { characters: LONGEST, tokens })
  const used = spent(first)
  const rest = { characters: most - used.characters, tokens: room.tokens - used.tokens }
  return new Map([...first, ...(await together(house, others, rest))])
}

interface Measure {
  characters: number
  tokens: number
}

/** All of the texts, or none when they are too long together. */
async function together(house: House, files: FileRow[], limit: Measure): Promise<Texts> {
  const texts: Texts = new Map()
  if (files.length === 0 || (await lengthOf(house, files)) > limit.characters) return texts
  for (const { id } of files) {
    const text = await Files.textOf(house.db, id)
    if (text) texts.set(id, text)
  }
  return spent(texts).tokens <= limit.tokens ? texts : new Map()
}

async function lengthOf({ db }: House, files: FileRow[]): Promise<number> {
  const ids = files.map(({ id }) => id)
  const row = await db
    .select({ length: sql<number>`sum(length(${fileTexts.content}))` })
    .from(fileTexts)
    .where(inArray(fileTexts.file_id, ids))
    .get()
  return Number(row?.length ?? 0)
}

function spent(texts: Texts): Measure {
  const contents = [...texts.values()].map(({ content }) => content)
  return {
    characters: contents.reduce((sum, { length }) => sum + length, 0),
    tokens: contents.reduce((sum, content) => sum + tokensIn(content), 0),
  }
}
