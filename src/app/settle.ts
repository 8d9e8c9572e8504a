// Looks for garbage once a burst of requests is over: left alone, the runtime may wait half a minute.

/** No request for so long ends a burst. */
const QUIET_MS = 2000
/** What is less is not worth a collection, which stops everything for some 30 ms. */
const GROWN_BYTES = 32 * 1024 ** 2

const runtime = {
  quiet: QUIET_MS,
  /** Bytes that the process holds. */
  held: (): number => process.memoryUsage.rss(),
  collect: (): void => Bun.gc(true),
}

/** Gives what is to be called for every request. */
export function settling({ quiet, held, collect } = runtime): () => void {
  let least = held()
  let stirred = false
  let timer: Timer | undefined
  const look = () => {
    timer = undefined
    if (stirred) return wait()
    if (held() > least + GROWN_BYTES) collect()
    least = Math.min(least, held())
  }
  const wait = () => {
    stirred = false
    timer = setTimeout(look, quiet)
    timer.unref()
  }
  return () => {
    stirred = true
    if (!timer) wait()
  }
}
