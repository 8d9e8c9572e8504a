// Documents of every kind, made by hand, and what a reader makes of them.
import { strToU8, zipSync } from 'fflate'
import type { Extracted, Limits, Picture } from '../../../../src/retrieval/extract/document'
import { read } from '../../../../src/retrieval/extract/read'

export const LIMITS: Limits = {
  seconds: 20,
  memoryMb: 512,
  unpackedBytes: 20_000_000,
  characters: 1_000_000,
  pictures: false,
}

export const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

/** What is read in a file of that name, and why not when it cannot be. */
export const reading = (
  name: string,
  content: string | Uint8Array,
  limits: Partial<Limits> = {},
  picture?: (page: number, picture: Picture) => void,
): Promise<Extracted> =>
  read({
    name,
    type: '',
    bytes: typeof content === 'string' ? bytesOf(content) : content,
    limits: { ...LIMITS, ...limits },
    ...(picture && { picture }),
  })

export const words = async (...given: Parameters<typeof reading>): Promise<string> =>
  (await reading(...given)).content

/** The pages of what is read, as texts. */
export const pagesOf = ({ content, pages }: Extracted): string[] =>
  pages.map((from, n) => content.slice(from, pages[n + 1] ?? content.length).trim())

export const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'read',
    error => `${error.name}: ${error.message}`,
  )

export const zip = (parts: Record<string, string | Uint8Array>): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    zipSync(
      Object.fromEntries(
        Object.entries(parts).map(([name, part]) => [
          name,
          typeof part === 'string' ? strToU8(part) : part,
        ]),
      ),
    ),
  )

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export const relations = (...rows: [id: string, type: string, target: string][]): string =>
  `<Relationships>${rows
    .map(([id, type, to]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${to}"/>`)
    .join('')}</Relationships>`

const CORE =
  '<cp:coreProperties><dc:title>Tides</dc:title><dc:creator>Ada</dc:creator></cp:coreProperties>'

export const docx = (body: string, more: Record<string, string> = {}): Uint8Array<ArrayBuffer> =>
  zip({
    '_rels/.rels': relations(['r1', 'officeDocument', 'word/document.xml']),
    'word/document.xml': `<?xml version="1.0"?><w:document><w:body>${body}</w:body></w:document>`,
    'docProps/core.xml': CORE,
    ...more,
  })

export const paragraph = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`

/** A workbook whose sheets are given as the inside of `sheetData`. */
export function xlsx(
  sheets: Record<string, string>,
  { shared = '', styles = '' } = {},
): Uint8Array<ArrayBuffer> {
  const names = Object.keys(sheets)
  const list = names.map((name, n) => `<sheet name="${name}" r:id="s${n}"/>`).join('')
  return zip({
    '_rels/.rels': relations(['r1', 'officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml': `<workbook><sheets>${list}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      ...names.map(
        (_, n) => [`s${n}`, 'worksheet', `worksheets/sheet${n}.xml`] as [string, string, string],
      ),
      ['x1', 'sharedStrings', 'sharedStrings.xml'],
      ['x2', 'styles', 'styles.xml'],
    ),
    'xl/sharedStrings.xml': `<sst>${shared}</sst>`,
    'xl/styles.xml': `<styleSheet>${styles}</styleSheet>`,
    ...Object.fromEntries(
      names.map((name, n) => [
        `xl/worksheets/sheet${n}.xml`,
        `<worksheet><sheetData>${sheets[name]}</sheetData></worksheet>`,
      ]),
    ),
  })
}

export const openDocument = (
  kind: 'text' | 'spreadsheet' | 'presentation',
  body: string,
  manifest = '<manifest:manifest/>',
): Uint8Array<ArrayBuffer> =>
  zip({
    mimetype: `application/vnd.oasis.opendocument.${kind}`,
    'content.xml': `<office:document-content><office:body><office:${kind}>${body}</office:${kind}></office:body></office:document-content>`,
    'META-INF/manifest.xml': manifest,
  })
