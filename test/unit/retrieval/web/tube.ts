// A proxy behind which a server of ours plays YouTube, as its own players know it.
import { connect } from 'node:net'
import { openRaw } from '../../net/server'

const CERTIFICATE = `${import.meta.dir}/../../net/certificates/one.pem`

export interface Tube extends AsyncDisposable {
  /** The proxy. */
  url: string
  /** Hosts that the proxy was asked for. */
  asked: string[]
  /** Paths with their questions, and bodies. */
  seen: { path: string; query: URLSearchParams; body: string }[]
  answers: { player: () => Response; captions: () => Response }
}

export async function openTube(): Promise<Tube> {
  await using stack = new AsyncDisposableStack()
  const asked: string[] = []
  const seen: Tube['seen'] = []
  const answers: Tube['answers'] = {
    player: () => new Response('', { status: 500 }),
    captions: () => new Response('', { status: 500 }),
  }
  const pem = await Bun.file(CERTIFICATE).text()
  const server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    tls: { cert: pem, key: pem },
    async fetch(request) {
      const { pathname: path, searchParams: query } = new URL(request.url)
      seen.push({ path, query, body: await request.text() })
      if (path === '/youtubei/v1/player') return answers.player()
      return path === '/api/timedtext' ? answers.captions() : new Response('', { status: 404 })
    },
  })
  stack.defer(() => server.stop(true))
  const proxy = await openRaw((socket, head) => {
    asked.push(/^CONNECT (\S+)/.exec(head)?.[1] ?? head)
    const through = connect(server.port ?? 0, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      socket.pipe(through).pipe(socket)
    })
    through.on('error', () => socket.destroy())
    socket.on('close', () => through.destroy())
  })
  stack.use(proxy)
  const moved = stack.move()
  return {
    url: proxy.url,
    asked,
    seen,
    answers,
    [Symbol.asyncDispose]: () => moved.disposeAsync(),
  }
}

/** What the player is told of a video with these subtitles. */
export const video = (tracks: object[], more: object = {}) => ({
  playabilityStatus: { status: 'OK' },
  videoDetails: { title: 'How rye rises', shortDescription: 'A film about rye.' },
  captions: { playerCaptionsTracklistRenderer: { captionTracks: tracks } },
  ...more,
})

export const track = (languageCode: string, more: object = {}) => ({
  baseUrl: `/api/timedtext?v=abcdefghijk&lang=${languageCode}`,
  languageCode,
  name: { simpleText: languageCode },
  isTranslatable: true,
  ...more,
})

/** Subtitles as YouTube sends them: at which second, which words. */
export const spoken = (lines: [seconds: number, ...words: string[]][]) => ({
  wireMagic: 'pb3',
  events: [
    { tStartMs: 0, dDurationMs: 9000, id: 1 },
    ...lines.map(([seconds, ...words]) => ({
      tStartMs: seconds * 1000,
      segs: words.map(utf8 => ({ utf8 })),
    })),
  ],
})
