// XML as a stream of what is met, without ever holding the document: no entities but the five, no other files.
import { Parser } from 'htmlparser2'
import { damaged } from './document'

export interface Element {
  /** Without its prefix. */
  name: string
  /** By names as they are written, and without their prefix where that is not taken. */
  of: Record<string, string>
}

export interface Met {
  open?(element: Element): void
  close?(name: string): void
  text?(text: string): void
}

/** Nesting beyond this is no document. */
const DEPTH = 2000

export const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/**
 * Walks through XML. Entities that the document declares are never expanded, so that none can grow.
 * @throws ExtractError when it is nested too deep
 */
export async function walk(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  met: Met,
): Promise<void> {
  let depth = 0
  const parser = new Parser(
    {
      onopentag(name, given) {
        if (++depth > DEPTH) throw damaged('The file')
        met.open?.({ name: local(name), of: attributes(given) })
      },
      onclosetag(name) {
        depth--
        met.close?.(local(name))
      },
      ontext: text => met.text?.(text),
    },
    { xmlMode: true, decodeEntities: true },
  )
  for await (const text of decoded(pieces)) parser.write(text)
  parser.end()
}

function attributes(given: Record<string, string>): Record<string, string> {
  const names = Object.keys(given)
  // Most have no prefix, and a sheet has millions of elements.
  if (!names.some(name => name.includes(':'))) return given
  const of: Record<string, string> = { ...given }
  for (const name of names) of[local(name)] ??= given[name] ?? ''
  return of
}

/** UTF-8, or UTF-16 as its mark says: nothing else is allowed in office documents. */
async function* decoded(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<string, void> {
  let decoder: TextDecoder | undefined
  for await (const piece of pieces) {
    decoder ??= new TextDecoder(markOf(piece))
    yield decoder.decode(piece, { stream: true })
  }
  yield decoder?.decode() ?? ''
}

function markOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}
