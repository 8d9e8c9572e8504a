// The OpenAI wire format, as api.openai.com and its many imitators speak it.
import { type Answer, json } from './play'
import { type ChatRequest, readChat } from './request'
import { type Script, type Spoken, speak, type ToolCall, tokens } from './script'

const created = 1_735_689_600

export const listModels = (ids: string[]): Answer =>
  json({ object: 'list', data: ids.map(modelOf) })

export const modelOf = (id: string) => ({ id, object: 'model', created, owned_by: 'scripted' })

export const failure = (status: number, message: string, code: string | null = null): Answer => {
  const type = status === 401 ? 'authentication_error' : 'invalid_request_error'
  return json({ error: { message, type, param: null, code } }, status)
}

export function chatCompletion(request: ChatRequest, script: Script): Answer {
  const spoken = speak(script, request)
  const head = { id: 'chatcmpl-scripted', created, model: request.model }
  if (request.stream) return streamed(head, spoken, request.includeUsage, script.inject ?? [])
  const { content, reasoning, tool_calls: calls, finish, usage } = spoken
  const message = {
    role: 'assistant',
    content: calls.length ? null : content.join(''),
    refusal: null,
    ...(reasoning.length ? { reasoning_content: reasoning.join('') } : {}),
    ...(calls.length ? { tool_calls: calls.map(toolCall) } : {}),
  }
  const choices = [{ index: 0, message, logprobs: null, finish_reason: finish }]
  return json({ ...head, object: 'chat.completion', choices, usage, system_fingerprint: 'fp_1' })
}

type Head = { id: string; created: number; model: string }

function streamed(head: Head, spoken: Spoken, withUsage: boolean, inject: string[]): Answer {
  const base = { ...head, object: 'chat.completion.chunk', system_fingerprint: 'fp_1' }
  const usage = withUsage ? { usage: null } : {}
  const chunk = (delta: object, finish: string | null = null): string => {
    const choices = [{ index: 0, delta, logprobs: null, finish_reason: finish }]
    return event(JSON.stringify({ ...base, choices, ...usage }))
  }
  return {
    type: 'text/event-stream; charset=utf-8',
    pieces: [
      ...inject.map(event),
      chunk({ role: 'assistant', content: '', refusal: null }),
      ...spoken.reasoning.map(text => chunk({ reasoning_content: text })),
      ...spoken.content.map(text => chunk({ content: text })),
      ...spoken.tool_calls.flatMap(toolCallDeltas).map(call => chunk({ tool_calls: [call] })),
      chunk({}, spoken.finish),
      ...(withUsage ? [event(JSON.stringify({ ...base, choices: [], usage: spoken.usage }))] : []),
      event('[DONE]'),
    ],
  }
}

const event = (data: string): string => `data: ${data}\n\n`

const toolCall = ({ id, name, arguments: args }: ToolCall, index: number) => ({
  id: id ?? `call_${index}`,
  type: 'function',
  function: { name, arguments: JSON.stringify(args) },
})

/** Name first, then the arguments in two halves, as real servers do. */
function toolCallDeltas(call: ToolCall, index: number): object[] {
  const { id, type, function: whole } = toolCall(call, index)
  const half = Math.ceil(whole.arguments.length / 2)
  return [
    { index, id, type, function: { name: whole.name, arguments: '' } },
    { index, function: { arguments: whole.arguments.slice(0, half) } },
    { index, function: { arguments: whole.arguments.slice(half) } },
  ]
}

/** The older text completion. */
export function completion(request: ChatRequest, script: Script): Answer {
  const { content, finish, usage } = speak(script, request)
  const head = { id: 'cmpl-scripted', object: 'text_completion', created, model: request.model }
  const choice = (text: string, reason: string | null) => ({
    ...head,
    choices: [{ index: 0, text, logprobs: null, finish_reason: reason }],
  })
  if (!request.stream) return json({ ...choice(content.join(''), finish), usage })
  const chunks = [...content.map(text => choice(text, null)), choice('', finish)]
  const pieces = [...chunks.map(chunk => event(JSON.stringify(chunk))), event('[DONE]')]
  return { type: 'text/event-stream; charset=utf-8', pieces }
}

export function embeddings(body: unknown): Answer {
  const { model, input, encoding_format: format, dimensions } = Object(body)
  const texts = [input].flat().map(String)
  const data = texts.map((text, index) => {
    const vector = embed(text, typeof dimensions === 'number' ? dimensions : undefined)
    const embedding = format === 'base64' ? base64(vector) : vector
    return { object: 'embedding', index, embedding }
  })
  const count = tokens(texts.join(' '))
  const usage = { prompt_tokens: count, total_tokens: count }
  return json({ object: 'list', data, model, usage })
}

const base64 = (vector: number[]): string =>
  Buffer.from(new Float32Array(vector).buffer).toString('base64')

/** A unit vector that is the same for the same text and near for texts that share words. */
export function embed(text: string, dimensions = 8): number[] {
  const sums = new Array<number>(dimensions).fill(0.001)
  for (const word of text.toLowerCase().match(/\w+/g) ?? []) {
    const slot = Number(BigInt(Bun.hash(word)) % BigInt(dimensions))
    sums[slot] = (sums[slot] ?? 0) + 1
  }
  const norm = Math.hypot(...sums)
  return sums.map(value => Math.fround(value / norm))
}

export function openaiChat(body: unknown, has: (model: string) => boolean): ChatRequest | Answer {
  const request = readChat(body)
  if (!request) return failure(400, 'We could not parse the JSON body of your request.')
  if (!has(request.model)) {
    return failure(404, `The model '${request.model}' does not exist`, 'model_not_found')
  }
  if (request.messages.length === 0) return failure(400, "'messages' is too short - minimum 1.")
  return request
}
