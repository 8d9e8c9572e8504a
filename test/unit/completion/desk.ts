// A Hearth beside a scripted provider, asked through every door; and readers of what comes back.
import type { App } from '../../app'
import { openApp } from '../../app'
import type { Answer, Caller } from '../../caller'
import { openProvider, type Provider, type ProviderOptions } from '../../provider'

export interface Desk extends AsyncDisposable {
  app: App
  provider: Provider
  ada: Caller
  /** A user who may use the models of that id. */
  user(name: string, ...models: string[]): Promise<Caller>
}

/** The provider as an OpenAI-style server, as an Ollama, or as both. */
export async function openDesk(
  options: ProviderOptions = {},
  env: Record<string, string> = {},
  kinds: ('openai' | 'ollama')[] = ['openai'],
): Promise<Desk> {
  await using stack = new AsyncDisposableStack()
  const provider = stack.use(await openProvider(options))
  const app = stack.use(await openApp({ env: { ...connectionsTo(provider, kinds), ...env } }))
  const ada = await app.admin()
  const kept = stack.move()
  return {
    app,
    provider,
    ada,
    async user(name, ...models) {
      for (const model of models) {
        await ada.post('/api/v1/connections/access', { model, everyone: true })
      }
      return app.user(name)
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

export const connectionsTo = (
  provider: Provider,
  kinds: ('openai' | 'ollama')[] = ['openai'],
): Record<string, string> => ({
  ...(kinds.includes('openai') && {
    ENABLE_OPENAI_API: 'true',
    OPENAI_API_BASE_URLS: provider.openai,
    OPENAI_API_KEYS: 'sk-secret-of-the-house',
  }),
  ...(kinds.includes('ollama') && { ENABLE_OLLAMA_API: 'true', OLLAMA_BASE_URLS: provider.url }),
})

export const say = (content: unknown, more: object = {}) => ({
  model: 'echo',
  messages: [{ role: 'user', content }],
  ...more,
})

/** A model's row: its parameters, and what people are told of it. */
export const describe = (ada: Caller, id: string, params: object, meta: object = {}) =>
  ada.post('/api/v1/models/create', { id, name: id, meta, params, access_control: null })

// biome-ignore lint/suspicious/noExplicitAny: tests read events of every shape
export type Data = any

/** The data of every event in a finished stream, `[DONE]` as it stands. */
export const eventsIn = (text: string): Data[] =>
  text
    .split('\n')
    .filter(line => line.startsWith('data: '))
    .map(line => (line === 'data: [DONE]' ? '[DONE]' : JSON.parse(line.slice('data: '.length))))

/** The data of every event, as each arrives. */
export async function* eventsOf({ body }: Response): AsyncGenerator<Data> {
  let rest = ''
  for await (const piece of (body ?? new Blob().stream()).pipeThrough(new TextDecoderStream())) {
    const whole = (rest + piece).lastIndexOf('\n\n') + 2
    if (whole > 1) yield* eventsIn((rest + piece).slice(0, whole))
    rest = whole > 1 ? (rest + piece).slice(whole) : rest + piece
  }
}

export const linesIn = ({ body }: Answer): Data[] =>
  typeof body === 'string'
    ? body
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line))
    : [body]

/** What a streamed answer says altogether. */
export const spoken = (events: Data[]): string =>
  events.map(event => event.choices?.[0]?.delta.content ?? '').join('')

/** Asks and reads the stream to its end. */
export async function streamed(
  caller: Caller,
  body: object,
  path = '/api/chat/completions',
): Promise<{ status: number; type: string | null; events: Data[] }> {
  const answer = await caller.post(path, { ...body, stream: true })
  const type = answer.headers.get('content-type')
  const events = typeof answer.body === 'string' ? eventsIn(answer.body) : [answer.body]
  return { status: answer.status, type, events }
}
