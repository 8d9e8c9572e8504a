// Writes PDFs of plain text for tests: one page for each list of lines.

const escaped = (text: string): string => text.replace(/[\\()]/g, sign => `\\${sign}`)

const content = (lines: string[]): string =>
  ['BT /F1 12 Tf 14 TL 72 740 Td', ...lines.map(line => `(${escaped(line)}) Tj T*`), 'ET'].join(
    '\n',
  )

const HELVETICA =
  '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>'

/** A PDF with that many pages of these lines, a letter of Latin-1 a byte, as the font takes them. */
export function pdf(pages: string[][], font = HELVETICA): Uint8Array<ArrayBuffer> {
  const first = 4
  const kids = pages.map((_, n) => `${first + 2 * n} 0 R`).join(' ')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    font,
    ...pages.flatMap((lines, n) => {
      const stream = content(lines)
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${first + 2 * n + 1} 0 R >>`,
        `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
      ]
    }),
  ]
  return bound(objects)
}

/** A PDF of these objects, numbered from 1; the first is the catalogue. A letter is a byte. */
export function bound(objects: string[]): Uint8Array<ArrayBuffer> {
  let text = '%PDF-1.4\n'
  const places = objects.map((object, n) => {
    const at = text.length
    text += `${n + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const xref = text.length
  const entries = places.map(at => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF\n`
  return new Uint8Array(Buffer.from(text, 'latin1'))
}

/** A font that is not in the document; its letters are told by the map and the collection it names. */
export const mapped = (map: string, collection: string): string =>
  `<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /${map} /DescendantFonts [<< /Type /Font ` +
  `/Subtype /CIDFontType0 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) /Ordering (${collection}) ` +
  '/Supplement 2 >> /FontDescriptor << /Type /FontDescriptor /FontName /Song /Flags 6 >> >>] >>'

/** Two bytes a letter, the higher one first, as the maps named UCS2 and UTF16 take them. */
export const wide = (text: string): string =>
  Buffer.from(text, 'utf16le').swap16().toString('latin1')
