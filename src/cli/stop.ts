// How a serving command ends.

/** Resolves with the name of the first signal that asks the process to end. */
export function signalled(): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve(signal))
  return promise
}

/** Whatever still hangs when the time is over ends with the process. */
export function hurry(seconds: number): void {
  setTimeout(() => process.exit(1), seconds * 1000).unref()
}
