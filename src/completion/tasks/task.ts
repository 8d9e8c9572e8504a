// One small job done by the model that the settings choose for such.
import type { Principal } from '../../auth/principal'
import type { House } from '../../config/house'
import type { Completion } from '../../utils/chat'
import { type FoundModel, findModel } from '../models'
import type { Fields } from '../prepare'
import { type Call, complete } from '../provider'
import { target } from '../target'

/**
 * The model for jobs beside a chat with the model of that id: another one when the settings name one
 * in use, with the server's rights. Throws 404 when the chat's own is none that `me` may use.
 */
export async function taskModel(house: House, me: Principal, id: string): Promise<FoundModel> {
  return substitute(house, await target(house, me, id))
}

/** The same for a model whose use has been decided. */
export async function substitute(house: House, found: FoundModel): Promise<FoundModel> {
  const isLocal = found.connection.kind === 'ollama'
  const name = house.config.get(isLocal ? 'task.model.default' : 'task.model.external')
  return (name ? await findModel(house, name) : undefined) ?? found
}

export interface Job {
  prompt: string
  /** Most tokens of the answer. */
  limit?: number
}

/** The call for a job; the model's own instructions and bounds are for talking to people. */
export function jobCall(call: Call): Call {
  const { row } = call.found
  if (!row) return { ...call, kind: 'task' }
  const { system: _, max_tokens: __, stop: ___, ...params } = row.params
  return { ...call, kind: 'task', found: { ...call.found, row: { ...row, params } } }
}

export const jobBody = ({ prompt, limit }: Job): Fields => ({
  messages: [{ role: 'user', content: prompt }],
  ...(limit !== undefined && { max_completion_tokens: limit }),
})

/** Lets the model do the job. Throws Refusal as `complete` does. */
export const perform = (call: Call, job: Job): Promise<Completion> =>
  complete(jobCall(call), jobBody(job))
