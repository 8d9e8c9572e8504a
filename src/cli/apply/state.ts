// What is: everything that a file can be compared with, read at one moment.
import * as Groups from '../../auth/groups'
import * as Accounts from '../../auth/store'
import type { UserRow } from '../../auth/table'
import type { Config, Key } from '../../config'
import * as Saved from '../../config/store'
import type { Db, Tx } from '../../db'
import * as Models from '../../webui/models/store'
import type { ApplyFile } from './file'

export interface State {
  /** Saved settings by key. */
  saved: ReadonlyMap<string, unknown>
  models: ReadonlyMap<string, Models.Model>
  groups: readonly Groups.Group[]
  accounts: readonly UserRow[]
}

export async function readState(db: Db | Tx): Promise<State> {
  const models = await Models.all(db)
  return {
    saved: new Map((await Saved.list(db)).map(({ key, value }) => [key, JSON.parse(value)])),
    models: new Map(models.map(model => [model.id, model])),
    groups: await Groups.all(db),
    accounts: await Accounts.all(db),
  }
}

/** What the parts of the plan are made from. */
export interface Ground {
  file: ApplyFile
  state: State
  /** As the environment of the command has it; for defaults, types and what is pinned. */
  config: Config
}

/** What counts as far as this command can see: saved, else the environment's, else the default. */
export const present = ({ state, config }: Ground, key: Key): unknown =>
  state.saved.has(key) ? state.saved.get(key) : config.unsaved(key)

/** One thing that will be done. What it says is compared before it is done: ids of new things do not count. */
export interface Step {
  sign: '+' | '~' | '-'
  noun: 'setting' | 'connections' | 'group' | 'model'
  name: string
  details: readonly string[]
  run(tx: Tx): Promise<void>
}
