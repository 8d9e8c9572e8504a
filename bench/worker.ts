// Processes beside the one that measures: the provider, the bare server, those who send load.
import { join } from 'node:path'

/** A running process that answers each message with one; asking fails when it ends instead. */
export interface Worker extends Disposable {
  /** Sends a message, or nothing, and gives the next answer. */
  ask<T>(message?: unknown): Promise<T>
}

/** Starts a file of this folder. */
export function worker(file: string): Worker {
  const answers: unknown[] = []
  let wake: (() => void) | undefined
  let fail: ((error: Error) => void) | undefined
  const child = Bun.spawn([process.execPath, join(import.meta.dir, file)], {
    stdio: ['ignore', 'inherit', 'inherit'],
    serialization: 'json',
    ipc(answer) {
      answers.push(answer)
      wake?.()
    },
    onExit: () => fail?.(new Error(`${file} has ended`)),
  })
  return {
    async ask<T>(message?: unknown): Promise<T> {
      if (message !== undefined) child.send(message)
      if (answers.length === 0) {
        await new Promise<void>((resolve, reject) => {
          wake = resolve
          fail = reject
        })
      }
      return answers.shift() as T
    },
    [Symbol.dispose]: () => child.kill(),
  }
}
