// OpenAI's chat wire shapes, as far as Hearth relays and makes them.

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

export interface ToolCall {
  /** Present in deltas. */
  index?: number
  id?: string
  type?: string
  function?: { name?: string; arguments?: string }
  /** What a provider wants back with the call (Google's thought signatures). */
  extra_content?: Json
}

/** What a message and a piece of one have in common. */
export interface Said {
  role?: string
  content?: string | null
  /** Thoughts, in the two spellings that are in use. */
  reasoning_content?: string | null
  reasoning?: string | null
  reasoning_details?: Json
  refusal?: string | null
  tool_calls?: ToolCall[]
  function_call?: { name?: string; arguments?: string }
  annotations?: Json
  audio?: Json
  images?: Json
}

export interface Usage {
  prompt_tokens: number
  completion_tokens: number
  total_tokens: number
  [more: string]: Json
}

interface Common {
  id: string
  created: number
  model: string
  usage?: Usage | null
  system_fingerprint?: string
  service_tier?: string
  /** OpenRouter's word for who answered. */
  provider?: string
  /** Perplexity's sources. */
  citations?: Json
  search_results?: Json
  /** llama.cpp's figures. */
  timings?: Json
}

interface ChoiceCommon {
  index: number
  finish_reason: string | null
  logprobs?: Json
}

/** One event of a streamed answer. */
export interface Chunk extends Common {
  object: 'chat.completion.chunk'
  choices: (ChoiceCommon & { delta: Said })[]
}

/** A whole answer. */
export interface Completion extends Common {
  object: 'chat.completion'
  choices: (ChoiceCommon & { message: Said })[]
}

/** Why a provider failed, in OpenAI's shape. */
export interface ChatError {
  message: string
  type: string | null
  code: string | number | null
  param: string | null
}
