// Turns an OpenAI chat request into one for Ollama's /api/chat; the way back is answer.ts.
import { type Fields, isFields, toMessages } from './message'

// What Ollama reads in `options` under the name that callers use too.
const named = [
  'temperature',
  'top_p',
  'top_k',
  'min_p',
  'typical_p',
  'seed',
  'num_ctx',
  'num_predict',
  'num_keep',
  'num_batch',
  'num_gpu',
  'num_thread',
  'repeat_last_n',
  'repeat_penalty',
  'presence_penalty',
  'tfs_z',
  'mirostat',
  'mirostat_eta',
  'mirostat_tau',
  'use_mmap',
  'use_mlock',
]

const asTheyAre = ['keep_alive', 'logprobs', 'top_logprobs']

/**
 * A body for `/api/chat`; without `stream: true` the answer is plain, as OpenAI has it. A setting at the top wins over the
 * same one inside `options`. What Ollama has no place for is left out.
 */
export function toOllama(body: Fields): Fields {
  const chat: Fields = {
    model: body.model,
    messages: toMessages(body.messages),
    stream: body.stream === true,
  }
  set(chat, 'options', toOptions(body))
  set(chat, 'format', body.format ?? toFormat(body.response_format))
  set(chat, 'think', body.think ?? toThink(body.reasoning_effort))
  set(chat, 'tools', body.tool_choice === 'none' ? undefined : body.tools)
  for (const name of asTheyAre) set(chat, name, body[name])
  return chat
}

/** Ollama takes an empty list or object for a wish; an OpenAI client means nothing by it. */
function set(target: Fields, name: string, value: unknown): void {
  if (value === undefined || value === null) return
  if (typeof value === 'object' && Object.keys(value).length === 0) return
  target[name] = value
}

function toOptions(body: Fields): Fields {
  const options: Fields = isFields(body.options) ? { ...body.options } : {}
  for (const name of named) set(options, name, body[name])
  set(options, 'num_predict', body.max_completion_tokens ?? body.max_tokens)
  // Contract 4.2. OpenAI's neutral 0 would make Ollama divide by it; its own neutral value is to say nothing.
  set(options, 'repeat_penalty', body.frequency_penalty || undefined)
  set(options, 'new_topic_penalty', body.presence_penalty)
  set(options, 'stop', typeof body.stop === 'string' ? [body.stop] : body.stop)
  return options
}

function toFormat(wanted: unknown): unknown {
  const { type, json_schema: named } = Object(wanted)
  if (type === 'json_object') return 'json'
  return type === 'json_schema' ? (Object(named).schema ?? 'json') : undefined
}

function toThink(effort: unknown): unknown {
  if (effort === 'none') return false
  if (effort === 'minimal') return 'low'
  return effort === 'xhigh' ? 'high' : effort
}
