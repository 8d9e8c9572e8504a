// The pictures on a page of a PDF, as files that a model can look at.
import { type getDocumentProxy, getResolvedPDFJS } from 'unpdf'
import { within } from '../../utils/within'
import type { Picture } from './document'
import { type Colours, png, rowBytes } from './png'

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>
type Page = Awaited<ReturnType<Pdf['getPage']>>

/** Smaller ones are ornaments; bigger ones are not looked at by any model. */
const LEAST_SIDE = 48
const MOST_PIXELS = 40_000_000
const MOST_A_PAGE = 10
/** A picture whose data never come would keep the page waiting. */
const PATIENCE_MS = 20_000

/** As pdf.js gives it; a mask has no kind, and the same bits as a picture in black and white. */
interface Drawn {
  data?: unknown
  width?: number
  height?: number
  kind?: number
}

/** By pdf.js's numbers of kinds. */
const COLOURS: Record<number, Colours> = { 1: 'bits', 2: 'rgb', 3: 'rgba' }

/** Gives each picture of the page to `take`; broken ones are passed over. */
export async function picturesOf(
  page: Page,
  take: (page: number, picture: Picture) => void,
): Promise<void> {
  const { OPS } = await getResolvedPDFJS()
  const { fnArray, argsArray } = await page.getOperatorList()
  const pictures = new Set<number>([OPS.paintImageXObject, OPS.paintImageMaskXObject])
  const seen = new Set<string>()
  for (const [n, operator] of fnArray.entries()) {
    if (seen.size === MOST_A_PAGE) return
    const key = pictures.has(operator) ? keyOf(argsArray[n]) : undefined
    if (!key || seen.has(key)) continue
    const bytes = pictured(await within(PATIENCE_MS, drawn(page, key)).catch(() => ({})))
    if (!bytes) continue
    seen.add(key)
    take(page.pageNumber, { name: key, type: 'image/png', bytes })
  }
}

/** A picture is named; a mask is an object that says the name. */
function keyOf(operands: unknown): string | undefined {
  const first: unknown = Object(operands)[0]
  const key: unknown = typeof first === 'string' ? first : Object(first).data
  return typeof key === 'string' ? key : undefined
}

const drawn = ({ commonObjs, objs }: Page, key: string): Promise<Drawn> =>
  new Promise(resolve =>
    (key.startsWith('g_') ? commonObjs : objs).get(key, (found: unknown) => resolve(Object(found))),
  )

/** The picture as PNG, unless it is none that anybody wants. */
function pictured({ data, width = 0, height = 0, kind = 1 }: Drawn): Uint8Array | undefined {
  const colours = COLOURS[kind]
  const fits = Math.min(width, height) >= LEAST_SIDE && width * height <= MOST_PIXELS
  const isData = data instanceof Uint8Array || data instanceof Uint8ClampedArray
  if (!colours || !fits || !isData) return undefined
  if (data.byteLength < rowBytes(width, colours) * height) return undefined
  return png({ data, width, height, colours })
}
