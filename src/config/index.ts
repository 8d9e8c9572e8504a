// Settings while Hearth runs: read from memory, kept in the database, announced when they change.
import type { Bus } from '../bus'
import type { Db } from '../db'
import type { Env } from '../env'
import type { Log } from '../utils/log'
import { rowOf, rowsOf } from './change'
import { decide, heard, mark, type Standing, UNSEEN } from './decide'
import { type Described, describe } from './describe'
import type { Said, Setting } from './row'
import { SettingsChanged } from './schema'
import { type Key, keys, type Settings, settings } from './settings'
import * as Saved from './store'
import type { SettingRow } from './table'
import { changed, type Values, valuesOf } from './values'

export type { Described } from './describe'
export { SettingsChanged } from './schema'
export type { Key, Settings } from './settings'

export interface ConfigOptions {
  db: Db
  env: Pick<Env, 'source' | 'ENABLE_PERSISTENT_CONFIG' | 'RESET_CONFIG_ON_START'>
  log: Log
  bus: Bus
  /** Write nothing, for a look from beside a running Hearth: no reset, no taking over. */
  readOnly?: boolean
}

/** Opens the settings. Throws EnvError when a variable's value is unusable. */
export async function openConfig(options: ConfigOptions): Promise<Config> {
  const config = new Config(options)
  if (options.env.RESET_CONFIG_ON_START && !options.readOnly) await Saved.replace(options.db, [])
  await config.load()
  config.listen()
  return config
}

type Listener = (keys: ReadonlySet<Key>) => void

export class Config {
  readonly #db: Db
  readonly #bus: Bus
  readonly #log: Log
  readonly #persistent: boolean
  readonly #readOnly: boolean
  readonly #said: ReadonlyMap<Key, Said | undefined>
  readonly #id = crypto.randomUUID()
  readonly #listeners = new Set<Listener>()
  #rows = new Map<string, SettingRow>()
  #standings = new Map<Key, Standing>()
  #values: Values = new Map()

  constructor({ db, env, log, bus, readOnly = false }: ConfigOptions) {
    this.#readOnly = readOnly
    this.#db = db
    this.#bus = bus
    this.#log = log.component('config')
    this.#persistent = env.ENABLE_PERSISTENT_CONFIG
    this.#said = new Map(keys.map(key => [key, heard(settings[key], env.source)]))
  }

  /** The value that counts now: from memory, frozen. */
  get<K extends Key>(key: K): Readonly<Settings[K]> {
    return this.#values.get(key) as Readonly<Settings[K]>
  }

  /** Saves values. Throws Refusal 400 for a wrong type, 409 for a pinned one; then none is saved. */
  async set(changes: Partial<Settings>): Promise<void> {
    const rows = rowsOf(changes, this)
    await Saved.put(this.#db, rows)
    for (const row of rows) this.#rows.set(row.key, row)
    this.#settle()
  }

  /** Saves values as `set` does, and forgets every other saved one. */
  async replace(changes: Partial<Settings>): Promise<void> {
    const rows = rowsOf(changes, this)
    await Saved.replace(this.#db, rows)
    this.#rows = new Map(rows.map(row => [row.key, row]))
    this.#settle()
  }

  /** Forgets saved values, so that the environment or the default counts. */
  async reset(which: readonly Key[] = keys): Promise<void> {
    await Saved.remove(this.#db, which)
    for (const key of which) this.#rows.delete(key)
    this.#settle()
  }

  /** Where the value of a setting comes from. */
  standing(key: Key): Standing {
    const standing = this.#standings.get(key)
    if (!standing) throw new Error(`settings were asked for ${key} before they were loaded`)
    return standing
  }

  /** What has been saved and counts, secrets in clear. */
  saved(): Partial<Settings> {
    const kept = keys.filter(key => this.#standings.get(key)?.saved)
    return Object.fromEntries(kept.map(key => [key, this.#values.get(key)]))
  }

  /** The value that counts when nothing is saved. */
  unsaved(key: Key): unknown {
    const said = this.#said.get(key)
    return said ? said.value : this.initial(key)
  }

  /** The default, which may follow from other settings. */
  initial(key: Key): unknown {
    const { follows, initial }: Setting<unknown> = settings[key]
    return follows ? follows(other => this.#values.get(other)) : initial
  }

  /** Every setting with its value, secrets masked, and where it comes from. */
  describe(): Described[] {
    return keys.map(key =>
      describe(key, this.standing(key), this.#values.get(key), this.initial(key)),
    )
  }

  /** Calls `listener` with the keys whose values changed, here or in another running Hearth. */
  onChange(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Reads what is saved, and writes down where the environment has taken over. */
  async load(): Promise<void> {
    const rows = await Saved.all(this.#db)
    this.#rows = new Map(rows.map(row => [row.key, row]))
    this.#weigh()
    if (this.#readOnly) return
    await this.#meet()
    await this.#takeOver()
  }

  /** Reads what was saved beside this running Hearth, and announces what that changed. */
  async catchUp(): Promise<void> {
    const keys = await this.reload()
    if (keys.size > 0) this.#bus.publish(SettingsChanged, { keys: [...keys], by: this.#id })
  }

  /** Follows changes that another running Hearth announces. */
  listen(): void {
    this.#bus.subscribe(SettingsChanged, ({ by }) => {
      if (by === this.#id) return
      this.reload().catch(err => this.#log.error({ err }, 'settings could not be read again'))
    })
  }

  /** Reads what somebody else has saved; gives the keys whose values changed. */
  async reload(): Promise<ReadonlySet<Key>> {
    const before = this.#values
    await this.load()
    const keys = changed(before, this.#values)
    this.#tell(keys)
    return keys
  }

  #settle(): void {
    const before = this.#values
    this.#weigh()
    const keys = changed(before, this.#values)
    this.#tell(keys)
    if (keys.size > 0) this.#bus.publish(SettingsChanged, { keys: [...keys], by: this.#id })
  }

  #tell(keys: ReadonlySet<Key>): void {
    if (keys.size > 0) for (const listener of this.#listeners) listener(keys)
  }

  #weigh(): void {
    this.#standings = new Map(
      keys.map(key => [
        key,
        decide(settings[key], this.#said.get(key), this.#rows.get(key), this.#persistent),
      ]),
    )
    this.#values = valuesOf(this.#standings)
  }

  /** Rows written where this environment was not seen: what it says now is what it said then. */
  async #meet(): Promise<void> {
    const rows = [...this.#standings].flatMap(([key, { said, saved }]) =>
      saved?.env_hash === UNSEEN ? [{ ...saved, key, env_hash: mark(said) }] : [],
    )
    await Saved.put(this.#db, rows)
    for (const row of rows) this.#rows.set(row.key, row)
    if (rows.length > 0) this.#weigh()
  }

  /** An environment that replaced a saved value is itself the last change, so it is saved. */
  async #takeOver(): Promise<void> {
    const rows: SettingRow[] = []
    for (const [key, { takeover, spoiled, said, value }] of this.#standings) {
      if (spoiled)
        this.#log.warn({ setting: key }, 'the saved value is not usable and was left out')
      if (!takeover) continue
      rows.push(rowOf(key, value, said, 'environment'))
      this.#log.warn(
        { setting: key, variable: said?.name },
        'the environment changed and replaces the saved value',
      )
    }
    if (rows.length === 0) return
    await Saved.put(this.#db, rows)
    for (const row of rows) this.#rows.set(row.key, row)
    this.#weigh()
  }
}
