// Makes texts searchable whose script writes no blanks between words.

/** A character of such a script with what belongs to it. */
export const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*/gu

/** The text with every such character a word of its own, or null where there is none: the text will do. */
export function words(text: string): string | null {
  const spaced = text.replace(UNSPACED, ' $& ')
  return spaced === text ? null : spaced.replaceAll('\0', ' ')
}
