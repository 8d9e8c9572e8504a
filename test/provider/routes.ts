// Which path of which wire format answers what.
import type { Call } from './call'
import * as Ollama from './ollama'
import * as OpenAi from './openai'
import { type Answer, json, plain } from './play'
import { type ChatRequest, readChat } from './request'
import { castings, type Script } from './script'

/** What a provider holds: its models, blobs and scripts. */
export interface Stage {
  models: string[]
  version: string
  script: Script
  scripts: Record<string, Script>
  blobs: Set<string>
}

type Route = (stage: Stage, call: Call) => Answer

/** The script of a model: the test's own for that model, else the test's for all, else the one its id stands for. */
export function scriptOf(stage: Stage, body: unknown): Script {
  const model: unknown = Object(body).model
  if (typeof model !== 'string') return stage.script
  const short = model.replace(/:latest$/, '')
  return { ...castings[short], ...stage.script, ...(stage.scripts[model] ?? stage.scripts[short]) }
}

const has = (stage: Stage, model: unknown): model is string =>
  typeof model === 'string' &&
  stage.models.some(id => id === model || Ollama.fullName(id) === Ollama.fullName(model))

const openai =
  (answer: (request: ChatRequest, script: Script) => Answer): Route =>
  (stage, call) => {
    const request = OpenAi.openaiChat(call.body, model => has(stage, model))
    if (!('messages' in request)) return request
    call.images = request.images
    return answer(request, scriptOf(stage, call.body))
  }

const ollama =
  (answer: (request: ChatRequest, script: Script) => Answer): Route =>
  (stage, call) => {
    const request = readChat(call.body)
    if (!request) return Ollama.failure(400, 'invalid request')
    if (!has(stage, request.model)) return Ollama.missing(request.model)
    call.images = request.images
    return answer(request, scriptOf(stage, call.body))
  }

/** The model a management call names; older clients say `name`. */
const named = (call: Call): string => {
  const { model, name } = Object(call.body)
  return String(model ?? name ?? '')
}

const known =
  (answer: (model: string, stage: Stage, call: Call) => Answer): Route =>
  (stage, call) => {
    const model = named(call)
    return has(stage, model) ? answer(model, stage, call) : Ollama.missing(model)
  }

const progress =
  (lines: () => Answer): Route =>
  (_stage, call) =>
    Object(call.body).stream === false ? json({ status: 'success' }) : lines()

const add = (stage: Stage, model: string): void => {
  if (!has(stage, model)) stage.models.push(model)
}

const pull: Route = (stage, call) => {
  if (named(call).startsWith('missing')) return Ollama.notPulled()
  add(stage, named(call))
  return progress(Ollama.pulled)(stage, call)
}

const create: Route = (stage, call) => {
  add(stage, named(call))
  return progress(Ollama.made)(stage, call)
}

const copy: Route = (stage, call) => {
  const { source, destination } = Object(call.body)
  if (!has(stage, source)) return Ollama.missing(String(source))
  add(stage, String(destination))
  return plain('')
}

const remove = known((model, stage) => {
  stage.models = stage.models.filter(id => Ollama.fullName(id) !== Ollama.fullName(model))
  return plain('')
})

const embedOllama = known((model, _stage, call) =>
  Ollama.embed(model, Object(call.body).input, OpenAi.embed),
)

const embedOld = known((_model, _stage, call) =>
  json({ embedding: OpenAi.embed(String(Object(call.body).prompt)) }),
)

const embedOpenAi: Route = (stage, call) => {
  const { model } = Object(call.body)
  if (!has(stage, model)) return OpenAi.failure(404, `The model '${model}' does not exist`)
  return OpenAi.embeddings(call.body)
}

const digestOf = (call: Call): string => call.path.slice('/api/blobs/'.length)

const findBlob: Route = (stage, call) => plain('', stage.blobs.has(digestOf(call)) ? 200 : 404)

const keepBlob: Route = (stage, call) => {
  const digest = `sha256:${new Bun.CryptoHasher('sha256').update(call.bytes).digest('hex')}`
  if (digest !== digestOf(call)) return Ollama.failure(400, 'digest mismatch')
  stage.blobs.add(digest)
  return plain('', 201)
}

const routes: Record<string, Route> = {
  'GET /': () => plain('Ollama is running'),
  'GET /v1/models': stage => OpenAi.listModels(stage.models),
  'POST /v1/chat/completions': openai(OpenAi.chatCompletion),
  'POST /v1/completions': openai(OpenAi.completion),
  'POST /v1/embeddings': embedOpenAi,
  'GET /api/version': stage => json({ version: stage.version }),
  'GET /api/tags': stage => Ollama.tags(stage.models),
  'GET /api/ps': stage => Ollama.ps(stage.models.slice(0, 1)),
  'POST /api/show': known(Ollama.show),
  'POST /api/chat': ollama(Ollama.chat),
  'POST /api/generate': ollama(Ollama.generate),
  'POST /api/embed': embedOllama,
  'POST /api/embeddings': embedOld,
  'POST /api/pull': pull,
  'POST /api/push': known((_model, stage, call) => progress(Ollama.pushed)(stage, call)),
  'POST /api/create': create,
  'POST /api/copy': copy,
  'DELETE /api/delete': remove,
}

export function answer(stage: Stage, call: Call): Answer {
  const route = routes[`${call.method} ${call.path}`] ?? pattern(call)
  return route ? route(stage, call) : plain('404 page not found', 404)
}

function pattern({ method, path }: Call): Route | undefined {
  if (path.startsWith('/api/blobs/')) return method === 'HEAD' ? findBlob : keepBlob
  if (method !== 'GET' || !path.startsWith('/v1/models/')) return undefined
  const id = decodeURIComponent(path.slice('/v1/models/'.length))
  return stage => {
    if (has(stage, id)) return json(OpenAi.modelOf(id))
    return OpenAi.failure(404, `The model '${id}' does not exist`, 'model_not_found')
  }
}
