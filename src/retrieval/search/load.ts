// From ids of passages to what is shown of them.
import type { House } from '../../config/house'
import type { Passage } from '.'
import type { Candidate } from './fuse'

type Line = [
  id: number,
  file_id: string,
  name: string,
  type: string,
  text: string,
  start: number,
  stop: number,
  page: number | null,
  position: number,
  engine: string,
  model: string,
]

const READ = (list: string) => `select c.id, s.file_id, f.name, f.type, c.text, c.start, c.stop,
    c.page, c.id - s.first, g.engine, g.model
  from chunk c join chunk_set s on s.id = c.set_id join file f on f.id = s.file_id
  join generation g on g.number = s.generation
  where s.state = 'live' and c.id in (${list})`

const LISTS = {
  sqlite: 'select value from json_each(?)',
  postgres: 'select value::bigint from json_array_elements_text(?::json) as list (value)',
}

/** The candidates with their texts, in their order; those that went meanwhile are left out. */
export async function passagesOf({ db }: House, candidates: Candidate[]): Promise<Passage[]> {
  const ids = candidates.map(({ chunk_id }) => chunk_id)
  if (ids.length === 0) return []
  const lines = (await db.engine.read(READ(LISTS[db.kind]), [JSON.stringify(ids)])) as Line[]
  const known = new Map(lines.map(line => [Number(line[0]), line]))
  return candidates.flatMap(candidate => {
    const line = known.get(candidate.chunk_id)
    return line ? [passage(candidate, line)] : []
  })
}

function passage({ chunk_id, vector, words }: Candidate, line: Line): Passage {
  const [, file_id, name, type, text, start, stop, page, position, engine, model] = line
  const score = Math.max(vector?.score ?? 0, words?.score ?? 0)
  return {
    chunk_id,
    file_id,
    name,
    type,
    text,
    start,
    stop,
    page,
    position: Number(position),
    embedder: { engine, model },
    score: clamped(score),
    vector,
    words,
    rerank: null,
  }
}

export const clamped = (score: number): number => Math.min(Math.max(score, 0), 1)
