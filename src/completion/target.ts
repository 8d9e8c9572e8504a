// Which model at which connection a request means, by the door it came through.
import type { Principal } from '../auth/principal'
import type { House } from '../config/house'
import type { Kind } from '../webui/connections/connection'
import { authorizeModel, type FoundModel, readMerged } from './models'

/** What a door lets through: models of one kind, of one connection. */
export interface Door {
  kind?: Kind
  idx?: number | undefined
}

/** The model that is meant and may be used. Throws 404 `Model not found`. */
export async function target(
  house: House,
  me: Principal,
  id: string,
  door: Door = {},
): Promise<FoundModel> {
  const { places } = await readMerged(house)
  const named = spellings(id).find(name => places.get(name)?.some(fits(door))) ?? id
  return authorizeModel(house, me, named, fits(door))
}

/** Ollama's people leave `:latest` out. */
const spellings = (id: string): string[] => (id.includes(':') ? [id] : [id, `${id}:latest`])

const fits =
  ({ kind, idx }: Door) =>
  ({ connection }: Pick<FoundModel, 'connection'>): boolean =>
    (kind === undefined || connection.kind === kind) &&
    (idx === undefined || connection.idx === idx)
