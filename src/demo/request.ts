// What the demo model reads of a request.
import { z } from 'zod'

const part = z.looseObject({ type: z.string().optional(), text: z.string().optional() })

const request = z.looseObject({
  model: z.string(),
  messages: z.array(
    z.looseObject({
      role: z.string(),
      content: z.union([z.string(), z.array(part), z.null()]).optional(),
    }),
  ),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
})

export interface Asked {
  model: string
  /** The newest message of role user. */
  text: string
  images: number
  stream: boolean
  includeUsage: boolean
  /** Words in all messages, which pass for tokens here. */
  words: number
}

/** Undefined when this is no chat request. */
export function readRequest(body: unknown): Asked | undefined {
  const parsed = request.safeParse(body)
  if (!parsed.success) return undefined
  const { model, messages, stream, stream_options: options } = parsed.data
  const newest = messages.findLast(message => message.role === 'user')
  const parts = Array.isArray(newest?.content) ? newest.content : []
  return {
    model,
    text: textOf(newest?.content),
    images: parts.filter(({ type }) => type === 'image_url').length,
    stream: stream === true,
    includeUsage: options?.include_usage === true,
    words: countWords(messages.map(({ content }) => textOf(content)).join(' ')),
  }
}

const textOf = (content: string | z.infer<typeof part>[] | null | undefined): string =>
  Array.isArray(content) ? content.map(({ text }) => text ?? '').join('') : (content ?? '')

export const countWords = (text: string): number => text.match(/\S+/g)?.length ?? 0
