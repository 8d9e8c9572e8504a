// Cuts a stream of bytes into lines, in time linear in its length however it was cut into pieces.

/** A line, or an event made of lines, passed its cap. */
export class OversizedLine extends Error {
  constructor(most: number) {
    super(`A line of the stream is longer than ${most} characters`)
    this.name = 'OversizedLine'
  }
}

/** 16 MB: an image inside one event must still fit. */
export const longestLine = 16_000_000

export interface LineCutter {
  /** The lines that these bytes complete, without their ends (`\n`, `\r\n` or `\r`). @throws OversizedLine */
  push(bytes: Uint8Array): string[]
  /** The last line, when the stream does not end with a line end. */
  end(): string[]
}

export function lineCutter(most = longestLine): LineCutter {
  const decoder = new TextDecoder()
  let parts: string[] = []
  let length = 0
  let afterReturn = false

  const keep = (part: string): void => {
    length += part.length
    if (length > most) throw new OversizedLine(most)
    if (part !== '') parts.push(part)
  }
  const take = (part: string): string => {
    keep(part)
    const line = parts.length === 1 ? (parts[0] ?? '') : parts.join('')
    parts = []
    length = 0
    return line
  }

  const cut = (text: string): string[] => {
    const lines: string[] = []
    let from = afterReturn && text.startsWith('\n') ? 1 : 0
    if (text !== '') afterReturn = false
    let feed = text.indexOf('\n', from)
    let back = text.indexOf('\r', from)
    while (feed >= 0 || back >= 0) {
      const isBack = back >= 0 && (feed < 0 || back < feed)
      const at = isBack ? back : feed
      lines.push(take(text.slice(from, at)))
      from = isBack && text[at + 1] === '\n' ? at + 2 : at + 1
      afterReturn = isBack && at + 1 === text.length
      if (feed >= 0 && feed < from) feed = text.indexOf('\n', from)
      if (back >= 0 && back < from) back = text.indexOf('\r', from)
    }
    keep(text.slice(from))
    return lines
  }

  return {
    push: bytes => cut(decoder.decode(bytes, { stream: true })),
    end() {
      const lines = cut(decoder.decode())
      return length > 0 ? [...lines, take('')] : lines
    },
  }
}
