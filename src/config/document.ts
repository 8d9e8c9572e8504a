// The contract's config document: saved settings nested by their dotted paths.
import { Refusal } from '../utils/refusal'
import { check } from './change'
import type { Config } from './index'
import { isKey, type Key, keys, type Settings, settings } from './settings'

export type Document = Record<string, unknown>

/** The newest form of the document that is understood. */
const VERSION = 0

/** What has been saved, as a document that another server can take in; secrets only if wanted. */
export function configDocument(config: Pick<Config, 'saved'>, secrets: boolean): Document {
  const document: Document = { version: VERSION }
  for (const [key, value] of Object.entries(config.saved())) {
    if (isKey(key) && (secrets || !settings[key].secret)) plant(document, key.split('.'), value)
  }
  return document
}

export interface Import {
  changes: Partial<Settings>
  /** Paths of the document that Hearth does not know. */
  unknown: string[]
}

/** How many faults are told at once. */
const TOLD = 10

/**
 * Reads a document; null means not set. Throws Refusal 400 for one of a newer version, and for
 * values of wrong types, which it names by their paths.
 */
export function importDocument(document: unknown): Import {
  if (!isBranch(document)) throw new Refusal(400, 'The document must be an object.')
  checkVersion(document.version)
  const read = keys
    .map(key => [key, pick(document, key.split('.'))] as const)
    .filter(([, value]) => value != null)
    .map(([key, value]) => ({ key, ...check(key, value) }))
  const faults = [...stumps(document, ''), ...read.flatMap(({ fault = [] }) => fault)]
  if (faults.length > 0) throw new Refusal(400, faults.slice(0, TOLD).join('\n'))
  const changes = Object.fromEntries(read.map(({ key, value }) => [key, value]))
  return { changes, unknown: strangers(document, '') }
}

/** Without a version it is the first one. */
function checkVersion(version: unknown = VERSION): void {
  if (version === VERSION || version === null) return
  const found = typeof version === 'number' ? `version ${version}` : 'no version of ours'
  throw new Refusal(
    400,
    `The document has ${found}; this Hearth reads version ${VERSION}. A newer Hearth may have written it.`,
  )
}

/**
 * What stays although the document leaves it out: secrets, as documents come without them, unless
 * the address moves that they are for; and that sign-up is closed.
 */
export function staying(config: Config, changes: Partial<Settings>): Partial<Settings> {
  const after = (key: Key) => (Object.hasOwn(changes, key) ? changes[key] : config.unsaved(key))
  const stays = (key: Key): boolean => {
    const { secret, at } = settings[key]
    if (!secret) return key === 'ui.enable_signup'
    return !at || !isKey(at) || Bun.deepEquals(after(at), config.get(at))
  }
  return Object.fromEntries(
    Object.entries(config.saved()).filter(
      ([key]) => isKey(key) && !Object.hasOwn(changes, key) && stays(key),
    ),
  )
}

const isBranch = (value: unknown): value is Document =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function plant(document: Document, [name = '', ...rest]: string[], value: unknown): void {
  if (rest.length === 0) {
    document[name] = value
    return
  }
  const branch = document[name]
  const next: Document = isBranch(branch) ? branch : {}
  document[name] = next
  plant(next, rest, value)
}

function pick(document: Document, path: string[]): unknown {
  let at: unknown = document
  for (const name of path) at = isBranch(at) && Object.hasOwn(at, name) ? at[name] : undefined
  return at
}

const isAbove = (path: string): boolean => keys.some(key => key.startsWith(`${path}.`))

/** Branches above settings that hold something else: taken for empty, they would forget what was saved. */
function stumps(branch: Document, prefix: string): string[] {
  return Object.entries(branch).flatMap(([name, value]) => {
    const path = prefix + name
    if (value === null || name.includes('.') || !isAbove(path)) return []
    return isBranch(value) ? stumps(value, `${path}.`) : [`${path}: Must be an object`]
  })
}

/** Branches above a setting are walked; everything else that is no setting is a stranger. */
function strangers(branch: Document, prefix: string): string[] {
  return Object.entries(branch).flatMap(([name, value]) => {
    const path = prefix + name
    if (name.includes('.')) return [path]
    if (isKey(path) || path === 'version') return []
    if (!isAbove(path)) return [path]
    return isBranch(value) ? strangers(value, `${path}.`) : []
  })
}
