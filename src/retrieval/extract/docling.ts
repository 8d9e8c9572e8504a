// Docling: a document as markdown, with a mark where each page begins.
import type { House } from '../../config/house'
import { below, bodyOf, type Call, call } from './call'
import { type Document, ExtractError, type Extracted, type Limits } from './document'
import { Writing } from './writing'

/** Stands between pages; nothing that a document says. */
const BREAK = '<!-- hearth-page-break -->'
const OPTIONS: [name: string, value: string][] = [
  ['to_formats', 'md'],
  ['image_export_mode', 'placeholder'],
  ['md_page_break_placeholder', BREAK],
]

export async function readByDocling(
  house: House,
  document: Document,
  limits: Limits,
  signal: AbortSignal,
): Promise<Extracted> {
  const key = house.config.get('rag.docling_api_key')
  const boundary = `hearth-${crypto.randomUUID()}`
  const answer = await call(
    house,
    {
      name: 'Docling',
      method: 'POST',
      url: below(house.config.get('rag.docling_server_url'), '/v1/convert/file'),
      headers: {
        'content-type': `multipart/form-data; boundary=${boundary}`,
        ...(key && { 'x-api-key': key }),
      },
      body: await form(document, boundary),
    },
    signal,
  )
  const { md_content: text } = Object(Object(answer).document)
  if (typeof text !== 'string' || text.trim() === '') throw refused(answer)
  return paged(text, limits)
}

function refused(answer: unknown): ExtractError {
  const [error] = [Object(answer).errors].flat()
  const why = Object(error).error_message
  return new ExtractError(
    typeof why === 'string'
      ? `Docling cannot read it: ${why.slice(0, 300)}`
      : 'Docling finds no text in it.',
  )
}

function paged(text: string, limits: Limits): Extracted {
  const writing = new Writing(limits)
  const parts = text.split(BREAK)
  for (const part of parts) {
    if (parts.length > 1) writing.part()
    writing.add(part.replaceAll('<!-- image -->', '').trim())
  }
  return writing.done(parts.length > 1 ? 'page' : null)
}

/** A form with the options and the file, as a stream unless it is small. */
async function form(document: Document, boundary: string): Promise<Call['body']> {
  const field = (disposition: string, value: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n${value}`
  const name = document.name.replace(/[\u0000-\u001F"\\]/g, '_')
  const head = [
    ...OPTIONS.map(([option, value]) => field(`name="${option}"`, `\r\n${value}\r\n`)),
    field(`name="files"; filename="${name}"`, `Content-Type: ${type(document)}\r\n\r\n`),
  ].join('')
  const before = new TextEncoder().encode(head)
  const after = new TextEncoder().encode(`\r\n--${boundary}--\r\n`)
  const body = await bodyOf(document)
  if (body instanceof Uint8Array) return Buffer.concat([before, body, after])
  return around(before, body, after)
}

const type = ({ type }: Document): string =>
  /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : 'application/octet-stream'

function around(
  before: Uint8Array,
  body: ReadableStream<Uint8Array>,
  after: Uint8Array,
): ReadableStream<Uint8Array> {
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      start: controller => controller.enqueue(before),
      flush: controller => controller.enqueue(after),
    }),
  )
}
