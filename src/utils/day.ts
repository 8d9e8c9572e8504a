// Days and months as people at the server count them: by its own clock and time zone.

const two = (n: number): string => String(n).padStart(2, '0')

/** `2026-07-31`. */
export function dayOf(at: number): string {
  const date = new Date(at)
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** The first moment after the day, in epoch milliseconds. */
export function dayEnd(at: number): number {
  const date = new Date(at)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime()
}

/** The first moment of the next month. */
export function monthEnd(at: number): number {
  const date = new Date(at)
  return new Date(date.getFullYear(), date.getMonth() + 1, 1).getTime()
}

/** `2026-07-01` for any moment of that July. */
export const monthStart = (at: number): string => `${dayOf(at).slice(0, 7)}-01`

/** The day so many days before or after one. */
export function dayAfter(day: string, days: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return dayOf(new Date(year, month - 1, date + days).getTime())
}

let known = { day: '', end: 0 }

/** Today; worked out once a day. */
export function today(): string {
  const now = Date.now()
  if (now >= known.end || now < known.end - 90_000_000)
    known = { day: dayOf(now), end: dayEnd(now) }
  return known.day
}
