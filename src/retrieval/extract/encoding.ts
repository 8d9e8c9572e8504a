// Bytes of a text in whatever encoding, as text; and what went wrong before they came here put right.
import { analyse } from 'chardet'
import { repaired } from './mojibake'

const SAMPLE = 65_536
/** Undecodable places in a UTF-8 text that is not quite clean, for each character that is right. */
const STRAY = 0.02

type Mark = [encoding: string, bytes: number[]]

const MARKS: Mark[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

const marked = (bytes: Uint8Array): string | undefined =>
  MARKS.find(([, mark]) => mark.every((byte, n) => bytes[n] === byte))?.[0]

/** Text of these bytes. `hint` is an encoding that the document itself names. */
export function decode(bytes: Uint8Array, hint?: string): string {
  const sure = marked(bytes) ?? wide(bytes)
  if (sure) return repaired(new TextDecoder(sure).decode(bytes))
  const utf8 = strictly(bytes)
  if (utf8 !== undefined) return repaired(utf8)
  const named = hint && known(hint) && !/^utf-?8$/i.test(hint) ? hint : undefined
  return repaired(named ? new TextDecoder(named).decode(bytes) : guessed(bytes))
}

function strictly(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** UTF-16 without a mark: every other byte of western text is 0. */
function wide(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, SAMPLE)
  const zeros = [0, 0]
  for (const [at, byte] of sample.entries())
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  const enough = sample.byteLength / 4
  if (odd > enough && even < odd / 20) return 'utf-16le'
  return even > enough && odd < even / 20 ? 'utf-16be' : undefined
}

function guessed(bytes: Uint8Array): string {
  const loose = new TextDecoder().decode(bytes)
  if (mostlyUtf8(loose.slice(0, SAMPLE))) return loose
  const sample = firstForeign(bytes)
  const found = analyse(sample).find(({ name }) => known(name) && !/^utf-8$/i.test(name))
  return new TextDecoder(found?.name ?? 'windows-1252').decode(bytes)
}

/** A sample around the first bytes beyond ASCII: what is before says nothing. */
function firstForeign(bytes: Uint8Array): Uint8Array {
  const at = bytes.findIndex(byte => byte > 127)
  return bytes.subarray(Math.max(0, at - 200), at + SAMPLE)
}

function mostlyUtf8(text: string): boolean {
  let foreign = 0
  let wrong = 0
  for (const letter of text) {
    if (letter === '\uFFFD') wrong++
    else if (letter > '\u007F') foreign++
  }
  return wrong <= foreign * STRAY
}

function known(name: string): boolean {
  try {
    new TextDecoder(name)
    return true
  } catch {
    return false
  }
}

/** Whether these bytes are no text in any encoding: signs that no text has, and many of them. */
export function isBinary(bytes: Uint8Array): boolean {
  if (marked(bytes) || wide(bytes)) return false
  const sample = bytes.subarray(0, SAMPLE)
  let odd = 0
  for (const byte of sample) {
    // A NUL here and there is in many a log. Escape begins a sequence in ISO-2022 and in what terminals print.
    if ((byte < 32 && !(byte >= 8 && byte <= 13) && byte !== 27) || byte === 127) odd++
  }
  return odd > sample.byteLength / 50
}
