// What a client may say over /ws.
import { z } from 'zod'
import { MODEL_LENGTH } from './presence'

export const model = z.string().min(1).max(MODEL_LENGTH)

const message = z.discriminatedUnion('type', [
  z.object({ type: z.literal('auth'), token: z.string() }),
  z.object({ type: z.literal('usage'), model }),
  z.object({ type: z.literal('ping') }),
])
export type Message = z.infer<typeof message>

/** The message, or nothing when it is none: a client of another version may say what we do not know. */
export function read(text: string | Buffer): Message | undefined {
  if (typeof text !== 'string') return undefined
  try {
    return message.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
