// Which numbers of a spreadsheet are dates, and which date a number is.
import { walk } from './markup'
import type { Zip } from './zip'

export interface Formats {
  /** For each style whether it shows a date, a time, both, or neither. */
  styles: (Shown | undefined)[]
  /** Days are counted from 1904, as old Macs did. */
  from1904: boolean
}

interface Shown {
  date: boolean
  time: boolean
}

const BOTH = { date: true, time: true }
const DATE = { date: true, time: false }
const TIME = { date: false, time: true }

/** Formats that every program knows by their number. */
function builtIn(number: number): Shown | undefined {
  if (number === 22) return BOTH
  if (number >= 14 && number <= 17) return DATE
  if ((number >= 18 && number <= 21) || (number >= 45 && number <= 47)) return TIME
  return undefined
}

/** What a format's code shows, after texts in quotes, colours and single escaped signs. */
function readCode(code: string): Shown | undefined {
  const bare = code.replace(/"[^"]*"|\\.|\[(?![hms]+\])[^\]]*\]/gi, '')
  const date = /[yd]/i.test(bare)
  const time = /[hs]/i.test(bare)
  return date || time ? { date, time } : undefined
}

/** What a format shows; its code is needed where no program knows its number. */
export const shownBy = (number: number, code: string | undefined): Shown | undefined =>
  code === undefined ? builtIn(number) : readCode(code)

export async function formatsOf(
  zip: Zip,
  path: string | undefined,
  from1904: boolean,
): Promise<Formats> {
  const codes = new Map<number, string>()
  const styles: (Shown | undefined)[] = []
  let inCells = false
  if (!path || !zip.has(path)) return { styles, from1904 }
  await walk(zip.pieces(path), {
    open({ name, of }) {
      if (name === 'numFmt') codes.set(Number(of.numFmtId), of.formatCode ?? '')
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) {
        const number = Number(of.numFmtId ?? 0)
        const code = codes.get(number)
        styles.push(shownBy(number, code))
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return { styles, from1904 }
}

const DAY_MS = 86_400_000
/** Day 0, with the day that Excel's 1900 has too many. */
const ZERO_1900 = Date.UTC(1899, 11, 30)
const ZERO_1904 = Date.UTC(1904, 0, 1)
const LAST_DAY = 2_958_465

/** The date of a number in a cell of this style; nothing when it is a plain number. */
export function dateOf(
  { styles, from1904 }: Formats,
  style: number,
  value: string,
): string | undefined {
  const shown = styles[style]
  const days = Number(value)
  if (!shown || !(days >= 0 && days <= LAST_DAY)) return undefined
  const ms = Math.round(days * 86_400) * 1000
  const iso = new Date((from1904 ? ZERO_1904 : ZERO_1900) + ms).toISOString()
  const time = iso.slice(11, 19).replace(/:00$/, '')
  if (!shown.date) return time
  return shown.time && ms % DAY_MS !== 0 ? `${iso.slice(0, 10)} ${time}` : iso.slice(0, 10)
}
