// What bytes are, by their first few: never by a name or a header that somebody sent.

const text = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to))

type Sign = [type: string, is: (bytes: Uint8Array) => boolean]

const starts =
  (mark: string, at = 0) =>
  (bytes: Uint8Array) =>
    text(bytes, at, at + mark.length) === mark

const RASTER: Sign[] = [
  ['image/png', starts('\x89PNG\r\n\x1a\n')],
  ['image/jpeg', starts('\xff\xd8\xff')],
  ['image/gif', bytes => /^GIF8[79]a$/.test(text(bytes, 0, 6))],
  ['image/webp', bytes => starts('RIFF')(bytes) && starts('WEBP', 8)(bytes)],
]

/** The brand of an ISO media file, `isom` say. */
const brand = (bytes: Uint8Array): string =>
  starts('ftyp', 4)(bytes) ? text(bytes, 8, 12).trim() : ''

const OTHERS: Sign[] = [
  ['image/avif', bytes => /^avi[fs]$/.test(brand(bytes))],
  ['application/pdf', starts('%PDF-')],
  ['audio/mp4', bytes => /^M4[AB]$/.test(brand(bytes))],
  ['video/quicktime', bytes => brand(bytes) === 'qt'],
  ['video/mp4', bytes => /^(isom|iso[2-9]|mp4[12]|avc1|dash|M4V|mmp4|MSNV)$/.test(brand(bytes))],
  ['audio/wav', bytes => starts('RIFF')(bytes) && starts('WAVE', 8)(bytes)],
  ['audio/mpeg', bytes => starts('ID3')(bytes) || isMp3Frame(bytes)],
  ['audio/flac', starts('fLaC')],
  ['audio/ogg', bytes => starts('OggS')(bytes) && !/theora/.test(text(bytes, 28, 128))],
  ['video/ogg', starts('OggS')],
  ['video/webm', bytes => starts('\x1a\x45\xdf\xa3')(bytes) && /webm/.test(text(bytes, 4, 64))],
]

/** A frame of MPEG layer 3: sync bits, a layer, and a bit rate and a sampling rate that there are. */
function isMp3Frame(bytes: Uint8Array): boolean {
  const [first = 0, second = 0, third = 0] = bytes
  const layer3 = first === 0xff && (second & 0xe6) === 0xe2
  return layer3 && third >> 4 !== 15 && third >> 4 !== 0 && (third & 12) !== 12
}

const find = (signs: Sign[], bytes: Uint8Array) => signs.find(([, is]) => is(bytes))?.[0]

/** The type of a raster image that browsers show and that can hold no script; else nothing. */
export const sniffRaster = (bytes: Uint8Array): string | undefined => find(RASTER, bytes)

/**
 * The type of what browsers show and that can hold no script of a page: raster images, PDF, audio
 * and video; else nothing. Takes the first 4 KB, or more.
 */
export const sniff = (bytes: Uint8Array): string | undefined =>
  find(RASTER, bytes) ?? find(OTHERS, bytes)

/** Every type that `sniff` gives, and so every one under which bytes may be shown. */
export const SHOWN: ReadonlySet<string> = new Set([...RASTER, ...OTHERS].map(([type]) => type))
