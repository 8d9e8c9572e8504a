// The pictures on a page of a PDF, as files that a model can look at.
import { extractImages, type getDocumentProxy } from 'unpdf'
import { within } from '../../utils/within'
import type { Picture } from './document'
import { png } from './png'

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>

/** Smaller ones are ornaments; bigger ones are not looked at by any model. */
const LEAST_SIDE = 48
const MOST_PIXELS = 40_000_000
const MOST_A_PAGE = 10
/** A picture whose data never come would keep the page waiting. */
const PATIENCE_MS = 20_000

/** Gives each picture of the page to `take`; broken ones are passed over. */
export async function picturesOf(
  pdf: Pdf,
  page: number,
  take: (page: number, picture: Picture) => void,
): Promise<void> {
  const found = await within(PATIENCE_MS, extractImages(pdf, page)).catch(() => [])
  let taken = 0
  for (const { data, width, height, channels, key } of found) {
    const fits = Math.min(width, height) >= LEAST_SIDE && width * height <= MOST_PIXELS
    if (!fits || data.byteLength < width * height * channels || taken++ === MOST_A_PAGE) continue
    take(page, { name: key, type: 'image/png', bytes: png({ data, width, height, channels }) })
  }
}
