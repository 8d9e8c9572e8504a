// Transcripts of videos: which of them, in which words, and what is said where there is none.
import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test'
import { transcript, videoId } from '../../../../src/retrieval/web'
import { calm, type Opened, openHouse, refusal } from './house'
import { openTube, spoken, type Tube, track, video } from './tube'

const ADDRESS = 'https://youtu.be/abcdefghijk?t=5'

let opened: Opened
let tube: Tube

beforeAll(async () => {
  tube = await openTube()
  opened = await openHouse({
    YOUTUBE_LOADER_PROXY_URL: tube.url,
    ENABLE_RAG_WEB_LOADER_SSL_VERIFICATION: 'false',
  })
})
beforeEach(async () => {
  tube.seen.length = 0
  tube.answers.captions = () =>
    Response.json(
      spoken([
        [1, 'Rye ', 'rises'],
        [40, 'slowly.\n'],
      ]),
    )
  await opened.set({
    'rag.youtube_loader_language': ['en'],
    'rag.youtube_loader_translation': null,
  })
})
afterAll(async () => {
  await opened[Symbol.asyncDispose]()
  await tube[Symbol.asyncDispose]()
})

const read = () => transcript(opened.house, ADDRESS, calm)
const shows = (answer: object) => {
  tube.answers.player = () => Response.json(answer)
}
/** The language of the subtitles that were fetched. */
const language = async () => {
  await read()
  return tube.seen.at(-1)?.query.get('lang')
}

test('knows the addresses of videos from all others', () => {
  for (const address of [
    'https://www.youtube.com/watch?v=abcdefghijk&list=x',
    'http://youtube.com/watch?v=abcdefghijk',
    'https://m.youtube.com/watch?v=abcdefghijk',
    'https://youtu.be/abcdefghijk?t=5',
    'https://www.youtube-nocookie.com/embed/abcdefghijk',
    'https://www.youtube.com/shorts/abcdefghijk',
    'https://vid.plus/abcdefghijk',
  ]) {
    expect([address, videoId(address)]).toEqual([address, 'abcdefghijk'])
  }
  for (const address of [
    'https://www.youtube.com/',
    'https://www.youtube.com/watch?v=short',
    'https://www.youtube.com.evil.example/watch?v=abcdefghijk',
    'https://evil.example/watch?v=abcdefghijk',
    'ftp://youtu.be/abcdefghijk',
    'abcdefghijk',
  ]) {
    expect([address, videoId(address)]).toEqual([address, undefined])
  }
})

test('reads what is said, a paragraph for each half minute', async () => {
  shows(video([track('en')]))
  expect(await read()).toEqual({
    url: 'https://www.youtube.com/watch?v=abcdefghijk',
    title: 'How rye rises',
    language: 'en',
    description: 'A film about rye.',
    text: 'Rye rises\nslowly.',
    type: 'text/plain',
    unit: null,
    pages: [],
  })
  expect(new Set(tube.asked)).toEqual(new Set(['www.youtube.com:443']))
  const [player, captions] = tube.seen
  expect(JSON.parse(player?.body ?? '')).toMatchObject({
    videoId: 'abcdefghijk',
    context: { client: { clientName: 'ANDROID' } },
  })
  expect(captions?.query.get('fmt')).toBe('json3')
})

test('takes the first of the languages that there is, people before machines, and English last', async () => {
  const heard = { kind: 'asr' }
  shows(video([track('de', heard), track('en'), track('de-AT')]))
  await opened.set({ 'rag.youtube_loader_language': ['fr', 'de'] })
  expect(await language()).toBe('de-AT')
  shows(video([track('de', heard), track('en')]))
  expect(await language()).toBe('de')
  await opened.set({ 'rag.youtube_loader_language': ['fr'] })
  expect(await language()).toBe('en')
  shows(video([track('sv')]))
  expect(await language()).toBe('sv')
})

test('has them translated where the settings say so and YouTube can', async () => {
  await opened.set({ 'rag.youtube_loader_translation': 'de' })
  shows(video([track('en')]))
  expect((await read()).language).toBe('de')
  expect(tube.seen.at(-1)?.query.get('tlang')).toBe('de')
  shows(video([track('en', { isTranslatable: false })]))
  expect((await read()).language).toBe('en')
  expect(tube.seen.at(-1)?.query.has('tlang')).toBe(false)
})

test('says why there is no transcript', async () => {
  const told = () => refusal(read())
  shows(video([]))
  expect(await told()).toContain('has no transcript')
  shows({ playabilityStatus: { status: 'OK' } })
  expect(await told()).toContain('has no transcript')
  shows({ playabilityStatus: { status: 'ERROR', reason: 'Video unavailable' } })
  expect(await told()).toContain('Video unavailable')
  const reason = 'Sign in to confirm you’re not a bot'
  shows({ playabilityStatus: { status: 'LOGIN_REQUIRED', reason } })
  expect(await told()).toContain('set a proxy')
  shows(video([track('en')]))
  tube.answers.captions = () => new Response('')
  expect(await told()).toContain('to servers')
  tube.answers.captions = () => Response.json(spoken([[1, '\n']]))
  expect(await told()).toContain('is empty')
  tube.answers.captions = () => new Response('<html>no</html>')
  expect(await told()).toContain('does not understand')
  tube.answers.captions = () => new Response('', { status: 429 })
  expect(await told()).toContain('too many questions')
  tube.answers.player = () => new Response('', { status: 503 })
  expect(await told()).toContain('(503)')
  expect(await refusal(transcript(opened.house, 'https://example.org/', calm))).toContain(
    'no address of a video',
  )
})

test('subtitles are fetched from YouTube alone', async () => {
  shows(video([track('en', { baseUrl: 'https://evil.example/api/timedtext?lang=en' })]))
  expect(await refusal(read())).toContain('only calls its own server')
  expect(tube.seen).toHaveLength(1)
})

test('without a word from an admin a certificate that is not trusted ends it', async () => {
  shows(video([track('en')]))
  await using strict = await openHouse({ YOUTUBE_LOADER_PROXY_URL: tube.url })
  expect(await refusal(transcript(strict.house, ADDRESS, calm))).toContain(
    'certificate is not trusted',
  )
  expect(tube.seen).toEqual([])
})
