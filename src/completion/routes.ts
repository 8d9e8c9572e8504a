// Chat completions through every door: ours, OpenAI's and Ollama's. Nothing is kept, and a caller who leaves ends the call.
import { Elysia } from 'elysia'
import { z } from 'zod'
import { guard } from '../auth/guard'
import type { Principal } from '../auth/principal'
import type { House } from '../config/house'
import { int } from '../utils/fields'
import { checkChat, OllamaAsk, OpenAIAsk, takeApart } from './ask'
import { departure, type Server } from './depart'
import { asEvents, asLines } from './emit'
import * as Provider from './provider'
import { founded } from './sources/asked'
import type { Preface } from './sources/schema'
import { type Door, target } from './target'

const BIG = { is: 'verified', body: 'document', key: 'completions' } as const
// Made anew for each route: Elysia writes its hooks into these objects.
const openai = () => ({ role: BIG, body: OpenAIAsk })
const ollama = () => ({ role: BIG, body: OllamaAsk })
const Place = z.object({ idx: int() })

export const completions = (house: House) =>
  new Elysia()
    .use(guard(house))
    .post('/api/chat/completions', context => chat(house, context), openai())
    .post('/v1/chat/completions', context => chat(house, context), openai())
    .post('/openai/chat/completions', context => chat(house, context, { kind: 'openai' }), openai())
    .post('/ollama/v1/chat/completions', context => chatV1(house, context), openai())
    .post(
      '/ollama/v1/chat/completions/:idx',
      context => chatV1(house, context, context.params.idx),
      { ...openai(), params: Place },
    )
    .post('/ollama/api/chat', context => chatNative(house, context), ollama())
    .post('/ollama/api/chat/:idx', context => chatNative(house, context, context.params.idx), {
      ...ollama(),
      params: Place,
    })

interface Context<B> {
  me: Principal
  body: B
  request: Request
  server: Server
}

interface Ways {
  stream: typeof Provider.stream
  complete: typeof Provider.complete
}

const chatV1 = (house: House, context: Context<OpenAIAsk>, idx?: number) =>
  chat(house, context, { kind: 'ollama', idx }, v1)

const v1: Ways = { stream: Provider.streamOpenAI, complete: Provider.completeOpenAI }

async function chat(
  house: House,
  context: Context<OpenAIAsk>,
  door: Door = {},
  ways: Ways = Provider,
): Promise<Response> {
  const { body, preface, call, ending } = await begin(house, context, door)
  if (!body.stream) return whole(await ways.complete(call, body), preface)
  return asEvents(await ways.stream(call, body), ending, preface)
}

async function chatNative(
  house: House,
  context: Context<z.infer<typeof OllamaAsk>>,
  idx?: number,
): Promise<Response> {
  const { body, preface, call, ending } = await begin(house, context, { kind: 'ollama', idx })
  if (body.stream === false) return whole(await Provider.completeNative(call, body), preface)
  return asLines(await Provider.streamNative(call, body), ending, preface)
}

const whole = (answer: object, preface: Preface | undefined): Response =>
  Response.json(preface ? { ...answer, ...preface } : answer)

/** Model, access, chat, files: everything that can be refused before a provider is called. */
async function begin<B extends OpenAIAsk | z.infer<typeof OllamaAsk>>(
  house: House,
  { me, body: asked, request, server }: Context<B>,
  door: Door,
) {
  const { chat_id, body, ...extras } = takeApart(asked)
  await checkChat(house, me, chat_id)
  const found = await target(house, me, asked.model, door)
  const ending = departure(request, server)
  const call: Provider.Call = { house, me, found, ending }
  const answerable = await founded(call, body, extras).catch(error => {
    throw ending.signal.aborted ? Provider.left() : error
  })
  return { ...answerable, call, ending }
}
