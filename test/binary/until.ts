// Waits for something to become so, looking often, and gives up long after it should have.

const EVERY_MS = 10
const CAP_MS = 20_000

/** The first truthy value of `look`. Throws, naming what was awaited, when none comes. */
export async function until<T>(what: string, look: () => T | Promise<T>): Promise<NonNullable<T>> {
  const end = Date.now() + CAP_MS
  while (Date.now() < end) {
    const seen = await look()
    if (seen) return seen
    await Bun.sleep(EVERY_MS)
  }
  throw new Error(`Waited in vain for ${what}`)
}
