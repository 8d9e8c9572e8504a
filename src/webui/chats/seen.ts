// Which messages of a chat a client has seen: only those may it take away by leaving them out.
import type { Principal } from '../../auth/principal'
import type { House } from '../../config/house'
import { perObject } from '../../utils/once'
import { Recent } from '../../utils/recent'
import { stamp } from '../../utils/stamp'
import { ChatChanged } from './schema'

/** A state of a chat that a client had before it. */
export interface View {
  /** It had what was made up to this time, … */
  at: number
  /** … but for these messages, which others added while it looked away. */
  blind: ReadonlySet<string>
}

/** Who asks: a tab that says so, or a session or key behind which several may be. */
export interface Client {
  id: string
  named: boolean
}

const KEPT = 20_000
/** States that unnamed tabs of one session may have before them. */
const TABS = 6
const NONE: ReadonlySet<string> = new Set()

export const inView = ({ at, blind }: View, row: { id: string; created_at: number }): boolean =>
  row.created_at <= at && !blind.has(row.id)

const CLIENT_ID = /^[\w-]{1,100}$/

/** The `x-client-id` of a request; nothing when it has none or none that can be one. */
export function clientId(request: Request): string | null {
  const id = request.headers.get('x-client-id')
  return id && CLIENT_ID.test(id) ? id : null
}

export function clientOf({ session, key_id }: Principal, request: Request): Client {
  const named = clientId(request)
  return named ? { id: named, named: true } : { id: session?.id ?? key_id ?? '', named: false }
}

/** Remembers what was shown to whom, in this process. */
export class Sights {
  #started = stamp()
  #held = new Recent<string, View[]>(KEPT)

  /** The client was shown the chat with everything made up to `at`. */
  show(client: Client, chat_id: string, at: number): void {
    this.#note(client, chat_id, { at, blind: NONE })
  }

  /** The client changed the chat's messages at that time; `missed` were there without its knowledge. */
  change(client: Client, chat_id: string, at: number, missed: string[]): void {
    this.#note(client, chat_id, { at, blind: new Set(missed) })
  }

  /** A tab made messages just now, elsewhere than in a document. */
  add(id: string, chat_id: string): void {
    const client = { id, named: true }
    const blind = this.of(client, chat_id).at(-1)?.blind ?? NONE
    this.#note(client, chat_id, { at: stamp(), blind })
  }

  /**
   * What the client may have before it, the latest last. Whoever was not shown the chat since this
   * process started has what is older than that.
   */
  of({ id }: Client, chat_id: string): View[] {
    return this.#held.get(keyOf(id, chat_id)) ?? [{ at: this.#started, blind: NONE }]
  }

  /** Runs `work` and forgets what it says that the client has seen. */
  keeping(id: string, chat_id: string, work: () => void): void {
    const before = this.#held.get(keyOf(id, chat_id))
    work()
    if (before) this.#held.set(keyOf(id, chat_id), before)
    else this.#held.delete(keyOf(id, chat_id))
  }

  #note({ id, named }: Client, chat_id: string, view: View): void {
    const others = named ? [] : (this.#held.get(keyOf(id, chat_id)) ?? [])
    const before = others.filter(({ at }) => at !== view.at).slice(1 - TABS)
    this.#held.set(keyOf(id, chat_id), [...before, view])
  }
}

const keyOf = (id: string, chat_id: string): string => `${id} ${chat_id}`

/** The one of this house; hears of messages that tabs add by starting a reply. */
export const sights = perObject((house: House): Sights => {
  const made = new Sights()
  house.bus.subscribe(ChatChanged, ({ by, chat_id }) => {
    if (by) made.add(by, chat_id)
  })
  return made
})
