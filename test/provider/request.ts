// Reads a chat request of either wire format into the few things that scripts look at.
import { z } from 'zod'

const part = z.looseObject({
  type: z.string().optional(),
  text: z.string().optional(),
  image_url: z.union([z.string(), z.looseObject({ url: z.string() })]).optional(),
})

const message = z.looseObject({
  role: z.string(),
  content: z.union([z.string(), z.array(part), z.null()]).optional(),
  images: z.array(z.string()).optional(),
})

const tool = z.looseObject({ function: z.looseObject({ name: z.string() }) })

const chat = z.looseObject({
  model: z.string(),
  messages: z.array(message).default([]),
  prompt: z.union([z.string(), z.array(z.string())]).optional(),
  images: z.array(z.string()).optional(),
  tools: z.array(tool).nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().optional() }).nullish(),
})

export interface ChatRequest {
  model: string
  messages: { role: string; text: string }[]
  /** Text of the last message of role user, or the prompt. */
  lastText: string
  /** Every image of every message, as it was sent. */
  images: string[]
  tools: string[]
  stream: boolean | undefined
  includeUsage: boolean
}

/** Undefined when the body is not a chat request; the wire format decides what to answer then. */
export function readChat(body: unknown): ChatRequest | undefined {
  const parsed = chat.safeParse(body)
  if (!parsed.success) return undefined
  const { model, tools, stream, stream_options, prompt } = parsed.data
  const messages = parsed.data.messages.map(item => ({ role: item.role, text: textOf(item) }))
  if (prompt !== undefined) messages.push({ role: 'user', text: [prompt].flat().join('\n') })
  return {
    model,
    messages,
    lastText: messages.findLast(item => item.role === 'user')?.text ?? '',
    images: [...parsed.data.messages.flatMap(imagesOf), ...(parsed.data.images ?? [])],
    tools: tools?.map(item => item.function.name) ?? [],
    stream: stream ?? undefined,
    includeUsage: stream_options?.include_usage === true,
  }
}

type Message = z.infer<typeof message>

function textOf({ content }: Message): string {
  if (typeof content === 'string') return content
  return content?.map(item => item.text ?? '').join('') ?? ''
}

function imagesOf({ content, images }: Message): string[] {
  if (images) return images
  if (!Array.isArray(content)) return []
  return content.flatMap(({ image_url: url }) =>
    url === undefined ? [] : [typeof url === 'string' ? url : url.url],
  )
}
