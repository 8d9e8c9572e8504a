// The one way in which bytes of users leave: never with a type that could run.
import { sniffRaster } from '../utils/sniff'

const YEAR = 31_536_000

/** Raster images show in the page; anything else is a download without a type. */
export function serveBytes(bytes: Uint8Array, name: string): Response {
  const type = sniffRaster(bytes)
  const place = type ? 'inline' : 'attachment'
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': type ?? 'application/octet-stream',
      'content-disposition': `${place}; filename*=UTF-8''${encodeURIComponent(name)}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'same-origin',
      // A file's bytes never change under its id.
      'cache-control': `private, max-age=${YEAR}, immutable`,
    },
  })
}
