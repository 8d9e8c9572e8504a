// Opens PDFs with pdf.js, which is loaded with the first of them; everything comes from our own server.
import type { PDFDocumentProxy } from 'pdfjs-dist'

export type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'

/** Paths that the build knows. */
declare const PDF_WORKER: string
declare const PDF_PARTS: string

const library = async () => {
  const pdf = await import('pdfjs-dist')
  pdf.GlobalWorkerOptions.workerSrc = PDF_WORKER
  return pdf
}

export type Library = Awaited<ReturnType<typeof library>>

export interface OpenedPdf {
  pdf: Library
  document: PDFDocumentProxy
  close: () => void
}

/** Opens the PDF at an address; only the parts that are looked at are fetched. Throws what pdf.js throws. */
export const openPdf = async (url: string, signal: AbortSignal): Promise<OpenedPdf> => {
  const pdf = await library()
  signal.throwIfAborted()
  const task = pdf.getDocument({
    url,
    isEvalSupported: false,
    useWasm: false,
    enableXfa: false,
    cMapUrl: `${PDF_PARTS}cmaps/`,
    standardFontDataUrl: `${PDF_PARTS}standard_fonts/`,
  })
  const close = () => void task.destroy()
  signal.addEventListener('abort', close, { once: true })
  return { pdf, document: await task.promise, close }
}
