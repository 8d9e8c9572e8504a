// What nouns announce and sockets pass on; the list is handed in from above (app/feeds.ts).
import type { Bus, Topic } from '../bus'

/** An event as the web client gets it over /ws. */
export type LiveEvent = { type: string } & Record<string, unknown>

/** Every verified user, all sockets of one user, or those of one session. */
export type Audience = 'everyone' | { user_id: string } | { session: string }

export interface Feed {
  /** Hands on what the topic brings; gives the function that ends it. */
  follow(bus: Bus, deliver: (to: Audience, event: LiveEvent) => void): () => void
}

/** A topic, who hears of it, and in which words. */
export const feed = <T>(
  topic: Topic<T>,
  to: (payload: T) => Audience,
  event: (payload: T) => LiveEvent,
): Feed => ({
  follow: (bus, deliver) => bus.subscribe(topic, payload => deliver(to(payload), event(payload))),
})
