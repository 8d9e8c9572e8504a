// What comes of an address, and why nothing does.
import type { Unit } from '../../storage/table'

/** What a page says. */
export interface Page {
  /** Where it was found in the end, redirects followed. */
  url: string
  title: string
  /** A tag such as `de`, where the page names one. */
  language: string | null
  description: string | null
  text: string
  /** As the server called it, without parameters. */
  type: string
  unit: Unit | null
  /** As in an extracted document: the offset in `text` at which each page begins. */
  pages: number[]
}

/** A page or a search that came to nothing; the message tells who asked why, and what to do. */
export class WebError extends Error {
  override name = 'WebError'
}
