// Epoch times: milliseconds inside, whole seconds on the wire.

/** Epoch milliseconds to whole epoch seconds. */
export const seconds = (ms: number): number => Math.floor(ms / 1000)

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
