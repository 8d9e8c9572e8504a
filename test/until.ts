// Waiting for what happens by itself, as soon as it has happened.

const PAUSE_MS = 5
const PATIENCE_MS = 10_000

/** Resolves once `holds` does; fails after ten seconds. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`still not so after ${PATIENCE_MS} ms: ${holds}`)
    await Bun.sleep(PAUSE_MS)
  }
}
