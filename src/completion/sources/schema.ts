// What answers say of where they come from: sources, how they were found, and how far the looking is.

/** One of the contract's sources; lists of equal length. `distances` are similarities, from 0 to 1. */
export interface Source {
  source: Record<string, unknown>
  document: string[]
  metadata: Cited[]
  /** Absent where texts were given whole. */
  distances?: number[]
}

/** What is said of one passage. */
export interface Cited {
  /** The mark in the answer's text: `[2]` is number 2. */
  number: number
  /** The file's name, or the address of a page. */
  source: string
  name: string
  file_id?: string
  created_by?: string
  hash?: string
  /** Counted from 0, as the contract does. */
  page?: number
  /** Where the passage stands in the file's text. */
  start_index?: number
  stop_index?: number
  /** JSON of whose vector it was found by. */
  embedding_config?: string
  /** The whole text was given, of which this is a part. */
  whole?: true
}

/** What stands before an answer that is not kept here, or beside it. */
export interface Preface {
  sources: Source[]
  /** For our own client alone. */
  retrieval?: Report
}

/** One entry of the contract's `statusHistory`. */
export interface Status {
  action: 'knowledge_search' | 'web_search'
  description: string
  done: boolean
  /** What was asked, where it was more than the question itself. */
  queries?: string[]
  query?: string
  urls?: string[]
  /** Something went wrong, as `description` says. */
  error?: true
}

/** One half's view of a passage. */
interface Half {
  rank: number
  score: number
}

/** A passage as the reader of "why these passages" sees it. */
export interface Weighed {
  number?: number
  file_id?: string
  name: string
  /** Counted from 0. */
  page?: number
  start_index?: number
  score: number | null
  vector: Half | null
  words: Half | null
  rerank: Half | null
}

/** Why an answer has the sources that it has. */
export interface Report {
  queries: string[]
  passages: Weighed[]
  left: (Weighed & { text: string; why: string })[]
  /** Files whose words were given whole. */
  whole: string[]
  /** What could not be read or searched, in words for people. */
  trouble: string[]
  /** Something was searched, and nothing found. */
  nothing: boolean
  /** Milliseconds of each step. */
  ms: Record<string, number>
}
