// How a serving command ends.
import type { Source } from '../env'
import { build } from '../utils/build'

/** Resolves with the name of the first signal that asks the process to end. */
export function signalled(): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve(signal))
  return promise
}

const LOOK_MS = 500
const parent = process.ppid

/**
 * As `signalled`, and when what started it is gone: `npm start` and `bun start` put a shell between,
 * which a signal ends without a word to Hearth.
 */
export function ended(source: Source): Promise<string> {
  const script = build.commit === 'source' && source.npm_lifecycle_event === 'start'
  if (!script) return signalled()
  const { promise, resolve } = Promise.withResolvers<string>()
  const look = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(look)
    resolve('its script has ended')
  }, LOOK_MS)
  look.unref()
  return Promise.race([signalled(), promise])
}

/** Whatever still hangs when the time is over ends with the process. */
export function hurry(seconds: number): void {
  setTimeout(() => process.exit(1), seconds * 1000).unref()
}
