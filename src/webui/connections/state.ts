// How the connections do, for people to see; addresses and reasons are for admins.
import type { Principal } from '../../auth/principal'
import { seconds } from '../../utils/time'
import type { Catalog, Health } from './catalog'
import type { Connection } from './connection'

/** One line for each connection; users see those that are on. */
export async function connectionStates(catalogs: readonly Catalog[], { user }: Principal) {
  await Promise.all(catalogs.map(catalog => catalog.read()))
  const all = catalogs.flatMap(catalog => catalog.health())
  if (user.role === 'admin') return { data: all.map(toAdmins) }
  return { data: all.filter(({ state }) => state !== 'off').map(toAll) }
}

const toAll = ({ connection, state, models, checked_at }: Health) => ({
  kind: connection.kind,
  idx: connection.idx,
  name: nameOf(connection),
  state,
  models,
  checked_at: seconds(checked_at),
})

const toAdmins = (health: Health) => ({
  ...toAll(health),
  name: health.connection.name || nameOf(health.connection, hostOf(health.connection)),
  url: health.connection.url,
  ...(health.error !== undefined && { error: health.error }),
})

const KNOWN: Record<string, string> = {
  'api.openai.com': 'OpenAI',
  'openrouter.ai': 'OpenRouter',
  'api.anthropic.com': 'Anthropic',
  'api.mistral.ai': 'Mistral',
  'api.groq.com': 'Groq',
  'api.deepseek.com': 'DeepSeek',
  'generativelanguage.googleapis.com': 'Google',
}

/** The name an admin gave, a service that everybody knows, or `otherwise`. */
function nameOf({ kind, name, url }: Connection, otherwise?: string): string {
  const known = KNOWN[URL.parse(url)?.hostname ?? '']
  return name || known || otherwise || (kind === 'ollama' ? 'Ollama' : 'OpenAI-compatible')
}

const hostOf = ({ url }: Connection): string => URL.parse(url)?.host ?? url
