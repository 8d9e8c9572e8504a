// What crosses the wire of knowledge bases, and what they announce.
import { z } from 'zod'
import { AccessControl } from '../../auth/access'
import { topic } from '../../bus'
import { bool, int, pathId } from '../../utils/fields'
import { placeOf } from '../../utils/place'

const NAME = 255
const DESCRIPTION = 10_000
export const PATH = 1024
const QUERY = 200
/** Files that a base holds at most, and that one request names. */
export const MOST_FILES = 20_000
const MOST_AT_ONCE = 1000

const text = (most: number) =>
  z
    .string()
    .max(most)
    .transform(words => words.replaceAll('\0', ' '))

const fileId = z.string().min(1).max(64)
const ids = z.array(fileId).max(MOST_FILES)

export const Id = z.object({ id: pathId() })

/** `content=false` leaves out the words of files, and the files: for clients that list them by page. */
export const Content = z.object({ content: bool().default(true) })

export const NewKnowledge = z.object({
  name: text(NAME).refine(name => name.trim() !== '', 'Give it a name.'),
  description: text(DESCRIPTION),
  /** The files that it is to hold; without it a base keeps those that it has. */
  data: z.object({ file_ids: ids.nullish() }).nullish(),
  access_control: AccessControl.default(null),
})

/** Absent is unchanged. */
export const KnowledgeForm = NewKnowledge.extend({ access_control: AccessControl.optional() })
export type KnowledgeForm = z.infer<typeof KnowledgeForm>

export const OneFile = z.object({ file_id: fileId })

const path = z.string().max(PATH).transform(placeOf)

export const AddFile = z.object({ file_id: fileId, path: path.optional() })

export const AddFiles = z.object({
  files: z.array(z.object({ file_id: fileId, path: path.default('') })).max(MOST_AT_ONCE),
})

export const RemoveFiles = z.object({ file_ids: z.array(fileId).max(MOST_AT_ONCE) })

const MOST_SKIPPED = 1_000_000
const skip = int().transform(n => Math.min(Math.max(0, n), MOST_SKIPPED))
const limit = (most: number) => int().transform(n => Math.min(Math.max(1, n), most))

const MOST_LISTED = 100

export const Search = z.object({
  query: text(QUERY).default(''),
  /** Those that one may read, write, or either. */
  verb: z.enum(['read', 'write', 'any']).default('any'),
  skip: skip.default(0),
  limit: limit(MOST_LISTED).default(50),
})
export type Search = z.infer<typeof Search>

const MOST_FILES_LISTED = 500

export const FilesPage = z.object({
  query: text(QUERY).default(''),
  state: z.enum(['stored', 'queued', 'running', 'done', 'failed', 'cancelled']).optional(),
  sort: z.enum(['name', 'added', 'size']).default('name'),
  order: z.enum(['asc', 'desc']).default('asc'),
  skip: skip.default(0),
  limit: limit(MOST_FILES_LISTED).default(100),
})
export type FilesPage = z.infer<typeof FilesPage>

/** `files=true` deletes those of its files that are one's own and nothing else holds. */
export const Delete = z.object({ files: bool().default(false) })

/** A base changed, in itself or in its files, and `user_id` may see it, or could; null is everybody. */
export const KnowledgeChanged = topic(
  'knowledge.changed',
  z.object({
    knowledge_id: z.string(),
    action: z.enum(['changed', 'deleted']),
    user_id: z.string().nullable(),
  }),
)
