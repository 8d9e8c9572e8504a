// Turns what Ollama's /api/chat answers into OpenAI's shape, line by line or as a whole.
import type { ChatError, Chunk, Completion, Said, ToolCall, Usage } from '../utils/chat'
import { isDeeperThan } from '../utils/depth'
import { deepest, type Fields, isFields } from './message'

export interface AnswerOptions {
  /** The model as our caller knows it. */
  model: string
  /** The caller asked for `stream_options.include_usage`: the figures come as a chunk of their own. */
  includeUsage?: boolean
}

/** What one line of the stream came to. */
export interface Turned {
  chunks: Chunk[]
  error?: ChatError
}

export interface AnswerStream {
  /** Turns one parsed line; lines that say nothing give no chunk. */
  push(line: unknown): Turned
  /** The line that Ollama marks as the last has been seen. A stream that ends before was cut off. */
  readonly done: boolean
}

/** The chunks of one stream: they share one id and one time, and an empty piece does not end them. */
export function answerStream({ model, includeUsage }: AnswerOptions): AnswerStream {
  const head = headOf(model)
  let started = false
  let calls = 0
  let done = false

  const chunk = (delta: Said, finish: string | null = null): Chunk => {
    const first: Said = started ? {} : { role: 'assistant' }
    started = true
    const choice = {
      index: 0,
      delta: { ...first, ...delta },
      logprobs: null,
      finish_reason: finish,
    }
    return { ...head, object: 'chat.completion.chunk', choices: [choice] }
  }
  const last = (line: Fields): Chunk[] => {
    done = true
    const usage = usageOf(line)
    const end = chunk({}, finishOf(line, calls))
    if (!includeUsage) return [{ ...end, usage }]
    return [end, { ...head, object: 'chat.completion.chunk', choices: [], usage }]
  }

  return {
    push(line) {
      if (done || !isFields(line)) return { chunks: [] }
      if (line.error !== undefined) return { chunks: [], error: errorOf(line.error) }
      const said = saidIn(line.message, calls)
      calls += said.tool_calls?.length ?? 0
      const chunks = Object.keys(said).length > 0 ? [chunk(said)] : []
      return { chunks: line.done === true ? [...chunks, ...last(line)] : chunks }
    },
    get done() {
      return done
    },
  }
}

/** The answer to a request without `stream`. */
export function toCompletion(
  body: unknown,
  { model }: AnswerOptions,
): { completion: Completion } | { error: ChatError } {
  if (!isFields(body) || body.error !== undefined) return { error: errorOf(Object(body).error) }
  const { tool_calls: given, ...said } = saidIn(body.message, 0)
  const calls = given?.map(({ index: _, ...call }) => call)
  const message: Said = {
    role: 'assistant',
    ...said,
    content: said.content ?? (calls ? null : ''),
    ...(calls && { tool_calls: calls }),
  }
  const choice = { index: 0, message, logprobs: null, finish_reason: finishOf(body, calls?.length) }
  const object = 'chat.completion'
  return { completion: { ...headOf(model), object, choices: [choice], usage: usageOf(body) } }
}

const headOf = (model: string) => ({
  id: `${model}-${crypto.randomUUID()}`,
  created: Math.floor(Date.now() / 1000),
  model,
})

/** What a line adds: only the keys that hold something. */
function saidIn(message: unknown, callsBefore: number): Said {
  const { content, thinking, tool_calls: calls } = Object(message)
  const said: Said = {}
  if (typeof thinking === 'string' && thinking !== '') said.reasoning_content = thinking
  if (typeof content === 'string' && content !== '') said.content = content
  if (Array.isArray(calls) && calls.length > 0) {
    said.tool_calls = calls.filter(isFields).map((call, at) => toolCall(call, callsBefore + at))
  }
  return said
}

function toolCall(call: Fields, index: number): ToolCall {
  const { name, arguments: given } = Object(call.function)
  return {
    index,
    id: typeof call.id === 'string' && call.id !== '' ? call.id : `call_${crypto.randomUUID()}`,
    type: 'function',
    function: {
      name: typeof name === 'string' ? name : '',
      arguments: typeof given === 'string' ? given : argumentsText(given),
    },
  }
}

const argumentsText = (given: unknown): string =>
  JSON.stringify(isFields(given) && !isDeeperThan(deepest, given) ? given : {})

function finishOf({ done_reason: reason }: Fields, calls = 0): string {
  if (calls > 0) return 'tool_calls'
  return reason === 'length' ? 'length' : 'stop'
}

// Ollama's own figures, in nanoseconds, stay beside OpenAI's: they tell how fast the model spoke.
const durations = ['total_duration', 'load_duration', 'prompt_eval_duration', 'eval_duration']

function usageOf(line: Fields): Usage {
  // A prompt that is still in the model's cache is not counted.
  const prompt = count(line.prompt_eval_count)
  const completion = count(line.eval_count)
  const usage: Usage = {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
  }
  for (const name of durations) if (name in line) usage[name] = count(line[name])
  return usage
}

const count = (value: unknown): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : 0

function errorOf(error: unknown): ChatError {
  const said = typeof error === 'string' ? error : Object(error).message
  const message = typeof said === 'string' && said !== '' ? said.slice(0, 2_000) : unexplained
  return { message, type: 'provider_error', code: null, param: null }
}

const unexplained = 'Ollama answered with an error that it does not explain'
