// Sources as a chat keeps them: of long texts that were given whole only the beginning of each part.
import type { Source } from './schema'

/** Characters of whole texts that one message keeps; the files have them anyway. */
const MOST = 20_000
const GLANCE = 200

export function slim(sources: Source[]): Source[] {
  const length = sources
    .flatMap(({ document, metadata }) => document.filter((_, index) => metadata[index]?.whole))
    .reduce((sum, text) => sum + text.length, 0)
  return length <= MOST ? sources : sources.map(cut)
}

const cut = (source: Source): Source => ({
  ...source,
  document: source.document.map((text, index) =>
    source.metadata[index]?.whole && text.length > GLANCE
      ? `${text.slice(0, GLANCE).toWellFormed()}…`
      : text,
  ),
})
