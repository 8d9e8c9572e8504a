// What the doctor says of embedders: each is asked for a vector.
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { House } from '../config/house'
import type { Env } from '../env'
import { chosenEmbedder, embedder } from '../retrieval/embed'
import { startCompanion } from '../retrieval/embed/companion'
import type { Finding } from './doctor'
import { temporary } from './folder'

const about = 'embedder'

const ENGINES = { native: 'natively', wasm: 'as WebAssembly' }

/** Hearth's own, whether or not the settings choose it. */
export async function own(env: Env): Promise<Finding> {
  using elsewhere = isFolder(env.DATA_DIR) ? null : temporary()
  const DATA_DIR = elsewhere?.path ?? env.DATA_DIR
  try {
    const companion = await startCompanion({ env: { ...env, DATA_DIR } })
    try {
      const [vector] = await companion.embed(['hearth'])
      const slow = companion.trouble ? `, slower, since: ${companion.trouble}` : ''
      const found = `Hearth's own, ${vector?.length} dimensions, run ${ENGINES[companion.engine]}${slow}`
      return { ok: true, about, found }
    } finally {
      companion.stop()
    }
  } catch (error) {
    return {
      ok: false,
      about,
      found: `Hearth's own does not run: ${words(error)}`,
      remedy: `Remove ${join(env.DATA_DIR, 'lib')} and try again, or choose an embedding server.`,
    }
  }
}

const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory()

/** The server that the settings choose, if they do. */
export async function chosen(house: House): Promise<Finding[]> {
  const name = chosenEmbedder(house)
  if (name.engine === '') return []
  const where = `${name.model} at ${name.url}`
  try {
    const [vector] = await embedder(house, name).embed(['hearth'], 'query')
    return [{ ok: true, about, found: `${where}, ${vector?.length} dimensions` }]
  } catch (error) {
    const remedy = 'Check it in the settings of documents.'
    return [{ ok: false, about, found: `${where}: ${words(error)}`, remedy }]
  }
}

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error))
