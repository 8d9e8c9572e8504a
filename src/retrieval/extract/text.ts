// Plain text, markdown, JSON and source code: as they are.
import { ExtractError, type Extracted, type Source } from './document'
import { decode } from './encoding'
import { tooLong, Writing } from './writing'

/** UTF-8 has at most so many bytes for what counts as one character here. */
const MOST_BYTES = 3

export async function readText(source: Source): Promise<Extracted> {
  const writing = new Writing(source.limits)
  writing.add(decodeWhole(source))
  return writing.done(null)
}

/** The text of a document that is nothing but text. @throws ExtractError when it cannot but be too long */
export function decodeWhole({ bytes, limits }: Source, hint?: string): string {
  if (bytes.byteLength > limits.characters * MOST_BYTES) throw tooLong(limits.characters)
  const text = decode(bytes, hint)
  if (text.trim() === '') throw new ExtractError('There is no text in it.')
  return text
}
