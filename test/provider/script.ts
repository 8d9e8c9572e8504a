// What the scripted provider is told to say, how fast, and what to do wrong.
import type { ChatRequest } from './request'

export interface ToolCall {
  id?: string
  name: string
  arguments: Record<string, unknown>
}

/** One answer. A string is cut into words; a list is sent piece by piece as it stands. */
export interface Reply {
  content: string | string[]
  reasoning?: string | string[]
  tool_calls?: ToolCall[]
  finish?: string
  usage?: { prompt_tokens: number; completion_tokens: number }
}

/**
 * One thing done wrong. Numbers count pieces already sent: `{ drop: 2 }` cuts the connection after two of them.
 * A plain JSON answer is sent in two pieces, so `{ drop: 1 }` cuts it in the middle.
 */
export type Fault =
  | { hang: 'headers' | 'body' | number }
  | { drop: 'headers' | number }
  | { garbage: number }
  | { flood: true }
  | { line: number }
  | { bomb: number }
  | { status: number; body?: unknown; type?: string; headers?: Record<string, string> }
  | { redirect: string; status?: number }

export interface Script {
  /** What is said; by default the last user text, given back. */
  reply?: string | string[] | Reply | ((request: ChatRequest) => string | string[] | Reply)
  /** Cut the content into this many pieces of equal length. */
  chunks?: number
  /** `free` sends at once, `steps` one piece (or a drop in its place) for each `provider.next()`, a number waits that many milliseconds before each. */
  pace?: 'free' | 'steps' | number
  fault?: Fault
  /** Payloads sent before the reply, as one SSE event or NDJSON line each. */
  inject?: string[]
  gzip?: boolean
  /** Content type in place of the right one. */
  type?: string
}

const code = [
  'Here is a loop:\n\n',
  '```ts\n',
  'for (const name of names) {\n',
  '  console.log(name)\n',
  '}\n',
  '```\n\n',
  'It prints each name.',
]

/** Scripts that come with a model id, so that a test only has to choose the model. */
export const castings: Record<string, Script> = {
  echo: {},
  slow: { pace: 20 },
  steps: { pace: 'steps' },
  code: { reply: code },
  reason: {
    reply: request => ({
      reasoning: ['The person ', 'wants an answer. ', 'I have one.'],
      content: `After some thought: ${request.lastText}`,
    }),
  },
  tools: { reply: callFirstTool },
  vision: {
    reply: request => `I see ${request.images.length} image(s). ${request.lastText}`,
  },
}

function callFirstTool(request: ChatRequest): Reply {
  const last = request.messages.at(-1)
  if (last?.role === 'tool') return { content: `The tool said: ${last.text}` }
  const name = request.tools[0]
  if (!name) return { content: 'There is no tool to call.' }
  return {
    content: '',
    tool_calls: [{ name, arguments: { query: request.lastText } }],
    finish: 'tool_calls',
  }
}

/** The pieces of one answer, in the order in which they are sent. */
export interface Spoken {
  content: string[]
  reasoning: string[]
  tool_calls: ToolCall[]
  finish: string
  usage: { prompt_tokens: number; completion_tokens: number; total_tokens: number }
}

export function speak(script: Script, request: ChatRequest): Spoken {
  const said = typeof script.reply === 'function' ? script.reply(request) : script.reply
  const reply = toReply(said ?? request.lastText)
  const whole = Array.isArray(reply.content) ? reply.content.join('') : reply.content
  const content = script.chunks ? evenly(whole, script.chunks) : pieces(reply.content)
  const reasoning = pieces(reply.reasoning ?? [])
  const usage = reply.usage ?? {
    prompt_tokens: tokens(request.messages.map(message => message.text).join(' ')),
    completion_tokens: tokens(`${reasoning.join('')} ${whole}`),
  }
  return {
    content,
    reasoning,
    tool_calls: reply.tool_calls ?? [],
    finish: reply.finish ?? 'stop',
    usage: { ...usage, total_tokens: usage.prompt_tokens + usage.completion_tokens },
  }
}

function toReply(said: string | string[] | Reply): Reply {
  return typeof said === 'string' || Array.isArray(said) ? { content: said } : said
}

function pieces(text: string | string[]): string[] {
  return Array.isArray(text) ? text : (text.match(/^\s+|\S+\s*/g) ?? [])
}

function evenly(text: string, count: number): string[] {
  const size = Math.max(1, Math.ceil(text.length / count))
  return Array.from({ length: count }, (_, index) => text.slice(index * size, (index + 1) * size))
}

/** The provider's idea of a token: a word. */
export const tokens = (text: string): number => text.match(/\S+/g)?.length ?? 0
