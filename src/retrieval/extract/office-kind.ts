// Which kind of document a compound file of Microsoft's is: the form of old Office and of locked new Office files.
import { ExtractError, locked } from './document'
import type { Kind } from './kind'

/** Names of streams that only one kind has, as the file's directory spells them. */
const OLD: [stream: string, program: string, better: string][] = [
  ['WordDocument', 'Word', '.docx'],
  ['Book', 'Excel', '.xlsx'],
  ['PowerPoint Document', 'PowerPoint', '.pptx'],
]

/** @throws ExtractError for what is neither a letter nor a sheet of Excel 97 or later */
export function officeKind(bytes: Uint8Array): Kind {
  const has = (stream: string): boolean => Buffer.from(bytes).includes(`${stream}\0`, 0, 'utf16le')
  if (has('EncryptedPackage')) throw locked('The document')
  if (has('__properties_version1.0')) return 'msg'
  if (has('Workbook')) return 'xls'
  const old = OLD.find(([stream]) => has(stream))
  if (!old) throw new ExtractError('This kind of file cannot be read.')
  const [, program, better] = old
  throw new ExtractError(
    `This is a file of an old ${program}. Open it there, save it as ${better} and upload that.`,
  )
}
