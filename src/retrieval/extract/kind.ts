// What kind of document bytes are: by what is in them first, by their name where they say nothing.
import { sniffRaster } from '../../utils/sniff'
import { ExtractError } from './document'
import { isBinary } from './encoding'
import { extension } from './extension'
import { officeKind } from './office-kind'

export type Kind =
  | 'text'
  | 'html'
  | 'xml'
  | 'csv'
  | 'pdf'
  | 'docx'
  | 'doc'
  | 'pptx'
  | 'xlsx'
  | 'xls'
  | 'ppt'
  | 'odf'
  | 'epub'
  | 'rtf'
  | 'eml'
  | 'msg'

interface Named {
  name: string
  type: string
  bytes: Uint8Array
}

const BY_EXTENSION: Record<string, Kind> = {
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  xml: 'xml',
  rss: 'xml',
  atom: 'xml',
  csv: 'csv',
  tsv: 'csv',
  eml: 'eml',
}

const BY_TYPE: Record<string, Kind> = {
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'text/csv': 'csv',
  'text/tab-separated-values': 'csv',
  'text/xml': 'xml',
  'application/xml': 'xml',
  'message/rfc822': 'eml',
}

/** What is read, for whoever brings something else. */
export const READABLE =
  'PDF, Word, PowerPoint, Excel, OpenDocument, RTF, EPUB, HTML, e-mail, CSV and all kinds of text'

/** @throws ExtractError when it is no document that can be read */
export async function kindOf({ name, type, bytes }: Named): Promise<Kind> {
  const start = latin(bytes, 0, 1024)
  if (start.includes('%PDF-')) return 'pdf'
  if (start.startsWith('PK\u0003\u0004') || start.startsWith('PK\u0005\u0006'))
    return (await import('./zip-kind')).zipKind(bytes)
  if (start.startsWith('\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1')) return officeKind(bytes)
  if (start.trimStart().startsWith('{\\rtf')) return 'rtf'
  if (sniffRaster(bytes))
    throw new ExtractError('Pictures are not read here. Ask an admin to have a model read them.')
  if (isBinary(bytes)) throw unreadable(name)
  return textKind(name, type, start)
}

/** Of text: HTML is HTML under any name that is not that of source code. */
function textKind(name: string, type: string, start: string): Kind {
  const ending = extension(name)
  const named = BY_EXTENSION[ending]
  if (named) return named
  const vague = ending === '' || ending === 'txt' || ending === 'text'
  if (vague && looksLikeHtml(start)) return 'html'
  if (vague && looksLikeLetter(start)) return 'eml'
  if (ending === '') return BY_TYPE[type.split(';')[0]?.trim().toLowerCase() ?? ''] ?? 'text'
  return 'text'
}

const looksLikeHtml = (start: string): boolean =>
  /^(\u00EF\u00BB\u00BF)?\s*(<!--[^>]{0,500}-->\s*)?<(!doctype html|html|head|body)\b/i.test(start)

/** Two headers of letters in the first lines. */
const looksLikeLetter = (start: string): boolean =>
  /^(From|To|Received|Return-Path|Subject|Date|Message-ID|MIME-Version|Delivered-To): /i.test(
    start,
  ) && /^(MIME-Version|Message-ID|Received): /im.test(start)

const latin = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', from, to)

function unreadable(name: string): ExtractError {
  const ending = extension(name)
  const kind = ending ? ` (.${ending})` : ''
  return new ExtractError(`This kind of file${kind} cannot be read. What can be: ${READABLE}.`)
}
