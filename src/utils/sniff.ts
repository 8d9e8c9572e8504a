// What bytes are, by their first few: never by a name or a header that somebody sent.

const text = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to))

const SIGNS: [type: string, is: (bytes: Uint8Array) => boolean][] = [
  ['image/png', bytes => text(bytes, 0, 8) === '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', bytes => text(bytes, 0, 3) === '\xff\xd8\xff'],
  ['image/gif', bytes => /^GIF8[79]a$/.test(text(bytes, 0, 6))],
  ['image/webp', bytes => text(bytes, 0, 4) === 'RIFF' && text(bytes, 8, 12) === 'WEBP'],
]

/** The type of a raster image that browsers show and that can hold no script; else nothing. */
export const sniffRaster = (bytes: Uint8Array): string | undefined =>
  SIGNS.find(([, is]) => is(bytes))?.[0]
