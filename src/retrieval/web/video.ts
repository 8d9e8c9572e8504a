// Which addresses are videos of YouTube, and what YouTube says of one.
import { z } from 'zod'

const HOSTS = new Set([
  'youtu.be',
  'm.youtube.com',
  'youtube.com',
  'www.youtube.com',
  'www.youtube-nocookie.com',
  'vid.plus',
])

/** The id of the video at an address; nothing for any other address. */
export function videoId(address: string): string | undefined {
  const url = URL.parse(address.trim())
  if (!url || !/^https?:$/.test(url.protocol) || !HOSTS.has(url.hostname)) return undefined
  const id = url.pathname.endsWith('/watch')
    ? url.searchParams.get('v')
    : url.pathname.split('/').at(-1)
  return id && /^[\w-]{11}$/.test(id) ? id : undefined
}

const track = z.object({
  baseUrl: z.string(),
  languageCode: z.string(),
  /** `asr`: heard by a machine. */
  kind: z.string().catch(''),
  isTranslatable: z.boolean().catch(false),
})
export type Track = z.infer<typeof track>

/** The part that counts of what YouTube's own players are told. */
export const player = z.object({
  playabilityStatus: z.object({ status: z.string(), reason: z.string().catch('') }),
  videoDetails: z
    .object({ title: z.string().catch(''), shortDescription: z.string().catch('') })
    .optional(),
  captions: z
    .object({ playerCaptionsTracklistRenderer: z.object({ captionTracks: z.array(track) }) })
    .optional()
    .catch(undefined),
})
export type Player = z.infer<typeof player>

/**
 * The best track for languages in their order: written by people before heard by a machine, the very
 * tag before another of the language. Where there is none of them, whatever there is.
 */
export function bestTrack(tracks: Track[], languages: readonly string[]): Track | undefined {
  const cost = ({ kind, languageCode }: Track, language: string): number =>
    (kind === 'asr' ? 2 : 0) + (same(languageCode, language) ? 0 : 1)
  for (const language of languages) {
    const [best] = tracks
      .filter(({ languageCode }) => same(primary(languageCode), primary(language)))
      .sort((a, b) => cost(a, language) - cost(b, language))
    if (best) return best
  }
  return tracks.find(({ kind }) => kind !== 'asr') ?? tracks[0]
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()
const primary = (tag: string): string => tag.split(/[-_]/)[0] ?? tag

export const captions = z.object({
  events: z.array(
    z.object({
      tStartMs: z.number().catch(0),
      segs: z.array(z.object({ utf8: z.string().catch('') })).catch([]),
    }),
  ),
})

const PARAGRAPH_MS = 30_000

/** What is said, in a paragraph for each half minute. */
export function spoken({ events }: z.infer<typeof captions>): string {
  const paragraphs: string[][] = []
  let since = Number.NEGATIVE_INFINITY
  for (const { tStartMs, segs } of events) {
    const words = segs
      .map(({ utf8 }) => utf8)
      .join('')
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim()
    if (words === '') continue
    if (tStartMs - since >= PARAGRAPH_MS) {
      paragraphs.push([])
      since = tStartMs
    }
    paragraphs.at(-1)?.push(words)
  }
  return paragraphs
    .map(words => words.join(' '))
    .join('\n')
    .toWellFormed()
}
