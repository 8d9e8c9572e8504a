// Transcripts of YouTube's videos, asked for as its player on phones does: it has no other interface without a key.
import type { z } from 'zod'
import type { House } from '../../config/house'
import { failed, videoCall } from './call'
import { parse } from './engine'
import { type Page, WebError } from './page'
import { bestTrack, captions, type Player, player, spoken, type Track, videoId } from './video'

const YOUTUBE = 'https://www.youtube.com'
const MOST_BYTES = 20_000_000

/** A player whose subtitles need no proof of where it runs. */
const CLIENT = { clientName: 'ANDROID', clientVersion: '20.10.38', androidSdkVersion: 30 }
const AGENT = `com.google.android.youtube/${CLIENT.clientVersion} (Linux; U; Android 11) gzip`

/**
 * What is said in a video, in the first of the settings' languages that there is.
 * @throws WebError when there is no transcript, or YouTube gives none away; the signal's reason when
 * that ends it
 */
export async function transcript(
  house: House,
  address: string,
  signal: AbortSignal,
): Promise<Page> {
  const id = videoId(address)
  if (!id) throw new WebError('This is no address of a video on YouTube.')
  const found = await ask(house, id, signal)
  const track = trackOf(house, found)
  const { language, words } = await read(house, track, signal)
  const { title = '', shortDescription = '' } = found.videoDetails ?? {}
  return {
    url: `${YOUTUBE}/watch?v=${id}`,
    title,
    language,
    description: shortDescription.slice(0, 2000).toWellFormed() || null,
    text: words,
    type: 'text/plain',
    unit: null,
    pages: [],
  }
}

async function ask(house: House, id: string, signal: AbortSignal): Promise<Player> {
  const body = {
    context: { client: { ...CLIENT, hl: 'en', gl: 'US' } },
    videoId: id,
    contentCheckOk: true,
    racyCheckOk: true,
  }
  const found = await call(
    house,
    new URL('/youtubei/v1/player?prettyPrint=false', YOUTUBE),
    player,
    signal,
    { method: 'POST', body: JSON.stringify(body) },
  )
  const { status, reason } = found.playabilityStatus
  if (status === 'OK') return found
  if (/bot/i.test(reason)) {
    throw new WebError(
      'YouTube takes Hearth for a robot. An admin can set a proxy for subtitles in the settings of web search.',
    )
  }
  throw new WebError(
    `YouTube does not show this video to everybody${reason ? `: ${reason.slice(0, 200)}` : '.'}`,
  )
}

function trackOf({ config }: House, { captions }: Player): Track {
  const tracks = captions?.playerCaptionsTracklistRenderer.captionTracks ?? []
  const track = bestTrack(tracks, [...config.get('rag.youtube_loader_language'), 'en'])
  if (!track) throw new WebError('This video has no transcript, so there is nothing to read.')
  return track
}

async function read(house: House, track: Track, signal: AbortSignal) {
  const url = URL.parse(track.baseUrl, YOUTUBE)
  if (!url) throw strange()
  url.searchParams.set('fmt', 'json3')
  const wanted = house.config.get('rag.youtube_loader_translation')?.trim()
  const translates = Boolean(wanted) && wanted !== track.languageCode && track.isTranslatable
  if (wanted && translates) url.searchParams.set('tlang', wanted)
  const words = spoken(await call(house, url, captions, signal))
  if (words === '') throw new WebError('The transcript of this video is empty.')
  return { words, language: wanted && translates ? wanted : track.languageCode }
}

async function call<T>(
  house: House,
  url: URL,
  shape: z.ZodType<T>,
  signal: AbortSignal,
  init: { method?: string; body?: string } = {},
): Promise<T> {
  const { response, text } = await fetched(house, url, signal, init)
  if (response.status === 429) {
    throw new WebError('YouTube has had too many questions from here. Try again later.')
  }
  if (!response.ok) throw new WebError(`YouTube answered with an error (${response.status}).`)
  // It answers nothing, with status 200, to who has to prove where he runs.
  if (text.trim() === '') {
    throw new WebError('YouTube does not give the transcript of this video to servers.')
  }
  const read = shape.safeParse(parse(text))
  if (!read.success) throw strange()
  return read.data
}

async function fetched(
  house: House,
  url: URL,
  signal: AbortSignal,
  init: { method?: string; body?: string },
) {
  const headers = { 'user-agent': AGENT, ...(init.body && { 'content-type': 'application/json' }) }
  try {
    const response = await videoCall(house, YOUTUBE, MOST_BYTES)(url, { ...init, headers, signal })
    return { response, text: await response.text() }
  } catch (error) {
    throw failed(error, 'YouTube does not answer', signal)
  }
}

const strange = (): WebError =>
  new WebError(
    'YouTube answered in a way that Hearth does not understand. Hearth may need an update.',
  )
