// Which messages of a chat a client has seen: only those it may take away by leaving them out.
import type { Principal } from '../../auth/principal'
import type { House } from '../../config/house'
import { perObject } from '../../utils/once'
import { Recent } from '../../utils/recent'
import { stamp } from '../../utils/stamp'
import { ChatChanged } from './schema'

interface Sight {
  /** Has seen what was made up to this time, … */
  at: number
  /** … but for these messages, which others added while it looked away. */
  blind: Set<string>
}

interface Row {
  id: string
  created_at: number
}

const KEPT = 20_000
const NONE = new Set<string>()

/**
 * A tab that says who it is (`x-client-id`), or else the session or the key. What a client has not
 * been shown since this process started counts as seen if it is older than that.
 */
export const clientOf = (me: Principal, request: Request): string =>
  clientId(request) ?? me.session?.id ?? me.key_id ?? ''

const CLIENT_ID = /^[\w-]{1,100}$/

/** The `x-client-id` of a request; nothing when it has none or none that can be one. */
export function clientId(request: Request): string | null {
  const id = request.headers.get('x-client-id')
  return id && CLIENT_ID.test(id) ? id : null
}

export class Sights {
  #started = stamp()
  #held = new Recent<string, Sight>(KEPT)

  /** The client was shown the chat with everything made up to `at`. */
  show(client: string, chat_id: string, at: number): void {
    this.#held.set(`${client} ${chat_id}`, { at, blind: NONE })
  }

  /** The client changed the chat's messages at that time; `missed` were there without its knowledge. */
  change(client: string, chat_id: string, at: number, missed: string[]): void {
    this.#held.set(`${client} ${chat_id}`, { at, blind: new Set(missed) })
  }

  /** The client made messages just now, elsewhere than in a document. */
  add(client: string, chat_id: string): void {
    const blind = this.#of(client, chat_id)?.blind ?? NONE
    this.#held.set(`${client} ${chat_id}`, { at: stamp(), blind })
  }

  /** Runs `work` and forgets what it says that the client has seen. */
  keeping(client: string, chat_id: string, work: () => void): void {
    const before = this.#of(client, chat_id)
    work()
    if (before) this.#held.set(`${client} ${chat_id}`, before)
    else this.#held.delete(`${client} ${chat_id}`)
  }

  /** Whether the client knows of the message. */
  knows(client: string, chat_id: string, row: Row): boolean {
    const sight = this.#of(client, chat_id)
    return row.created_at <= (sight?.at ?? this.#started) && !sight?.blind.has(row.id)
  }

  #of(client: string, chat_id: string): Sight | undefined {
    return this.#held.get(`${client} ${chat_id}`)
  }
}

/** The one of this house; hears of messages that clients add by starting a reply. */
export const sights = perObject((house: House): Sights => {
  const made = new Sights()
  house.bus.subscribe(ChatChanged, ({ by, chat_id }) => {
    if (by) made.add(by, chat_id)
  })
  return made
})
