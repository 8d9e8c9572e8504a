// Processes beside the one that measures: the provider, the bare server, those who send load.
import { join } from 'node:path'

/** A running process that answers each message with one. */
export interface Worker extends Disposable {
  /** Sends a message, or nothing, and gives the next answer. */
  ask<T>(message?: unknown): Promise<T>
}

/** Starts a file of this folder. */
export function worker(file: string): Worker {
  const answers: unknown[] = []
  let wake: (() => void) | undefined
  const child = Bun.spawn([process.execPath, join(import.meta.dir, file)], {
    stdio: ['ignore', 'inherit', 'inherit'],
    serialization: 'json',
    ipc(answer) {
      answers.push(answer)
      wake?.()
    },
  })
  return {
    async ask<T>(message?: unknown): Promise<T> {
      if (message !== undefined) child.send(message)
      if (answers.length === 0) await new Promise<void>(resolve => (wake = resolve))
      return answers.shift() as T
    },
    [Symbol.dispose]: () => child.kill(),
  }
}
