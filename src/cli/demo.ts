// hearth --demo: everything in a temporary folder, a scripted model, and whoever comes is signed in.
import { listen } from '../app/listen'
import { open } from '../app/open'
import { enter } from '../auth/enter'
import * as Accounts from '../auth/store'
import type { UserRow } from '../auth/table'
import type { House } from '../config/house'
import { eq } from '../db/columns'
import { sampleChats } from '../demo/chats'
import { demoModels, startDemoModel } from '../demo/model'
import { demoSuggestions } from '../demo/scenes'
import { readEnv, type Source, systemSource } from '../env'
import { variables } from '../env/variables'
import { chats } from '../webui/chats/table'
import { CommandError, say } from './command'
import { temporary } from './folder'
import { ended, hurry } from './stop'

/**
 * Serves the demo until a signal, then removes its folder. Of the environment only a usable PORT
 * counts; whoever comes is the admin, so it listens on loopback unless a flag names another host.
 */
export async function demo(said: Source): Promise<void> {
  if (said.DATA_DIR) throw new CommandError('The demo keeps nothing: leave out --data-dir.', 2)
  using folder = temporary()
  await using model = startDemoModel()
  const source = {
    ...fixed,
    ...usablePort(),
    ...said,
    DATA_DIR: folder.path,
    OPENAI_API_BASE_URLS: model.url,
    DEFAULT_MODELS: demoModels[0]?.id,
  }
  await using opened = await open(readEnv(source, folder.path))
  const { house } = opened
  const { user } = await Accounts.create(house.db, visitor)
  await house.config.set({ 'ui.enable_signup': false, 'ui.prompt_suggestions': demoSuggestions })
  const welcome = async (request: Request) => (await enter(house, user, request, 'none')).cookie
  await using listening = await listen(house, welcome)
  await fill(house, listening.url, user)
  say(`The demo is at ${listening.url} (nothing in it is kept, and its model is scripted).`)
  await ended(systemSource())
  hurry(house.env.SHUTDOWN_TIMEOUT)
}

/** In place of the environment: what that says of a real Hearth has no place in a demo. */
const fixed = {
  HOST: '127.0.0.1',
  WEBUI_NAME: 'Hearth demo',
  OPENAI_API_KEYS: 'demo',
  ENABLE_OLLAMA_API: 'false',
  GLOBAL_LOG_LEVEL: 'ERROR',
}

function usablePort(): Source {
  const { PORT = '' } = systemSource()
  return variables.PORT.kind.parse(PORT) === undefined ? {} : { PORT }
}

const visitor = {
  name: 'You',
  email: 'you@localhost',
  role: 'admin',
  profile_image_url: '/user.png',
} as const

/** The sample chats come in through the API, then get their dates. */
async function fill(house: House, url: string, user: UserRow): Promise<void> {
  const cookie = await enter(house, user, new Request(url), 'none')
  const post = async (path: string, body: unknown): Promise<{ id: string }> => {
    const answer = await fetch(`${url}/api/v1/chats${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${cookie.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      // HTTP_PROXY is not for calls to oneself.
      proxy: false,
    })
    if (!answer.ok) throw new Error(`A sample chat was refused: ${await answer.text()}`)
    return (await answer.json()) as { id: string }
  }
  for (const { chat, meta, pinned, archived, created_at, updated_at } of sampleChats(
    Date.now() / 1000,
  )) {
    const { id } = await post('/import', { chat, meta, pinned })
    if (archived) await post(`/${id}/archive`, {})
    const times = { created_at: created_at * 1000, updated_at: updated_at * 1000 }
    await house.db.update(chats).set(times).where(eq(chats.id, id))
  }
}
