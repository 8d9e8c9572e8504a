// Publish and subscribe inside one process: who is low on the ladder announces, `socket` listens.
import type { z } from 'zod'

/** A named kind of event and the shape of its payload. */
export interface Topic<T> {
  name: string
  shape: z.ZodType<T>
}

/** Declares a topic beside the noun it is about. */
export const topic = <T>(name: string, shape: z.ZodType<T>): Topic<T> => ({ name, shape })

export interface Bus {
  /** Calls every subscriber in turn; one that throws does not keep the event from the others. */
  publish<T>(topic: Topic<T>, payload: T): void
  /** Gives the function that ends the subscription. */
  subscribe<T>(topic: Topic<T>, listener: (payload: T) => void): () => void
}

/** A bus in memory. `onError` hears what a subscriber threw. */
export function openBus(onError: (error: unknown, topic: string) => void): Bus {
  const listeners = new Map<string, Set<(payload: never) => void>>()
  return {
    publish(topic, payload) {
      for (const listener of listeners.get(topic.name) ?? []) {
        try {
          ;(listener as (payload: unknown) => void)(payload)
        } catch (error) {
          onError(error, topic.name)
        }
      }
    },
    subscribe(topic, listener) {
      const set = listeners.get(topic.name) ?? new Set()
      listeners.set(topic.name, set.add(listener))
      return () => void set.delete(listener)
    },
  }
}
