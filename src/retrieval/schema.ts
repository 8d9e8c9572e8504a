// What the index of passages announces.
import { z } from 'zod'
import { topic } from '../bus'

/** Another embedder answers, or is on its way: admins' pages are to look again. */
export const IndexChanged = topic('index.changed', z.object({}))
