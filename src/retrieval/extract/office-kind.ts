// Which kind of document a compound file of Microsoft's is: the form of old Office and of locked new Office files.
import { Compound } from './compound'
import { ExtractError, locked } from './document'
import type { Kind } from './kind'

/** Names of streams that only one kind has. */
const OLD: [stream: string, program: string, better: string][] = [
  ['WordDocument', 'Word', '.docx'],
  ['Book', 'Excel', '.xlsx'],
]

/** @throws ExtractError for what is neither a letter nor of Excel or PowerPoint from 97 on */
export function officeKind(bytes: Uint8Array): Kind {
  const file = new Compound(bytes)
  if (file.has('EncryptedPackage')) throw locked('The document')
  if (file.has('__properties_version1.0')) return 'msg'
  if (file.has('Workbook')) return 'xls'
  if (file.has('PowerPoint Document')) return 'ppt'
  const old = OLD.find(([stream]) => file.has(stream))
  if (!old) throw new ExtractError('This kind of file cannot be read.')
  const [, program, better] = old
  throw new ExtractError(
    `This is a file of an old ${program}. Open it there, save it as ${better} and upload that.`,
  )
}
