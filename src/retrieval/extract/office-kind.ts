// Which kind of document a compound file of Microsoft's is: the form of old Office and of locked new Office files.
import { Compound } from './compound'
import { ExtractError, locked } from './document'
import type { Kind } from './kind'

/** Names of streams that only one kind has. */
const STREAMS: [stream: string, kind: Kind][] = [
  ['__properties_version1.0', 'msg'],
  ['Workbook', 'xls'],
  ['PowerPoint Document', 'ppt'],
  ['WordDocument', 'doc'],
]

/** @throws ExtractError for what is neither a letter nor of Office from 97 on */
export function officeKind(bytes: Uint8Array): Kind {
  const file = new Compound(bytes)
  if (file.has('EncryptedPackage')) throw locked('The document')
  const found = STREAMS.find(([stream]) => file.has(stream))
  if (found) return found[1]
  if (!file.has('Book')) throw new ExtractError('This kind of file cannot be read.')
  throw new ExtractError(
    'This is a file of an old Excel. Open it there, save it as .xlsx and upload that.',
  )
}
