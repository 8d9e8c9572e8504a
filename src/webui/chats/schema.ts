// What crosses the wire of chats, and what chats announce.
import { z } from 'zod'
import { topic } from '../../bus'
import { bool, int, pathId } from '../../utils/fields'

const by = z.string().nullable()

/** One chat changed; `by` is the `x-client-id` of the request that did it. */
export const ChatChanged = topic(
  'chat.changed',
  z.object({
    user_id: z.string(),
    chat_id: z.string(),
    action: z.enum(['changed', 'deleted']),
    by,
  }),
)

/** Many chats of a user changed: lists are to be read again. */
export const ChatsChanged = topic('chats.changed', z.object({ user_id: z.string(), by }))

const ID = 255
const NAME = 255

const document = z.record(z.string(), z.unknown())
const folder_id = z.string().max(ID).nullable()

export const Id = z.object({ id: pathId() })
export const FolderId = z.object({ folder_id: pathId() })
export const UserId = z.object({ user_id: pathId() })

/** `images=link` gives images as links to files instead of data URLs. */
export const Images = z.object({ images: z.enum(['data', 'link']).default('data') })

/** `shape=title` gives titles instead of whole chats. */
export const Shape = z.object({ shape: z.enum(['whole', 'title']).default('whole') })

const MOST = 1_000_000_000
const count = int().transform(n => Math.min(Math.max(0, n), MOST))
export const Page = z.object({ page: count.optional() })
const MOST_TEXT = 10_000
const text = z
  .string()
  .max(MOST_TEXT)
  .transform(words => words.replaceAll('\0', ' '))
export const Search = z.object({ text, page: count.default(1) })
export const Slice = z.object({ skip: count.optional(), limit: count.optional() })
export const AdminSlice = z.object({ skip: count.default(0), limit: count.default(50) })

export const Save = z.object({ chat: document })
export const Import = z.object({
  chat: document,
  meta: document.nullable().default({}),
  pinned: bool().default(false),
  folder_id: folder_id.default(null),
})
/** The last message of the branch to show. */
export const Turn = z.object({ current_id: z.string().min(1).max(ID) })
export const Move = z.object({ folder_id: folder_id.default(null) })
export const TagName = z.object({ name: z.string().trim().min(1).max(NAME) })
