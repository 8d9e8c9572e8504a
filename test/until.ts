// Waiting for what happens by itself, as soon as it has happened.

const PAUSE_MS = 5
const PATIENCE_MS = 20_000

/** The first truthy value of `look`. Throws, naming what was awaited, when none comes in time. */
export async function until<T>(
  look: () => T | Promise<T>,
  what = String(look),
): Promise<NonNullable<T>> {
  const end = Date.now() + PATIENCE_MS
  for (;;) {
    const seen = await look()
    if (seen) return seen
    if (Date.now() > end) throw new Error(`still not so after ${PATIENCE_MS} ms: ${what}`)
    await Bun.sleep(PAUSE_MS)
  }
}
