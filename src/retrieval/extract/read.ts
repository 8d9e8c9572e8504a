// Reads one document here and now, whatever its kind; only the reading process calls this.
import { ExtractError, type Extracted, type Reader, type Source } from './document'
import { type Kind, kindOf } from './kind'

const readers: Record<Kind, () => Promise<Reader>> = {
  text: async () => (await import('./text')).readText,
  html: async () => (await import('./html')).readHtml,
  xml: async () => (await import('./xml')).readXml,
  csv: async () => (await import('./csv')).readCsv,
  pdf: async () => (await import('./pdf')).readPdf,
  docx: async () => (await import('./docx')).readDocx,
  pptx: async () => (await import('./pptx')).readPptx,
  xlsx: async () => (await import('./xlsx')).readXlsx,
  doc: async () => (await import('./doc')).readDoc,
  ppt: async () => (await import('./ppt')).readPpt,
  xls: async () => (await import('./xls')).readXls,
  odf: async () => (await import('./odf')).readOdf,
  epub: async () => (await import('./epub')).readEpub,
  rtf: async () => (await import('./rtf')).readRtf,
  eml: async () => (await import('./eml')).readEml,
  msg: async () => (await import('./msg')).readMsg,
}

/** Documents inside of documents, such as a letter in a letter, are read so deep. */
const DEPTH = 3

type Asked = Pick<Source, 'name' | 'type' | 'bytes' | 'limits' | 'article' | 'picture'>

/** @throws ExtractError */
export async function read(asked: Asked, depth = 0): Promise<Extracted> {
  if (asked.bytes.byteLength === 0) throw new ExtractError('The file is empty.')
  const reader = await readers[await kindOf(asked)]()
  const { limits } = asked
  const extracted = await reader({
    ...asked,
    inner(name, type, bytes) {
      if (depth + 1 === DEPTH) throw new ExtractError('It is packed too deep.')
      return read({ name, type, bytes, limits }, depth + 1)
    },
  })
  return extracted
}
