// Who is here and which models are in use. A variant that shares it between servers keeps a copy in
// memory, so that the questions stay synchronous.

/** Model ids are text of at most this length. */
export const MODEL_LENGTH = 255
const MODELS_A_USER = 20

export interface Presence {
  enter(socket_id: string, user_id: string): void
  leave(socket_id: string): void
  /** The user is getting an answer of the model just now. */
  use(user_id: string, model: string): void
  /** Distinct users. */
  users(): number
  /** Models in use: stamped while that was fresh, or before the last pass. */
  models(): string[]
  close(): void
}

export interface Watcher {
  /** Somebody came or went, counted already or not: the contract tells the count either way. */
  users(): void
  models(): void
  /** The pass that drops what is stale went over a pool that was not empty. */
  pass(): void
}

/** The pools of one process; a stamp is fresh for so many seconds. */
export function openPresence(fresh: number, watcher: Watcher): Presence {
  const seated = new Map<string, string>()
  const sockets = new Map<string, number>()
  const stamps = new Stamps(fresh * 1000, () => watcher.pass())
  return {
    enter(socket_id, user_id) {
      if (seated.has(socket_id)) return
      seated.set(socket_id, user_id)
      sockets.set(user_id, (sockets.get(user_id) ?? 0) + 1)
      watcher.users()
    },
    leave(socket_id) {
      const user_id = seated.get(socket_id)
      if (user_id === undefined) return
      seated.delete(socket_id)
      const held = (sockets.get(user_id) ?? 1) - 1
      if (held > 0) sockets.set(user_id, held)
      else sockets.delete(user_id)
      watcher.users()
    },
    use(user_id, model) {
      if (stamps.stamp(user_id, model)) watcher.models()
    },
    users: () => sockets.size,
    models: () => stamps.models(),
    close: () => stamps.close(),
  }
}

/** Stamps of users on models, at most 20 fresh ones a user; a timer runs only while there are any. */
class Stamps {
  #stamps = new Map<string, Map<string, number>>()
  #timer: ReturnType<typeof setInterval> | undefined
  readonly #fresh: number
  readonly #onPass: () => void

  constructor(fresh: number, onPass: () => void) {
    this.#fresh = fresh
    this.#onPass = onPass
  }

  stamp(user_id: string, model: string): boolean {
    const mine = this.#stamps.get(user_id) ?? new Map<string, number>()
    if (!mine.has(model) && mine.size >= MODELS_A_USER) return false
    this.#stamps.set(user_id, mine.set(model, Date.now()))
    this.#timer ??= setInterval(() => this.#pass(), this.#fresh)
    return true
  }

  models(): string[] {
    return [...new Set([...this.#stamps.values()].flatMap(mine => [...mine.keys()]))]
  }

  #pass(): void {
    const stale = Date.now() - this.#fresh
    for (const [user_id, mine] of this.#stamps) {
      for (const [model, time] of mine) if (time < stale) mine.delete(model)
      if (mine.size === 0) this.#stamps.delete(user_id)
    }
    if (this.#stamps.size === 0) this.close()
    this.#onPass()
  }

  close(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }
}
