// How much of a model's context documents may take.
import type { House } from '../../config/house'
import { ollamaClient } from '../../ollama/client'
import { perObject } from '../../utils/once'
import type { FoundModel } from '../models'

type Fields = Record<string, unknown>

/** Where nobody says: small enough for what people run at home. */
const UNKNOWN = 16_384
/** Ollama cuts off what goes beyond, without a word. */
const OLLAMA = 4096
/** The rest is for the conversation and the answer. */
const SHARE = 0.5

/** Tokens that documents may take of a model's context, and whether anybody has said how large that is. */
export interface Room {
  tokens: number
  known: boolean
}

export async function roomFor(house: House, found: FoundModel, params: Fields): Promise<Room> {
  const context = await contextOf(house, found, params)
  return { tokens: Math.floor((context ?? UNKNOWN) * SHARE), known: context !== undefined }
}

async function contextOf(
  house: House,
  found: FoundModel,
  params: Fields,
): Promise<number | undefined> {
  if (found.connection.kind === 'openai') return said(found.model)
  const chosen = positive(found.row?.params.num_ctx) ?? positive(params.num_ctx)
  return chosen ?? (await shown(house)(found.connection)(found.upstream_id)) ?? OLLAMA
}

const positive = (value: unknown): number | undefined => {
  const number = Number(value)
  return Number.isFinite(number) && number > 0 ? number : undefined
}

/** As OpenRouter, Groq, vLLM, LM Studio, Mistral and llama.cpp call it in their lists. */
const NAMES = [
  'loaded_context_length',
  'context_length',
  'context_window',
  'max_model_len',
  'max_context_length',
]

function said(model: FoundModel['model']): number | undefined {
  const own: Fields = { ...model, ...Object(model.openai) }
  const top = NAMES.map(name => positive(own[name])).find(Boolean)
  return top ?? positive(Object(own.meta).n_ctx)
}

const PATIENCE_MS = 2000

/** The `num_ctx` in a model file; asked once for each model. */
const shown = perObject((house: House) =>
  perObject((connection: FoundModel['connection']) => {
    const known = new Map<string, Promise<number | undefined>>()
    return (model: string) => {
      const asked = known.get(model) ?? show(house, connection, model)
      known.set(model, asked)
      return asked
    }
  }),
)

async function show(
  house: House,
  connection: FoundModel['connection'],
  model: string,
): Promise<number | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>()
  const timer = setTimeout(() => resolve(undefined), PATIENCE_MS)
  const asked = ollamaClient(house, connection).then(client => client.show({ model }))
  const answer = await Promise.race([asked.catch(() => undefined), late])
  clearTimeout(timer)
  return positive(/^num_ctx\s+(\d+)/m.exec(String(Object(answer).parameters ?? ''))?.[1])
}
