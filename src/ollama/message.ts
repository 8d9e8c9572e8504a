// One conversation in OpenAI's words, said in Ollama's: text and images apart, tool arguments as objects.
import { isDeeperThan } from '../utils/depth'

export type Fields = Record<string, unknown>

/** Levels of tool arguments that are passed on, either way. */
export const deepest = 100

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The messages; what is no message is left out. */
export function toMessages(messages: unknown): Fields[] {
  if (!Array.isArray(messages)) return []
  const found = messages.filter(isFields)
  const tools = toolNames(found)
  return found.map(message => toMessage(message, tools))
}

/** Ollama wants a tool's answer to name the tool; OpenAI's names only the call. */
function toolNames(messages: Fields[]): Map<unknown, unknown> {
  const calls = messages.flatMap(({ tool_calls: calls }) => (Array.isArray(calls) ? calls : []))
  return new Map(calls.map(call => [Object(call).id, Object(Object(call).function).name]))
}

function toMessage(message: Fields, tools: Map<unknown, unknown>): Fields {
  const { role, content, tool_calls: calls, tool_call_id: callId } = message
  const said: Fields = {
    role: role === 'developer' ? 'system' : role === 'function' ? 'tool' : role,
    content: textOf(content),
  }
  const images = imagesOf(message)
  if (images.length > 0) said.images = images
  const thinking = message.reasoning_content ?? message.reasoning ?? message.thinking
  if (typeof thinking === 'string' && thinking !== '') said.thinking = thinking
  if (Array.isArray(calls) && calls.length > 0) said.tool_calls = calls.filter(isFields).map(toCall)
  if (said.role !== 'tool') return said
  const name = message.tool_name ?? message.name ?? tools.get(callId)
  if (typeof name === 'string') said.tool_name = name
  if (typeof callId === 'string') said.tool_call_id = callId
  return said
}

/** Always a text: a message that holds nothing but images has an empty one. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return ''
  const texts = content.map(part => Object(part).text ?? Object(part).refusal)
  return texts
    .filter(text => typeof text === 'string')
    .join('')
    .trim()
}

function imagesOf({ content, images }: Fields): unknown[] {
  const own = Array.isArray(images) ? images : []
  if (!Array.isArray(content)) return own
  const found = content.map(part => Object(part).image_url).map(url => Object(url).url ?? url)
  return [...own, ...found.filter(url => typeof url === 'string').map(toImage)]
}

/** Ollama takes the bytes without the head of a data URL; other addresses are its own to refuse. */
const toImage = (url: string): string =>
  url.startsWith('data:') ? url.slice(url.indexOf(',') + 1) : url

function toCall(call: Fields): Fields {
  const { name, arguments: given } = Object(call.function)
  const made: Fields = { function: { name, arguments: toArguments(given) } }
  if (typeof call.id === 'string') made.id = call.id
  return made
}

function toArguments(given: unknown): Fields {
  if (isFields(given)) return given
  try {
    const read: unknown = JSON.parse(String(given))
    return isFields(read) && !isDeeperThan(deepest, read) ? read : {}
  } catch {
    return {}
  }
}
