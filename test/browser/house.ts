// A server with a scripted provider behind it, whose models everybody may use.
import { type App, type Options, openApp } from '../app'
import type { Caller } from '../caller'
import { openProvider, type Provider, type Script } from '../provider'

/** The model that answers in most journeys, and the one that names chats. */
export const MODEL = 'ember'
const NAMER = 'namer'
export const TITLE = 'A walk in the rain'

export interface House extends AsyncDisposable {
  app: App
  provider: Provider
  ada: Caller
}

/** Opens both. `script` is what the model says and how; `env` and `dir` go to the server. */
export async function openHouse(script: Script = {}, options: Options = {}): Promise<House> {
  await using stack = new AsyncDisposableStack()
  const provider = stack.use(await openNamedProvider(script))
  const app = stack.use(
    await openApp({ ...options, env: { ...connected(provider), ...options.env } }),
  )
  const ada = await app.admin()
  await everyone(ada)
  const all = stack.move()
  return { app, provider, ada, [Symbol.asyncDispose]: () => all.disposeAsync() }
}

/** A provider with the model of the journeys, and one that names every chat at once. */
export const openNamedProvider = (script: Script = {}): Promise<Provider> =>
  openProvider({
    models: [MODEL, NAMER],
    scripts: { [MODEL]: script, [NAMER]: { reply: JSON.stringify({ title: TITLE }) } },
  })

/** The environment that connects a server to the provider. */
export const connected = (provider: Provider): Record<string, string> => ({
  ENABLE_OPENAI_API: 'true',
  OPENAI_API_BASE_URLS: provider.openai,
  OPENAI_API_KEYS: 'sk-journey',
  TASK_MODEL_EXTERNAL: NAMER,
})

/** Opens the models of the first connection to all accounts. */
export async function everyone(admin: Caller): Promise<void> {
  const rule = { connection: { kind: 'openai', idx: 0 }, everyone: true }
  const answer = await admin.post('/api/v1/connections/access', rule)
  if (answer.status !== 200) throw new Error(`Models stay closed: ${JSON.stringify(answer.body)}`)
}
