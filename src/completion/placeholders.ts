// Fills the placeholders of a prompt in one pass: what was put in is never searched again.

/** How much of a text: `{{prompt:start:100}}`. */
export interface Cut {
  keep: 'start' | 'end' | 'middletruncate'
  count: number
}

/** What stands for a name; `undefined` leaves the placeholder as it is. */
export type Holes = Record<string, string | ((cut: Cut | undefined) => string)>

const HOLE = /\{\{([A-Za-z_]{1,40})(?::(start|end|middletruncate):(\d{1,9}))?\}\}/gi

/** `{{prompt}}` is found in any letter case, every other name as it is spelled. */
export const fill = (template: string, holes: Holes): string =>
  template.replace(HOLE, (whole, name: string, keep?: string, count?: string) => {
    const key = name.toLowerCase() === 'prompt' ? 'prompt' : name
    const found = Object.hasOwn(holes, key) ? holes[key] : undefined
    if (found === undefined) return whole
    if (typeof found === 'function') return found(cutOf(keep, count))
    return keep === undefined ? found : whole
  })

const cutOf = (keep: string | undefined, count: string | undefined): Cut | undefined =>
  keep === undefined ? undefined : { keep: keep.toLowerCase() as Cut['keep'], count: Number(count) }

/** A part of a list; the middle is cut out between its first ⌈n/2⌉ and last ⌊n/2⌋ items. */
export function part<T>(items: T[], cut: Cut | undefined): { head: T[]; tail: T[] } {
  if (!cut || items.length <= cut.count) return { head: items, tail: [] }
  if (cut.keep === 'start') return { head: items.slice(0, cut.count), tail: [] }
  if (cut.keep === 'end') return { head: [], tail: items.slice(items.length - cut.count) }
  const last = Math.floor(cut.count / 2)
  return {
    head: items.slice(0, cut.count - last),
    tail: last === 0 ? [] : items.slice(-last),
  }
}

/** A part of a text, counted in characters; `...` stands for a cut middle. */
export function excerpt(text: string, cut: Cut | undefined): string {
  if (!cut || text.length <= cut.count) return text
  const characters = Array.from(text)
  if (characters.length <= cut.count) return text
  const { head, tail } = part(characters, cut)
  return `${head.join('')}${cut.keep === 'middletruncate' ? '...' : ''}${tail.join('')}`
}

const two = (value: number): string => String(value).padStart(2, '0')

/** Date, time and person, as system prompts name them; the server's own time zone. */
export function surroundings(person: Person, now = new Date()): Holes {
  const date = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
  const hour = now.getHours()
  const clock = `${two(hour % 12 || 12)}:${two(now.getMinutes())}:${two(now.getSeconds())}`
  const time = `${clock} ${hour < 12 ? 'AM' : 'PM'}`
  const location = person.info?.location
  return {
    USER_NAME: person.name || 'Unknown',
    USER_LOCATION: typeof location === 'string' && location ? location : 'Unknown',
    CURRENT_DATE: date,
    CURRENT_TIME: time,
    CURRENT_DATETIME: `${date} ${time}`,
    CURRENT_WEEKDAY: now.toLocaleDateString('en-US', { weekday: 'long' }),
  }
}

/** As much of an account as prompts may name. */
export interface Person {
  name: string
  info: Record<string, unknown> | null
}
