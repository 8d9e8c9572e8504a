// Text as it is searched: without case, accents and differences of width or spacing.

const ASCII = /^[\x00-\x7f]*$/
const ACCENTS = /[\u0300-\u036f]/g

/** Lower case, no accents, every run of blanks one space, none at the ends. */
export function fold(text: string): string {
  const spaced = text.replace(/\s+/g, ' ').trim()
  if (ASCII.test(spaced)) return spaced.toLowerCase()
  return spaced.toLowerCase().normalize('NFKD').replace(ACCENTS, '').replaceAll('ς', 'σ')
}

/** Every three characters in a row, each once; shorter text gives none. */
export function grams(text: string): string[] {
  const letters = Array.from(text)
  const found = new Set<string>()
  for (let i = 0; i + 3 <= letters.length; i++) found.add(letters.slice(i, i + 3).join(''))
  return [...found]
}
