// XML of any vocabulary: the words in it, an element's a line.
import type { Extracted, Source } from './document'
import { walk } from './markup'
import { decodeWhole } from './text'
import { Writing } from './writing'

const DECLARED = /^\s*<\?xml[^>]{0,200}encoding=["']([\w-]{1,40})["']/

export async function readXml(source: Source): Promise<Extracted> {
  const head = new TextDecoder('latin1').decode(source.bytes.subarray(0, 400))
  const text = decodeWhole(source, DECLARED.exec(head)?.[1])
  const writing = new Writing(source.limits)
  let begun = false
  await walk(slices(text), {
    open: () => {
      begun = true
    },
    text(piece) {
      // The end of a document type that declares something.
      const said = begun ? piece : piece.replace(/^\s*\]\s*>/, '')
      const words = said.replace(/\s+/g, ' ')
      if (words.trim()) writing.add(words)
    },
    close: () => writing.fresh(),
  })
  return writing.done(null)
}

const SLICE = 1_000_000

function* slices(text: string): Generator<Uint8Array, void> {
  const encoder = new TextEncoder()
  const bytes = encoder.encode(text)
  for (let at = 0; at < bytes.byteLength; at += SLICE) yield bytes.subarray(at, at + SLICE)
}
