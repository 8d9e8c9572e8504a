// The replies that are being written now, and those that ended a moment ago.
import { UserChanged } from '../../auth/schema'
import type { House } from '../../config/house'
import { SettingsChanged } from '../../config/schema'
import { perObject } from '../../utils/once'
import { Refusal } from '../../utils/refusal'
import { ChatChanged, ChatsChanged } from '../../webui/chats/schema'
import * as Chats from '../../webui/chats/store'
import { ModelsChanged } from '../../webui/models/schema'
import { busy } from './place'
import type { Run, Stop } from './run'
import { withdrawn } from './withdrawn'

/** Replies that one account may have running. */
const MOST = 20
/** An ended reply can be joined by its numbers for so long; then there is the message. */
const REMEMBERED_MS = 60_000

const keyOf = (user_id: string, id: string): string => `${user_id} ${id}`

export class Runs {
  readonly #house: House
  readonly #held = new Map<string, Run>()
  readonly #reserved = new Set<string>()
  readonly #turns = new Map<string, Promise<unknown>>()
  /** Ends what goes on after replies. */
  readonly closing = new AbortController()

  constructor(house: House) {
    this.#house = house
  }

  /** Those of an account that are not over, oldest first. */
  of(user_id: string): Run[] {
    return this.#going(run => run.assignment.me.user.id === user_id)
  }

  /** How many are being written. */
  get running(): number {
    return this.#going(() => true).length
  }

  find(user_id: string, id: string): Run | undefined {
    return this.#held.get(keyOf(user_id, id))
  }

  /** Keeps the id for one reply until disposed of or run. Throws 409 when it runs, 429 for one too many. */
  reserve(user_id: string, id: string): Disposable & { take(run: Run): void } {
    const key = keyOf(user_id, id)
    const known = this.#held.get(key)
    if (this.#reserved.has(key) || (known && !known.transcript.end)) throw busy()
    const mine = [...this.#reserved].filter(other => other.startsWith(`${user_id} `))
    if (this.of(user_id).length + mine.length >= MOST) {
      throw new Refusal(
        429,
        `${MOST} replies are being written for you already. Wait for one to end.`,
      )
    }
    this.#reserved.add(key)
    return {
      take: run => this.#hold(key, run),
      [Symbol.dispose]: () => void this.#reserved.delete(key),
    }
  }

  /** Runs `work` when no other request of that name is being taken in. */
  async inTurn<T>(user_id: string, name: string, work: () => Promise<T>): Promise<T> {
    const key = keyOf(user_id, name)
    while (this.#turns.has(key)) await this.#turns.get(key)
    const done = work()
    const over = () => void this.#turns.delete(key)
    this.#turns.set(key, done.then(over, over))
    return done
  }

  /** Ends every reply for which that holds; resolves when they are written down. */
  async stop(why: Stop, which: (run: Run) => boolean = () => true): Promise<void> {
    const runs = this.#going(which)
    for (const run of runs) run.stop(why)
    await Promise.all(runs.map(run => run.ended))
  }

  /** Follows what ends replies from outside. Gives the function that stops following. */
  watch(): () => void {
    const { bus, log } = this.#house
    const failed = (error: unknown) =>
      log.component('models').error({ err: error }, 'a reply could not be stopped')
    const offs = [
      bus.subscribe(ChatChanged, ({ action, chat_id }) => {
        if (action === 'deleted') this.#forget(chat_id).catch(failed)
      }),
      bus.subscribe(ChatsChanged, ({ user_id }) => void this.#drop(user_id).catch(failed)),
      bus.subscribe(UserChanged, ({ user_id }) => {
        this.#review(run => run.assignment.me.user.id === user_id).catch(failed)
      }),
      bus.subscribe(ModelsChanged, () => void this.#review(() => true).catch(failed)),
      bus.subscribe(SettingsChanged, () => void this.#review(() => true).catch(failed)),
    ]
    return () => {
      for (const off of offs) off()
    }
  }

  #going(which: (run: Run) => boolean): Run[] {
    return [...this.#held.values()].filter(run => !run.transcript.end && which(run))
  }

  #hold(key: string, run: Run): void {
    this.#held.set(key, run)
    void run.ended.then(() => {
      const forget = () => this.#held.get(key) === run && this.#held.delete(key)
      setTimeout(forget, REMEMBERED_MS).unref()
    })
  }

  async #forget(chat_id: string): Promise<void> {
    const inChat = (run: Run): boolean => run.assignment.chat.id === chat_id
    await this.stop('stopped', inChat)
    for (const [key, run] of this.#held) if (inChat(run)) this.#held.delete(key)
  }

  /** Many chats changed, which may mean that they are gone. */
  async #drop(user_id: string): Promise<void> {
    for (const run of this.of(user_id)) {
      const chat = await Chats.owned(this.#house.db, user_id, run.assignment.chat.id)
      if (!chat) await this.#forget(run.assignment.chat.id)
    }
  }

  /** Nothing is written for who may not have it any more. */
  async #review(which: (run: Run) => boolean): Promise<void> {
    for (const run of this.#going(which)) {
      const why = await withdrawn(this.#house, run.assignment)
      if (why) run.stop('stopped', why)
    }
  }
}

/** The runs of this house. */
export const runsOf = perObject((house: House) => new Runs(house))
