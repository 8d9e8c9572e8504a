// `chat-events` of the contract: what functions and tools say to, and ask of, one open page.
import type { Principal } from '../auth/principal'
import type { House } from '../config/house'
import { perObject } from '../utils/once'

/** `data.type` decides what the page does with it (contract realtime.md 4). */
export interface ChatEvent {
  chat_id: string
  message_id: string
  data: { type: string; data: unknown }
}

/** A page that can be spoken to under the id it sends as `session_id`. */
export interface Page {
  user_id: string
  emit(event: ChatEvent): void
  /** The page's answer; throws `NoAnswer` after `timeout` milliseconds or when the page goes. */
  ask(event: ChatEvent, timeout: number): Promise<unknown>
}

/** A page did not answer: it took too long, went away, or is not the caller's. */
export class NoAnswer extends Error {
  override name = 'NoAnswer'
}

const ANSWER_MS = 60_000

/** The pages on Socket.IO, by socket id. */
export const pages = perObject((_house: House) => new Map<string, Page>())

export interface ChatEvents {
  /** Tells the page, when it is one of the same user; else nothing happens. */
  emit(me: Principal, session_id: string | null | undefined, event: ChatEvent): void
  /** Asks the page and gives its answer; throws `NoAnswer`, at once when it is not the caller's. */
  call(
    me: Principal,
    session_id: string | null | undefined,
    event: ChatEvent,
    timeout?: number,
  ): Promise<unknown>
}

/** Speaks to pages of the user who asks, and to no others. */
export function chatEvents(house: House): ChatEvents {
  const find = ({ user }: Principal, session_id: string | null | undefined) => {
    const page = pages(house).get(session_id ?? '')
    return page?.user_id === user.id ? page : undefined
  }
  return {
    emit: (me, session_id, event) => find(me, session_id)?.emit(event),
    async call(me, session_id, event, timeout = ANSWER_MS) {
      const page = find(me, session_id)
      if (!page) throw new NoAnswer('No page of this session is open.')
      return page.ask(event, timeout)
    },
  }
}
