// JSON values, one a line, as Ollama streams them.
import { lineCutter } from './lines'

/** What a line held: a value, or text that is no JSON. */
export type NdjsonLine = { value: unknown } | { broken: string }

export interface NdjsonParser {
  /** The lines that these bytes complete; blank ones are left out. @throws OversizedLine */
  push(bytes: Uint8Array): NdjsonLine[]
  end(): NdjsonLine[]
}

/** Reads lines from bytes that may be cut anywhere. `most` caps a line. */
export function ndjsonParser(most?: number): NdjsonParser {
  const lines = lineCutter(most)
  const read = (found: string[]): NdjsonLine[] => found.filter(line => line.trim()).map(parse)
  return { push: bytes => read(lines.push(bytes)), end: () => read(lines.end()) }
}

function parse(line: string): NdjsonLine {
  try {
    return { value: JSON.parse(line) }
  } catch {
    return { broken: line }
  }
}

/** The lines of a body as they arrive; leaving the loop cancels the body. @throws OversizedLine */
export async function* readNdjson(
  body: ReadableStream<Uint8Array>,
  most?: number,
): AsyncGenerator<NdjsonLine, void> {
  const parser = ndjsonParser(most)
  for await (const bytes of body) yield* parser.push(bytes)
  yield* parser.end()
}

export const writeNdjson = (value: unknown): string => `${JSON.stringify(value)}\n`
