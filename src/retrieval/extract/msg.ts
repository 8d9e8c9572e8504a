// Outlook's own letters.
import MsgReader, { type FieldsData } from '@kenjiuno/msgreader'
import { Compound } from './compound'
import { damaged, type Extracted, type Source } from './document'
import { writeAttachment, writeHead } from './eml'
import { writeHtml } from './html'
import { Writing } from './writing'

export async function readMsg(source: Source): Promise<Extracted> {
  const { reader, letter } = open(source.bytes)
  const writing = new Writing(source.limits)
  writeHead(writing, {
    Subject: letter.subject,
    From: named(letter.senderName, letter.senderSmtpAddress ?? letter.senderEmail),
    To: recipients(letter, 'to'),
    Cc: recipients(letter, 'cc'),
    Date: letter.messageDeliveryTime ?? letter.clientSubmitTime,
  })
  if (letter.body?.trim()) writing.add(letter.body)
  else if (letter.html) writeHtml(writing, new TextDecoder().decode(letter.html))
  else if (letter.bodyHtml) writeHtml(writing, letter.bodyHtml)
  for (const attachment of letter.attachments ?? []) {
    if (attachment.innerMsgContent) continue
    const { fileName, content } = reader.getAttachment(attachment)
    await writeAttachment(source, writing, fileName, attachment.attachMimeTag ?? '', content)
  }
  return writing.done(null, { title: letter.subject, author: letter.senderName })
}

/** The reader takes it on trust that every place a letter names lies in the letter. */
function open(bytes: Uint8Array): { reader: MsgReader; letter: FieldsData } {
  try {
    new Compound(bytes)
    const reader = new MsgReader(exact(bytes))
    const letter = reader.getFileData()
    if (!letter.error) return { reader, letter }
  } catch (cause) {
    throw damaged('The letter', { cause })
  }
  throw damaged('The letter')
}

const named = (name = '', address = ''): string =>
  name && address && name !== address ? `${name} <${address}>` : name || address

const recipients = ({ recipients = [] }: FieldsData, kind: string): string =>
  recipients
    .filter(({ recipType = 'to' }) => recipType === kind)
    .map(({ name, smtpAddress, email }) => named(name, smtpAddress ?? email))
    .join(', ')

/** The reader takes the whole buffer, wherever the bytes stand in theirs. */
const exact = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer
