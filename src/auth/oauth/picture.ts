// The picture that a provider names: fetched once, kept as data, and only if its bytes are a raster image.
import { sniffRaster } from '../../utils/sniff'

const MOST_BYTES = 1_000_000
const INLINE = /^data:[^,]{0,100};base64,([A-Za-z0-9+/]+={0,2})$/

/** A data URL, or nothing: whatever is wrong with a picture must not keep anybody out. */
export async function pictureFrom(claim: unknown, call: typeof fetch): Promise<string | undefined> {
  if (typeof claim !== 'string') return undefined
  const bytes = await bytesOf(claim, call).catch(() => undefined)
  const type = bytes && bytes.byteLength <= MOST_BYTES && sniffRaster(bytes)
  return type ? `data:${type};base64,${Buffer.from(bytes).toString('base64')}` : undefined
}

async function bytesOf(claim: string, call: typeof fetch): Promise<Uint8Array | undefined> {
  const inline = claim.length <= MOST_BYTES * 2 && INLINE.exec(claim)?.[1]
  if (inline) return Buffer.from(inline, 'base64')
  if (!/^https?:\/\//i.test(claim)) return undefined
  const response = await call(claim, { headers: { accept: 'image/*' } })
  if (response.ok) return response.bytes()
  await response.body?.cancel()
  return undefined
}
