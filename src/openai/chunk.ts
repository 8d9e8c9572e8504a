// What a provider says goes through here: known keys of known types are copied into an object of our own, everything else
// stays behind. No provider can make Hearth relay a control event (`event`, `sources`, `selected_model_id`).
import type { ChatError, Chunk, Completion, Json, Said, ToolCall, Usage } from '../utils/chat'
import { readError } from './error'

type Fields = Record<string, unknown>

/** One event of a provider's stream: a chunk, a failure it reports, or nothing that a client needs. */
export type Heard = { chunk: Chunk } | { error: ChatError } | undefined

/** Reads the parsed data of one event. `head` stands in where the provider names no id or model. */
export function readChunk(value: unknown, head: { id: string; model: string }): Heard {
  if (!isFields(value)) return undefined
  if (isFailure(value)) return { error: readError(value) }
  const { choices } = value
  if (!Array.isArray(choices) && !isFields(value.usage)) return undefined
  const chunk: Chunk = {
    id: text(value.id) ?? head.id,
    object: 'chat.completion.chunk',
    created: number(value.created) ?? now(),
    model: text(value.model) ?? head.model,
    choices: Array.isArray(choices) ? choices.filter(isFields).map(readStreamed) : [],
  }
  return { chunk: addCommon(chunk, value) }
}

/** The same for a whole answer. */
export function readCompletion(
  value: unknown,
  head: { id: string; model: string },
): { completion: Completion } | { error: ChatError } {
  if (!isFields(value) || isFailure(value) || !Array.isArray(value.choices)) {
    return { error: readError(value) }
  }
  const completion: Completion = {
    id: text(value.id) ?? head.id,
    object: 'chat.completion',
    created: number(value.created) ?? now(),
    model: text(value.model) ?? head.model,
    choices: value.choices.filter(isFields).map(readWhole),
  }
  return { completion: addCommon(completion, value) }
}

const now = (): number => Math.floor(Date.now() / 1000)

const isFailure = (value: Fields): boolean =>
  value.error !== undefined && value.error !== null && value.error !== false

function addCommon<T extends Chunk | Completion>(target: T, value: Fields): T {
  if (value.usage === null) target.usage = null
  else if (isFields(value.usage)) target.usage = readUsage(value.usage)
  const { system_fingerprint: print, service_tier: tier, provider } = value
  if (typeof print === 'string') target.system_fingerprint = print
  if (typeof tier === 'string') target.service_tier = tier
  if (typeof provider === 'string') target.provider = provider
  if (value.citations !== undefined) target.citations = plain(value.citations)
  if (value.search_results !== undefined) target.search_results = plain(value.search_results)
  if (value.timings !== undefined) target.timings = plain(value.timings)
  return target
}

const readStreamed = (value: Fields, position: number): Chunk['choices'][number] => ({
  ...readChoice(value, position),
  delta: isFields(value.delta) ? readSaid(value.delta) : {},
})

const readWhole = (value: Fields, position: number): Completion['choices'][number] => ({
  ...readChoice(value, position),
  message: {
    role: 'assistant',
    content: '',
    ...(isFields(value.message) && readSaid(value.message)),
  },
})

function readChoice(value: Fields, position: number) {
  const choice: { index: number; finish_reason: string | null; logprobs?: Json } = {
    index: number(value.index) ?? position,
    finish_reason: text(value.finish_reason) ?? null,
  }
  if (value.logprobs !== undefined) choice.logprobs = plain(value.logprobs)
  return choice
}

/** Hand-written rather than a schema: it runs once a token. */
function readSaid(value: Fields): Said {
  const said: Said = {}
  if (typeof value.role === 'string') said.role = value.role
  if (isTextOrNull(value.content)) said.content = value.content
  if (isTextOrNull(value.reasoning_content)) said.reasoning_content = value.reasoning_content
  if (isTextOrNull(value.reasoning)) said.reasoning = value.reasoning
  if (isTextOrNull(value.refusal)) said.refusal = value.refusal
  if (Array.isArray(value.tool_calls)) {
    said.tool_calls = value.tool_calls.filter(isFields).map(readToolCall)
  }
  if (isFields(value.function_call)) said.function_call = readFunction(value.function_call)
  if (value.reasoning_details !== undefined) said.reasoning_details = plain(value.reasoning_details)
  if (value.annotations !== undefined) said.annotations = plain(value.annotations)
  if (value.audio !== undefined) said.audio = plain(value.audio)
  if (value.images !== undefined) said.images = plain(value.images)
  return said
}

function readToolCall(value: Fields): ToolCall {
  const call: ToolCall = {}
  const index = number(value.index)
  if (index !== undefined) call.index = index
  if (typeof value.id === 'string') call.id = value.id
  if (typeof value.type === 'string') call.type = value.type
  if (isFields(value.function)) call.function = readFunction(value.function)
  if (value.extra_content !== undefined) call.extra_content = plain(value.extra_content)
  return call
}

function readFunction(value: Fields): { name?: string; arguments?: string } {
  const called: { name?: string; arguments?: string } = {}
  if (typeof value.name === 'string') called.name = value.name
  if (typeof value.arguments === 'string') called.arguments = value.arguments
  // Some servers send the arguments as an object; clients add strings together.
  else if (isFields(value.arguments)) called.arguments = JSON.stringify(plain(value.arguments))
  return called
}

function readUsage(value: Fields): Usage {
  const prompt = number(value.prompt_tokens) ?? 0
  const completion = number(value.completion_tokens) ?? 0
  return {
    ...objectOf(value, 0),
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: number(value.total_tokens) ?? prompt + completion,
  }
}

const deepest = 12

/** A copy of parsed JSON down to a depth that no honest answer passes; deeper parts become null. */
function plain(value: unknown, depth = 0): Json {
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (depth > deepest) return null
  if (Array.isArray(value)) return value.map(item => plain(item, depth + 1))
  return isFields(value) ? objectOf(value, depth) : null
}

function objectOf(value: Fields, depth: number): { [key: string]: Json } {
  const copy: { [key: string]: Json } = {}
  for (const key of Object.keys(value)) {
    if (key !== '__proto__') copy[key] = plain(value[key], depth + 1)
  }
  return copy
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isTextOrNull = (value: unknown): value is string | null =>
  typeof value === 'string' || value === null

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

const number = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined
