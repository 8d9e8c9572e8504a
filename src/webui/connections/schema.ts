// What crosses the wire of our own routes about connections.
import { z } from 'zod'
import { bool, int } from '../../utils/fields'
import { ModelId } from '../models/schema'

const ids = z.array(z.string().max(64)).max(1000)

/** For one model, or for all of a connection, those to come included. */
export const AccessForm = z
  .object({
    model: ModelId.optional(),
    connection: z.object({ kind: z.enum(['openai', 'ollama']), idx: int() }).optional(),
    everyone: bool(),
    /** Who may use a model that is not everyone's; absent is nobody but admins. */
    read: z.object({ group_ids: ids.default([]), user_ids: ids.default([]) }).optional(),
  })
  .refine(({ model, connection }) => (model === undefined) !== (connection === undefined), {
    message: 'Name either a model or a connection',
  })
  .refine(({ model, everyone, read }) => !read || (model !== undefined && !everyone), {
    message: 'Some are named for a model that is not for everyone',
  })
export type AccessForm = z.infer<typeof AccessForm>
