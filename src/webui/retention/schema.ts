// What crosses the wire about how long chats stay.
import { z } from 'zod'
import { int } from '../../utils/fields'

const MOST_DAYS = 36_500
const days = int().pipe(z.int().min(0).max(MOST_DAYS))

export const Preview = z.object({ days: int().pipe(z.int().min(1).max(MOST_DAYS)) })

/** Whoever lets chats be deleted types the name of the house; 0 days keeps all. */
export const RuleForm = z.object({ days, name: z.string().max(255).optional() })

export const RunForm = z.object({ name: z.string().max(255) })
