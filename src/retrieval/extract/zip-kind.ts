// Which kind of document a zip archive is, by the parts that it has.
import { ExtractError, locked } from './document'
import type { Kind } from './kind'
import { openZip } from './zip'

const BY_PART: [part: RegExp, kind: Kind][] = [
  [/^word\/document\d*\.xml$/, 'docx'],
  [/^ppt\/presentation\.xml$/, 'pptx'],
  [/^xl\/workbook\.xml$/, 'xlsx'],
  [/^META-INF\/container\.xml$/, 'epub'],
]

const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument.'

/** @throws ExtractError */
export async function zipKind(bytes: Uint8Array): Promise<Kind> {
  const zip = openZip(bytes, { unpackedBytes: 10_000_000 })
  const mime = zip.has('mimetype') ? (await zip.text('mimetype', 200)).trim() : ''
  if (mime.startsWith(OPEN_DOCUMENT)) return 'odf'
  if (mime === 'application/epub+zip') return 'epub'
  const found = BY_PART.find(([part]) => zip.names.some(name => part.test(name)))
  if (found) return found[1]
  if (zip.has('xl/workbook.bin'))
    throw new ExtractError('Binary Excel files (.xlsb) cannot be read. Save it as .xlsx.')
  if (zip.has('content.xml') && zip.has('META-INF/manifest.xml')) return 'odf'
  if (zip.isLocked) throw locked('The archive')
  throw new ExtractError('This is an archive. Unpack it and upload the files that are in it.')
}
