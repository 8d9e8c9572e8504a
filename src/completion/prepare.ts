// The request as the provider gets it: its own name for the model, the row's parameters and system prompt.
import type { Principal } from '../auth/principal'
import { toOllama } from '../ollama/convert'
import type { FoundModel } from './models'
import { ollamaOptions, openaiParams } from './params'
import { fill, surroundings } from './placeholders'
import { type Said, withSystem } from './system'

export type Fields = Record<string, unknown>

/** Who the system prompt speaks of, and the model. */
export interface For {
  me: Principal
  found: FoundModel
}

/** For `/chat/completions` of OpenAI-style servers and of Ollama. */
export function forOpenAI(body: Fields, { me, found }: For): Fields {
  const params = found.row?.params ?? {}
  const ours = openaiParams(params)
  const { max_completion_tokens: limit, ...rest } = body
  return {
    ...rest,
    // Another name for `max_tokens`.
    ...(limit !== undefined && ours.max_tokens === undefined && { max_completion_tokens: limit }),
    model: found.upstream_id,
    messages: headed(body.messages, params.system, me),
    ...ours,
  }
}

/** For `/api/chat`, from a request in OpenAI's words. */
export const asOllama = (body: Fields, given: For): Fields => forOllama(toOllama(body), given)

/** For `/api/chat`, from a request in Ollama's words. */
export function forOllama(body: Fields, { me, found }: For): Fields {
  const params = found.row?.params ?? {}
  const options = { ...Object(body.options), ...ollamaOptions(params) }
  const said = Object.entries(body).filter(([, value]) => value !== undefined && value !== null)
  return {
    ...Object.fromEntries(said),
    model: found.upstream_id,
    messages: headed(body.messages, params.system, me),
    ...(Object.keys(options).length > 0 && { options }),
  }
}

function headed(messages: unknown, system: unknown, { user }: Principal): unknown {
  if (typeof system !== 'string' || system === '') return messages
  return withSystem(fill(system, surroundings(user)), messages as Said[])
}
