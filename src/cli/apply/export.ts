// Writes what is as a file that `hearth apply` reads: on another Hearth it gives the same house.
import { type Grant, toAccessControl } from '../../auth/access'
import { isKey, settings } from '../../config/settings'
import type { ConnectionConfig } from '../../config/settings-providers'
import { VERSION } from './schema'
import { OF_CONNECTIONS } from './settings'
import type { State } from './state'

/** YAML. Without `secrets` a variable stands in the place of each, to be set where the file is applied. */
export async function writeFile(state: State, secrets: boolean): Promise<string> {
  const { stringify } = await import('yaml')
  const hide = (value: string, variable: string) =>
    secrets || value === '' ? plain(value) : `\${${variable}}`
  const content = {
    version: VERSION,
    settings: settingsOf(state, hide),
    connections: connectionsOf(state, hide),
    groups: groupsOf(state),
    models: modelsOf(state),
  }
  const said = Object.entries(content).filter(
    ([, part]) => typeof part !== 'object' || Object.keys(part).length > 0,
  )
  return stringify(Object.fromEntries(said), { lineWidth: 0 })
}

type Hide = (value: string, variable: string) => string

/** A text that looks like a variable would be taken for one. */
const plain = (text: string): string => text.replace(/\$\{(?=\w+\})/g, found => `$${found}`)

/** The same inside structures. */
function plainAll(value: unknown): unknown {
  if (typeof value === 'string') return plain(value)
  if (Array.isArray(value)) return value.map(plainAll)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plainAll(part)]))
}

function settingsOf({ saved }: State, hide: Hide): object {
  const entries = [...saved].flatMap(([key, value]) => {
    if (!isKey(key) || OF_CONNECTIONS[key] || value === null) return []
    const { secret, env } = settings[key]
    const variable = env[0] ?? key.toUpperCase().replaceAll('.', '_')
    const shown = secret && typeof value === 'string' ? hide(value, variable) : plainAll(value)
    return [[key, shown] as const]
  })
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

function connectionsOf({ saved }: State, hide: Hide): object {
  const openai = saved.get('openai.api_base_urls') as string[] | undefined
  const ollama = saved.get('ollama.base_urls') as string[] | undefined
  const keys = (saved.get('openai.api_keys') ?? []) as string[]
  const options = (key: string) => (saved.get(key) ?? {}) as Record<string, ConnectionConfig>
  const written = (kind: 'openai' | 'ollama', url: string, index: number) => {
    const said = options(`${kind}.api_configs`)[url] ?? {}
    const key = kind === 'openai' ? (keys[index] ?? '') : (said.key ?? '')
    return {
      url,
      ...(key && { key: hide(key, `${kind.toUpperCase()}_KEY_${index + 1}`) }),
      ...(typeof said.name === 'string' && { name: said.name }),
      ...(said.prefix_id && { prefix: said.prefix_id }),
      ...(said.model_ids?.length && { models: said.model_ids }),
      ...(said.enable === false && { enabled: false }),
      ...(said.everyone === true && { everyone: true }),
    }
  }
  return {
    ...(openai && { openai: openai.map((url, index) => written('openai', url, index)) }),
    ...(ollama && { ollama: ollama.map((url, index) => written('ollama', url, index)) }),
  }
}

function groupsOf({ groups, accounts }: State): object {
  const email = new Map(accounts.map(account => [account.id, account.email]))
  return Object.fromEntries(
    groups.map(({ name, description, permissions, user_ids }) => [
      name,
      { description, permissions, members: user_ids.flatMap(id => email.get(id) ?? []) },
    ]),
  )
}

const modelsOf = (state: State): object =>
  Object.fromEntries(
    [...state.models.values()]
      .filter(({ base_model_id }) => base_model_id === null)
      .map(({ id, name, is_active, params, meta, grants }) => [
        id,
        {
          name,
          active: is_active,
          access: accessOf(state, grants),
          params: plainAll(params),
          meta: plainAll(meta),
        },
      ]),
  )

function accessOf({ groups, accounts }: State, grants: readonly Grant[]): unknown {
  const control = toAccessControl(grants)
  if (control === null) return 'everyone'
  if (grants.length === 0) return 'nobody'
  const side = ({
    group_ids = [],
    user_ids = [],
  }: {
    group_ids?: string[]
    user_ids?: string[]
  }) => ({
    groups: groups.filter(({ id }) => group_ids.includes(id)).map(({ name }) => name),
    users: accounts.filter(({ id }) => user_ids.includes(id)).map(({ email }) => email),
  })
  return { read: side(control.read ?? {}), write: side(control.write ?? {}) }
}
