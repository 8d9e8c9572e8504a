// What a server says that its answer is, and whether that can be read.
import { WebError } from './page'

export interface Kind {
  /** As the server says it, without parameters. */
  type: string
  /** As the reader of documents knows it. */
  reader: string
  charset: string | undefined
  /** A name whose ending fits the type: addresses end in whatever their authors like. */
  name: string
}

const OFFICE = 'application/vnd.openxmlformats-officedocument.'
const OPEN = 'application/vnd.oasis.opendocument.'

const ENDINGS: Record<string, string> = {
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'text/plain': 'txt',
  'text/markdown': 'md',
  'text/x-markdown': 'md',
  'text/csv': 'csv',
  'application/json': 'json',
  'application/xml': 'xml',
  'text/xml': 'xml',
  'application/pdf': 'pdf',
  'application/epub+zip': 'epub',
  'application/rtf': 'rtf',
  'text/rtf': 'rtf',
  'application/msword': 'doc',
  [`${OFFICE}wordprocessingml.document`]: 'docx',
  [`${OFFICE}presentationml.presentation`]: 'pptx',
  [`${OFFICE}spreadsheetml.sheet`]: 'xlsx',
  [`${OPEN}text`]: 'odt',
  [`${OPEN}spreadsheet`]: 'ods',
  [`${OPEN}presentation`]: 'odp',
}

/** What says nothing of itself is judged by its bytes. */
const VAGUE = new Set(['', 'application/octet-stream', 'binary/octet-stream'])

/** @throws WebError for pictures, films and whatever else has no words */
export function kindOf(response: Response): Kind {
  const header = response.headers.get('content-type') ?? ''
  const type = header.split(';')[0]?.trim().toLowerCase() ?? ''
  const charset = /;\s*charset\s*=\s*"?([\w:.-]{1,40})/i.exec(header)?.[1]
  const ending = endingOf(type)
  if (ending === undefined && !VAGUE.has(type)) {
    throw new WebError(
      `The address leads to ${/^[\w.+/-]{1,80}$/.test(type) ? type : 'something'}, which has no words to read.`,
    )
  }
  const last = new URL(response.url).pathname.split('/').at(-1)
  const name = ending === undefined ? last || 'page' : `page.${ending}`
  return { type, reader: ending === 'html' ? 'text/html' : type, charset, name }
}

function endingOf(type: string): string | undefined {
  const known = ENDINGS[type]
  if (known) return known
  if (/^application\/[\w.-]+\+json$/.test(type)) return 'json'
  if (/^(application|text)\/[\w.-]+\+xml$/.test(type)) return 'xml'
  return type.startsWith('text/') ? 'txt' : undefined
}

const BOM = '\uFEFF'

/**
 * The bytes of a text in the encoding that only the header names, as UTF-8 with a mark. Whatever is
 * UTF-8 already stays: servers say the wrong thing more often than such bytes come about by chance.
 */
export function mark(
  bytes: Uint8Array<ArrayBuffer>,
  { charset, type }: Kind,
): Uint8Array<ArrayBuffer> {
  const isText = type.startsWith('text/') || /[/+](json|xml)$/.test(type)
  if (!isText || charset === undefined || /^utf-?8$/i.test(charset) || isUtf8(bytes)) return bytes
  const decoder = decoderOf(charset)
  return decoder ? new TextEncoder().encode(BOM + decoder.decode(bytes)) : bytes
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

function decoderOf(label: string): { decode(bytes: Uint8Array): string } | undefined {
  try {
    return new TextDecoder(label)
  } catch {
    return undefined
  }
}
