// What files announce.
import { z } from 'zod'
import { topic } from '../bus'

/** A file came, was read, changed or went: `done` of `total` steps of `stage` while it is being read. */
export const FileChanged = topic(
  'file.changed',
  z.object({
    user_id: z.string(),
    file_id: z.string(),
    state: z.enum(['stored', 'queued', 'running', 'done', 'failed', 'cancelled', 'deleted']),
    stage: z.string(),
    done: z.int(),
    total: z.int(),
    error: z.string().nullable(),
  }),
)
