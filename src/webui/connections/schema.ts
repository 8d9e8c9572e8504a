// What crosses the wire of our own routes about connections.
import { z } from 'zod'
import { bool, int } from '../../utils/fields'
import { ModelId } from '../models/schema'

/** For one model, or for all of a connection, those to come included. */
export const AccessForm = z
  .object({
    model: ModelId.optional(),
    connection: z.object({ kind: z.enum(['openai', 'ollama']), idx: int() }).optional(),
    everyone: bool(),
  })
  .refine(({ model, connection }) => (model === undefined) !== (connection === undefined), {
    message: 'Name either a model or a connection',
  })
export type AccessForm = z.infer<typeof AccessForm>
