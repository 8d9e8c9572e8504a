// The contract's config document: saved settings nested by their dotted paths.
import { Refusal } from '../utils/refusal'
import { checked } from './change'
import type { Config } from './index'
import { isKey, keys, type Settings } from './settings'

export type Document = Record<string, unknown>

/** What has been saved, as a document; secrets in clear, so that another server can take it in. */
export function configDocument(config: Pick<Config, 'saved'>): Document {
  const document: Document = { version: 0 }
  for (const [key, value] of Object.entries(config.saved())) plant(document, key.split('.'), value)
  return document
}

export interface Import {
  /** For `Config.replace`. */
  changes: Partial<Settings>
  /** Paths of the document that Hearth does not know. */
  unknown: string[]
}

/** Reads a document; null means not set. Throws Refusal 400 at the first value of a wrong type. */
export function importDocument(document: unknown): Import {
  if (!isBranch(document)) throw new Refusal(400, 'The document must be an object.')
  const given = keys
    .map(key => [key, pick(document, key.split('.'))] as const)
    .filter(([, value]) => value != null)
    .map(([key, value]) => [key, checked(key, value)] as const)
  return { changes: Object.fromEntries(given), unknown: strangers(document, '') }
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

/** Branches above a setting are walked; everything else that is no setting is a stranger. */
function strangers(branch: Document, prefix: string): string[] {
  return Object.entries(branch).flatMap(([name, value]) => {
    const path = prefix + name
    if (isKey(path) || path === 'version') return []
    const above = keys.some(key => key.startsWith(`${path}.`))
    return above && isBranch(value) ? strangers(value, `${path}.`) : [path]
  })
}
