// Changing some settings, giving them back, taking in a whole document; each as a whole or not at all.

import { pinned, withoutStray } from '../../config/change'
import { importDocument, staying } from '../../config/document'
import type { House } from '../../config/house'
import { isKey, type Key, keys, type Settings, settings } from '../../config/settings'
import { holdsMask, masked } from '../../utils/mask'
import { Refusal } from '../../utils/refusal'

/** Saves values. Throws 400 for what is no setting or of a wrong type, 409 for what is pinned. */
export async function change({ config }: House, given: Record<string, unknown>): Promise<void> {
  for (const [key, value] of Object.entries(given)) refuseMask(keyOf(key), value)
  await config.set(withoutStray(given as Partial<Settings>, config))
}

/** Masked values are shown, not kept: sent back they would become the secret. */
function refuseMask(key: Key, value: unknown): void {
  if (!settings[key].secret || !holdsMask(value)) return
  throw new Refusal(400, `${key}: This is the mask of the secret. Leave it out to keep the secret.`)
}

/** Gives settings back to the environment or the default. Throws 400 and 409 likewise. */
export async function giveBack({ config }: House, given: readonly string[]): Promise<void> {
  const which = given.map(keyOf)
  for (const key of which) {
    const { origin, said } = config.standing(key)
    if (origin === 'pinned') throw pinned(key, said)
  }
  await config.reset(which)
}

function keyOf(key: string): Key {
  if (isKey(key)) return key
  throw new Refusal(400, `There is no setting ${key}.`)
}

/** Puts a document in place of what was saved. Gives the paths that are no settings and were left out. */
export async function takeIn({ config, log }: House, document: unknown): Promise<string[]> {
  const { changes, unknown } = importDocument(document)
  await config.replace({ ...changes, ...staying(config, changes) })
  if (unknown.length > 0) log.component('config').warn({ paths: unknown }, 'no such settings')
  return unknown
}

/** What a document would change, secrets masked; nothing is changed. */
export function foresee({ config }: House, document: unknown) {
  const { changes, unknown } = importDocument(document)
  const next: Partial<Record<Key, unknown>> = { ...changes, ...staying(config, changes) }
  const after = (key: Key) => (Object.hasOwn(next, key) ? next[key] : config.unsaved(key))
  const differing = keys.filter(key => !Bun.deepEquals(after(key), config.get(key)))
  const isPinned = (key: Key) => config.standing(key).origin === 'pinned'
  const shown = (key: Key, value: unknown) => (settings[key].secret ? masked(value) : value)
  return {
    changes: differing
      .filter(key => !isPinned(key))
      .map(key => ({ key, before: shown(key, config.get(key)), after: shown(key, after(key)) })),
    /** These refuse the document. */
    pinned: differing.filter(key => isPinned(key) && Object.hasOwn(next, key)),
    unknown,
  }
}
