// The numbers of pages that long PDFs say they have.

/** From here on looking for each page from the first page on takes long. */
const LONG = 1000
const COUNT = '/Count'
/** No tree of pages has more nodes that are that large; each one costs a look around it. */
const MOST = 100

/**
 * Spoils the number of pages in place, in a PDF of very many. pdf.js, which looks for every page from the
 * beginning, in a time that grows with the square of their number, then collects them all in one go.
 */
export function spoilCounts(bytes: Uint8Array): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let looked = 0
  for (let at = buffer.indexOf(COUNT); at !== -1; at = buffer.indexOf(COUNT, at + 1)) {
    const from = at + COUNT.length
    const [, blank = '', digits = ''] =
      /^(\s*)(\d+)(?![\d.])/.exec(buffer.toString('latin1', from, from + 20)) ?? []
    if (Number(digits) < LONG) continue
    if (++looked > MOST) return
    if (!isOfPages(buffer, at)) continue
    // No whole number any more, and as long as before: everything after it keeps its place.
    buffer.write(`.${'9'.repeat(digits.length - 1)}`, from + blank.length, 'latin1')
  }
}

/** Whether the object there is a node of the tree of pages, and no text that only looks so. */
function isOfPages(buffer: Buffer, at: number): boolean {
  const from = buffer.lastIndexOf(' obj', at)
  const to = buffer.indexOf('endobj', at)
  const object = buffer.toString('latin1', from, to === -1 ? undefined : to)
  return from !== -1 && object.includes('/Kids') && !object.includes('stream')
}
