// The one table of settings: what admins may change while Hearth runs, a row each, by area.
import type { Setting } from './row'
import { accounts, arena, ui, webhook } from './settings-accounts'
import { oauth } from './settings-directories'
import { files } from './settings-files'
import { ldap } from './settings-ldap'
import { audio, images } from './settings-media'
import { providers, tasks, tools } from './settings-providers'
import { retrieval } from './settings-retrieval'
import { seeing } from './settings-seeing'
import { search } from './settings-web'

/** What Hearth acts on, in the order in which people read it. */
export const areas = {
  Accounts: accounts,
  'Sign-in with providers': oauth,
  'Sign-in through LDAP': ldap,
  Webhook: webhook,
  Page: ui,
  Providers: providers,
  Tasks: tasks,
  Files: files,
  Documents: retrieval,
  'Web search': search,
  'Audit and usage': seeing,
}

/**
 * Rows of the reference that nothing here acts on yet: they are kept, exported and given back
 * unchanged. An area moves up when its feature comes.
 */
export const ahead = {
  Arena: arena,
  Tools: tools,
  Images: images,
  Audio: audio,
}

const table = {
  ...accounts,
  ...oauth,
  ...webhook,
  ...ui,
  ...providers,
  ...tasks,
  ...files,
  ...seeing,
  ...arena,
  ...tools,
  ...ldap,
  ...retrieval,
  ...search,
  ...images,
  ...audio,
}

/** Every setting with its type, by the contract's dotted path. */
export type Settings = {
  [K in keyof typeof table]: (typeof table)[K] extends Setting<infer T> ? T : never
}
export type Key = keyof Settings

/** Every setting's row. */
export const settings: { readonly [K in Key]: Setting<Settings[K]> } = table
export const keys = Object.keys(table) as Key[]

export const isKey = (text: string): text is Key => Object.hasOwn(table, text)

const waiting = new Set(Object.values(ahead).flatMap(rows => Object.keys(rows)))

/** True for a setting that nothing acts on yet. */
export const isAhead = (key: Key): boolean => waiting.has(key)

/** Every setting's area, also of those ahead. */
const homes = new Map(
  Object.entries({ ...areas, ...ahead }).flatMap(([area, rows]) =>
    Object.keys(rows).map(key => [key, area] as const),
  ),
)

export const areaOf = (key: Key): string => homes.get(key) ?? ''
