// How many tokens a text is likely to be, where no provider counts them.

/** A token is some four bytes of UTF-8, whatever the script. */
const BYTES = 4
/** What providers take for a picture of ordinary size. */
const IMAGE = 800
/** Role and marks around each message. */
const FRAME = 4

/** Tokens of a text. */
export const tokensIn = (text: string): number => Math.ceil(Buffer.byteLength(text) / BYTES)

/** Tokens that a request brings, in the words of any of the APIs that we speak. */
export function tokensAsked(body: Record<string, unknown>): number {
  const { messages, input, prompt, system, instructions, tools } = body
  let sum = said(input) + said(prompt) + said(system) + said(instructions)
  if (Array.isArray(messages)) {
    for (const message of messages) sum += FRAME + inMessage(Object(message))
  }
  if (Array.isArray(tools) && tools.length > 0) sum += tokensIn(JSON.stringify(tools))
  return sum
}

function inMessage({ content, images }: { content?: unknown; images?: unknown }): number {
  return said(content) + (Array.isArray(images) ? images.length * IMAGE : 0)
}

/** A text, or a list of texts, parts and messages; anything else counts nothing. */
function said(value: unknown): number {
  if (typeof value === 'string') return tokensIn(value)
  if (!Array.isArray(value)) return 0
  let sum = 0
  for (const part of value) {
    if (typeof part === 'string') sum += tokensIn(part)
    else if (typeof part === 'number') sum += 1
    else if (Array.isArray(part)) sum += said(part)
    else sum += inPart(Object(part))
  }
  return sum
}

function inPart({ type, text, content }: Record<string, unknown>): number {
  if (typeof type === 'string' && type.includes('image')) return IMAGE
  return typeof text === 'string' ? tokensIn(text) : said(content)
}

/** East Asian writing has about a token a sign. */
const WIDE = 0x2e80

/** Adds up an answer that comes in pieces; cheap, for it runs once a token. */
export class Heard {
  #letters = 0
  #signs = 0

  add(text: string | null | undefined): void {
    if (!text) return
    if (text.charCodeAt(0) >= WIDE) this.#signs += text.length
    else this.#letters += text.length
  }

  get tokens(): number {
    return this.#signs + Math.ceil(this.#letters / BYTES)
  }
}
