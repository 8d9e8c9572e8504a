// Sizes in bytes as people read them.

const UNITS = ['bytes', 'KB', 'MB', 'GB', 'TB']

/** `1.5 GB`. */
export function bytes(count: number): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log2(Math.max(1, count)) / 10))
  const amount = count / 1024 ** step
  return `${step === 0 || amount >= 100 ? Math.round(amount) : amount.toFixed(1)} ${UNITS[step]}`
}
