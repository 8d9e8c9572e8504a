// What the web says: searched, read, and the passages that fit picked out.
import type { Ground } from './evidence'
import type { Tale } from './tale'
import type { Wish } from './wish'

/** One ground for each page. */
export async function lookInWeb(_wish: Wish, tale: Tale): Promise<Ground[]> {
  tale.trouble.push('Searching the web is not turned on.')
  return []
}
