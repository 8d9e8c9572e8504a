// A scripted model server on a loopback port that speaks the real wire formats of OpenAI and Ollama.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type Call, Line, readBody } from './provider/call'
import { type Gate, makeGate } from './provider/gate'
import { failure } from './provider/openai'
import { json, play } from './provider/play'
import { answer, type Stage, scriptOf } from './provider/routes'
import { castings, type Script } from './provider/script'

export type { Call } from './provider/call'
export type { Fault, Reply, Script, ToolCall } from './provider/script'

export interface ProviderOptions {
  /** Model ids; the default list holds one for each built-in script, and `embed`. */
  models?: string[]
  /** For every model that has no script of its own. */
  script?: Script
  /** By model id. */
  scripts?: Record<string, Script>
  /** By path, `/v1/models` say, or `*` for every path; these win over the models' scripts. */
  paths?: Record<string, Script>
  /** When given, calls without `Authorization: Bearer <key>` are answered 401. */
  key?: string
  /** A path that stands before every other, as behind a gateway. */
  base?: string
  /** What `/api/version` says. */
  version?: string
  port?: number
}

export interface Provider extends AsyncDisposable {
  /** `http://127.0.0.1:port` and the base path: the address of an Ollama connection. */
  readonly url: string
  /** `url` and `/v1`: the address of an OpenAI connection. */
  readonly openai: string
  models: string[]
  script: Script
  scripts: Record<string, Script>
  paths: Record<string, Script>
  key: string | undefined
  version: string
  /** Every request so far, oldest first. */
  readonly calls: Call[]
  /** Those of them that somebody has asked for: lists of models are read anew whenever they are old. */
  readonly work: Call[]
  /** The newest request, of that path if one is named. @throws when there was none. */
  last(path?: string): Call
  /** The first request of that path from now on or before; waits for it. */
  call(path: string): Promise<Call>
  /** Lets `count` pieces of `pace: 'steps'` answers through; resolves when they were written. */
  next(count?: number): Promise<void>
  /** Lets everything through from now on. */
  finish(): void
  close(): Promise<void>
}

/** Opens a provider. `await using provider = await openProvider()` closes it with the test. */
export async function openProvider(options: ProviderOptions = {}): Promise<Provider> {
  const gate = makeGate()
  const server = createServer((request, response) => {
    serve(provider, gate, request, response).catch(error => {
      if (response.headersSent) response.destroy()
      else response.writeHead(500).end(`The scripted provider failed: ${error}`)
    })
  })
  await new Promise<void>(resolve => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('The provider has no port')
  const url = `http://127.0.0.1:${address.port}${options.base ?? ''}`
  const stop = (): Promise<void> =>
    new Promise(resolve => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  const provider = makeProvider(options, url, gate, stop)
  return provider
}

const LISTS = /\/(v1\/models|api\/(tags|ps|version))$/

type State = Provider & Stage & { base: string; arrived: (call: Call) => void }

function makeProvider(
  options: ProviderOptions,
  url: string,
  gate: Gate,
  close: () => Promise<void>,
): State {
  const calls: Call[] = []
  const watchers = new Set<(call: Call) => void>()
  return {
    url,
    openai: `${url}/v1`,
    base: options.base ?? '',
    models: options.models ?? [...Object.keys(castings), 'embed'],
    script: options.script ?? {},
    scripts: options.scripts ?? {},
    paths: options.paths ?? {},
    key: options.key,
    version: options.version ?? '0.12.6',
    blobs: new Set(),
    calls,
    get work() {
      return calls.filter(({ path }) => !LISTS.test(path))
    },
    arrived(call) {
      calls.push(call)
      for (const watch of watchers) watch(call)
    },
    last(path) {
      const call = calls.findLast(item => path === undefined || item.path === path)
      if (!call) throw new Error(`The provider got no request ${path ?? ''}`)
      return call
    },
    call(path) {
      const { promise, resolve } = Promise.withResolvers<Call>()
      const watch = (call: Call): void => {
        if (call.path !== path) return
        watchers.delete(watch)
        resolve(call)
      }
      const earlier = calls.find(item => item.path === path)
      if (earlier) resolve(earlier)
      else watchers.add(watch)
      return promise
    },
    next: gate.next,
    finish: gate.open,
    close,
    [Symbol.asyncDispose]: close,
  }
}

async function serve(
  provider: State,
  gate: Gate,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const line = new Line(request, response, await readBody(request))
  const { call } = line
  if (provider.base && call.path.startsWith(`${provider.base}/`)) {
    call.path = call.path.slice(provider.base.length)
  }
  provider.arrived(call)
  const refused = refuse(provider, call)
  if (refused) return play(line, refused, {}, gate)
  await play(line, answer(provider, call), scriptFor(provider, call), gate)
}

function scriptFor(provider: State, call: Call): Script {
  const byPath = provider.paths[call.path] ?? provider.paths['*']
  return byPath ?? (isInference(call.path) ? scriptOf(provider, call.body) : {})
}

const isInference = (path: string): boolean =>
  path.endsWith('/completions') || path === '/api/chat' || path === '/api/generate'

function refuse({ key }: Provider, call: Call) {
  if (key === undefined || call.headers.authorization === `Bearer ${key}`) return undefined
  if (call.path.startsWith('/api/')) return json({ error: 'unauthorized' }, 401)
  return failure(401, 'Incorrect API key provided.', 'invalid_api_key')
}
