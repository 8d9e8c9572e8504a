// Text that was UTF-8, was taken for Windows-1252 and saved so: `CafÃ©` becomes `Café` again.

/** What Windows-1252 makes of bytes 0x80 to 0x9F; every other byte is the character of that number. */
const HIGH =
  '\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178'

const BYTE = new Map([...HIGH].map((letter, n) => [letter, 0x80 + n]))
for (let byte = 0xa0; byte <= 0xff; byte++) BYTE.set(String.fromCharCode(byte), byte)

const FOREIGN = /[^\u0000-\u007F]+/g
/** What UTF-8's first bytes look like then; text without them is left alone at once. */
const LEADS = /[\u00C2-\u00F4]/
/** One place may be what it is meant to be. */
const ENOUGH = 2

/**
 * Repairs it where that is certain: every run of foreign letters, and more than one, is UTF-8 when
 * read as bytes. A text that holds a single one that is not stays as it is.
 */
export function repaired(text: string): string {
  if (!LEADS.test(text)) return text
  let found = 0
  for (const [run] of text.matchAll(FOREIGN)) {
    if (righted(run) === undefined) return text
    found++
  }
  return found < ENOUGH ? text : text.replace(FOREIGN, run => righted(run) ?? run)
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function righted(run: string): string | undefined {
  const bytes: number[] = []
  for (const letter of run) {
    const byte = BYTE.get(letter)
    if (byte === undefined) return undefined
    bytes.push(byte)
  }
  try {
    return strict.decode(Uint8Array.from(bytes))
  } catch {
    return undefined
  }
}
