// Ollama's own wire format: NDJSON with counters, and the management of models.
import { type Answer, json } from './play'
import type { ChatRequest } from './request'
import { type Script, type Spoken, speak, tokens } from './script'

const at = '2025-01-01T00:00:00Z'

export const failure = (status: number, error: string): Answer => json({ error }, status)
export const missing = (model: string): Answer => failure(404, `model '${model}' not found`)

/** `echo` is `echo:latest` to Ollama. */
export const fullName = (id: string): string => (id.includes(':') ? id : `${id}:latest`)

export const tags = (ids: string[]): Answer => json({ models: ids.map(entry) })

export const ps = (ids: string[]): Answer =>
  json({
    models: ids.map(id => ({
      ...entry(id),
      expires_at: at,
      size_vram: 4_000,
      context_length: 4_096,
    })),
  })

function entry(id: string) {
  const name = fullName(id)
  const digest = new Bun.CryptoHasher('sha256').update(name).digest('hex')
  return { name, model: name, modified_at: at, size: 4_000_000, digest, details }
}

const details = {
  parent_model: '',
  format: 'gguf',
  family: 'scripted',
  families: ['scripted'],
  parameter_size: '1B',
  quantization_level: 'Q4_0',
}

export const show = (id: string): Answer =>
  json({
    license: 'MIT',
    modelfile: `FROM ${fullName(id)}`,
    parameters: 'num_ctx 4096',
    template: '{{ .Prompt }}',
    details,
    model_info: { 'general.architecture': 'scripted', 'scripted.context_length': 4096 },
    capabilities: ['completion', 'tools', 'vision', 'thinking'],
    modified_at: at,
  })

const ndjson = (lines: object[], inject: string[] = []): Answer => ({
  type: 'application/x-ndjson',
  pieces: [...inject, ...lines.map(line => JSON.stringify(line))].map(text => `${text}\n`),
})

/** Durations are nanoseconds. */
const counters = ({ usage }: Spoken) => ({
  total_duration: 3_000_000_000,
  load_duration: 1_000_000_000,
  prompt_eval_count: usage.prompt_tokens,
  prompt_eval_duration: 500_000_000,
  eval_count: usage.completion_tokens,
  eval_duration: 1_500_000_000,
})

const doneReason = (finish: string): string => (finish === 'length' ? 'length' : 'stop')

export function chat(request: ChatRequest, script: Script): Answer {
  const model = request.model
  if (request.messages.length === 0) return json({ ...head(model), message: said(''), ...loaded })
  const spoken = speak(script, request)
  const calls = spoken.tool_calls.map(({ name, arguments: args }) => ({
    function: { name, arguments: args },
  }))
  const end = { done_reason: doneReason(spoken.finish), done: true, ...counters(spoken) }
  if (request.stream === false) {
    const thinking = spoken.reasoning.length ? { thinking: spoken.reasoning.join('') } : {}
    const tools = calls.length ? { tool_calls: calls } : {}
    const message = { ...said(spoken.content.join('')), ...thinking, ...tools }
    return json({ ...head(model), message, ...end })
  }
  const line = (message: object) => ({ ...head(model), message, done: false })
  return ndjson(
    [
      ...spoken.reasoning.map(text => line({ ...said(''), thinking: text })),
      ...spoken.content.map(text => line(said(text))),
      ...calls.map(call => line({ ...said(''), tool_calls: [call] })),
      { ...head(model), message: said(''), ...end },
    ],
    script.inject,
  )
}

const head = (model: string) => ({ model, created_at: at })
const said = (content: string) => ({ role: 'assistant', content })
const loaded = { done_reason: 'load', done: true }

export function generate(request: ChatRequest, script: Script): Answer {
  const model = request.model
  if (!request.lastText) return json({ ...head(model), response: '', ...loaded })
  const spoken = speak(script, request)
  const end = {
    done: true,
    done_reason: doneReason(spoken.finish),
    context: [1, 2, 3],
    ...counters(spoken),
  }
  if (request.stream === false) {
    return json({ ...head(model), response: spoken.content.join(''), ...end })
  }
  const lines = spoken.content.map(text => ({ ...head(model), response: text, done: false }))
  return ndjson([...lines, { ...head(model), response: '', ...end }], script.inject)
}

export function embed(model: string, input: unknown, vector: (text: string) => number[]): Answer {
  const texts = [input].flat().map(String)
  const count = tokens(texts.join(' '))
  const times = { total_duration: 2_000_000, load_duration: 1_000_000, prompt_eval_count: count }
  return json({ model, embeddings: texts.map(text => vector(text)), ...times })
}

const layer = `sha256:${'ab'.repeat(32)}`

export const pulled = (): Answer =>
  ndjson([
    { status: 'pulling manifest' },
    { status: `pulling ${layer.slice(7, 19)}`, digest: layer, total: 1_000 },
    { status: `pulling ${layer.slice(7, 19)}`, digest: layer, total: 1_000, completed: 400 },
    { status: `pulling ${layer.slice(7, 19)}`, digest: layer, total: 1_000, completed: 1_000 },
    { status: 'verifying sha256 digest' },
    { status: 'writing manifest' },
    { status: 'success' },
  ])

/** A name the registry does not have: Ollama says so inside a stream of status 200. */
export const notPulled = (): Answer =>
  ndjson([{ status: 'pulling manifest' }, { error: 'pull model manifest: file does not exist' }])

export const pushed = (): Answer =>
  ndjson([
    { status: 'retrieving manifest' },
    { status: `pushing ${layer.slice(7, 19)}`, digest: layer, total: 1_000, completed: 1_000 },
    { status: 'pushing manifest' },
    { status: 'success' },
  ])

export const made = (): Answer =>
  ndjson([
    { status: `using existing layer ${layer}` },
    { status: 'writing manifest' },
    { status: 'success' },
  ])
