// Work that ends by itself after a while, and with whatever it belongs to.

/** Aborts after `ms`, and with `outer`; disposing ends the watch. */
export function bounded(
  outer: AbortSignal,
  ms: number,
): Disposable & { ending: AbortController; signal: AbortSignal } {
  const ending = new AbortController()
  const end = (): void => ending.abort(outer.aborted ? outer.reason : undefined)
  const late = setTimeout(end, ms)
  if (outer.aborted) end()
  else outer.addEventListener('abort', end)
  return {
    ending,
    signal: ending.signal,
    [Symbol.dispose]() {
      clearTimeout(late)
      outer.removeEventListener('abort', end)
    },
  }
}
