// Letters as they travel: who, to whom, when, what; and what is attached, read by the same rules.
import PostalMime, { type Address, type Attachment } from 'postal-mime'
import { ExtractError, type Extracted, type Source } from './document'
import { writeHtml } from './html'
import { Writing } from './writing'

/** Nesting and headers beyond these are no letter. */
const NESTING = 50
const HEADERS = 1_000_000

export async function readEml(source: Source): Promise<Extracted> {
  const options = { maxNestingDepth: NESTING, maxHeadersSize: HEADERS }
  const letter = await PostalMime.parse(source.bytes, options).catch(cause => {
    throw new ExtractError('The letter is damaged: its parts cannot be told apart.', { cause })
  })
  const writing = new Writing(source.limits)
  writeHead(writing, {
    Subject: letter.subject,
    From: letter.from && named([letter.from]),
    To: named(letter.to),
    Cc: named(letter.cc),
    Date: letter.date,
  })
  if (letter.text?.trim()) writing.add(letter.text)
  else if (letter.html) writeHtml(writing, letter.html)
  for (const attachment of letter.attachments) {
    const { filename, mimeType, content } = attachment
    await writeAttachment(source, writing, filename ?? '', mimeType, bytesOf(content))
  }
  return writing.done(null, { title: letter.subject, author: letter.from?.name || undefined })
}

/** The lines above a letter; those without a value are left out. */
export function writeHead(writing: Writing, head: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(head)) {
    if (value?.trim()) writing.line(`${name}: ${value.replace(/\s+/g, ' ').trim()}`)
  }
  writing.gap()
}

/** The name of what is attached, and its words where it has any that can be read. */
export async function writeAttachment(
  source: Source,
  writing: Writing,
  name: string,
  type: string,
  bytes: Uint8Array,
): Promise<void> {
  writing.gap()
  writing.line(`Attachment: ${name || type}`)
  const extracted = await source.inner(name, type, bytes).catch(error => {
    if (error instanceof ExtractError) return undefined
    throw error
  })
  if (extracted) writing.line(extracted.content)
}

const named = (addresses: Address[] | undefined): string =>
  (addresses ?? [])
    .flatMap(address => (address.group ? address.group : [address]))
    .map(({ name, address }) => (name ? `${name} <${address}>` : address))
    .join(', ')

const bytesOf = (content: Attachment['content']): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content)
