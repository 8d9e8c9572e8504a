// Writes PDFs of plain text for tests: one page for each list of lines.

const escaped = (text: string): string => text.replace(/[\\()]/g, sign => `\\${sign}`)

const content = (lines: string[]): string =>
  ['BT /F1 12 Tf 14 TL 72 740 Td', ...lines.map(line => `(${escaped(line)}) Tj T*`), 'ET'].join(
    '\n',
  )

/** A PDF with that many pages of these lines, in letters of Latin-1. */
export function pdf(pages: string[][]): Uint8Array<ArrayBuffer> {
  const first = 4
  const kids = pages.map((_, n) => `${first + 2 * n} 0 R`).join(' ')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...pages.flatMap((lines, n) => {
      const stream = content(lines)
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${first + 2 * n + 1} 0 R >>`,
        `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
      ]
    }),
  ]
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
