// Deletes what nobody has touched for as long as the settings say: a few chats at a time, told to the audit log.
import { happenedByItself } from '../../auth/happened'
import type { House } from '../../config/house'
import { breathe } from '../../utils/batches'
import { perObject } from '../../utils/once'
import { DAY } from '../../utils/time'
import { letGo } from '../chats/images'
import { ChatChanged } from '../chats/schema'
import { dropUnused } from '../chats/tag-store'
import * as Stale from './store'

/** Chats a step: a few milliseconds of the write queue. */
const STEP = 20

/** How far a run is. */
export interface Progress {
  done: number
  total: number
}

export class Retention {
  readonly #house: House
  progress: Progress | null = null
  #stopped = false
  #running: Promise<Stale.Extent> | undefined

  constructor(house: House) {
    this.#house = house
  }

  /** Resolves with what was deleted when the run has ended, one that goes on already included. */
  run(): Promise<Stale.Extent> {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined
      this.progress = null
    })
    return this.#running
  }

  /** Ends after the step under way, for good; resolves then. */
  async close(): Promise<void> {
    this.#stopped = true
    await this.#running?.catch(() => undefined)
  }

  async #run(): Promise<Stale.Extent> {
    const { db, config } = this.#house
    const days = config.get('retention.days')
    if (days === 0) return { chats: 0, people: 0 }
    const before = Date.now() - days * DAY
    const { chats: total } = await Stale.extent(db, before)
    this.progress = { done: 0, total }
    const people = new Set<string>()
    let place: Stale.Place | undefined
    for (;;) {
      const some = await Stale.next(db, before, place, STEP)
      place = some.at(-1)
      if (!place || this.#stopped) break
      await this.#remove(some, before, people)
      await breathe()
    }
    for (const user_id of people) await dropUnused(db, user_id)
    const extent = { chats: this.progress.done, people: people.size }
    if (extent.chats > 0) this.#tell(extent, days)
    return extent
  }

  async #remove(
    some: { id: string; user_id: string }[],
    before: number,
    people: Set<string>,
  ): Promise<void> {
    const { db, bus } = this.#house
    const ids = some.map(({ id }) => id)
    const { gone, files } = await Stale.remove(db, ids, before)
    await letGo(this.#house, files)
    for (const { id, user_id } of some) {
      if (!gone.includes(id)) continue
      people.add(user_id)
      if (this.progress) this.progress.done++
      bus.publish(ChatChanged, { user_id, chat_id: id, action: 'deleted', by: null })
    }
  }

  #tell({ chats, people }: Stale.Extent, days: number): void {
    const detail = `chats: ${chats}, people: ${people}, untouched for days: ${days}`
    happenedByItself(this.#house, { action: 'retention.run', outcome: 'done', detail })
    this.#house.log.component('main').info({ chats, people, days }, 'deleted old chats')
  }
}

/** The rule of this house about old chats, at work. */
export const retentionOf = perObject((house: House) => new Retention(house))
