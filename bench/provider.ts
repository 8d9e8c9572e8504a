// A process that plays an OpenAI-style provider and does as little as it can: every answer is made beforehand.

import { leaveTogether } from './leave'

const TOKENS = 66
const MODEL = 'bench'
const words = Array.from({ length: TOKENS }, (_, n) => `${n === 0 ? '' : ' '}token${n}`)
const about = { id: 'chatcmpl-1', created: 1_735_689_600, model: MODEL }
const usage = { prompt_tokens: 12, completion_tokens: TOKENS, total_tokens: 12 + TOKENS }

const head = (type: string, length: string): string =>
  `HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\n${length}\r\n\r\n`

const json = (value: unknown): string => {
  const body = JSON.stringify(value)
  return head('application/json', `Content-Length: ${body.length}`) + body
}

const MODELS = json({
  object: 'list',
  data: Array.from({ length: 20 }, (_, n) => ({
    id: n === 0 ? MODEL : `${MODEL}-${n}`,
    object: 'model',
    created: 1_735_689_600,
    owned_by: 'bench',
  })),
})

const PLAIN = json({
  ...about,
  object: 'chat.completion',
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: words.join('') },
      logprobs: null,
      finish_reason: 'stop',
    },
  ],
  usage,
})

const event = (delta: object, finish_reason: string | null = null): string =>
  `data: ${JSON.stringify({
    ...about,
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta, logprobs: null, finish_reason }],
  })}\n\n`

const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`

/** One write an event, as a provider sends them. */
const STREAM = [
  head('text/event-stream', 'Transfer-Encoding: chunked') +
    chunk(event({ role: 'assistant', content: '' })),
  ...words.map(content => chunk(event({ content }))),
  chunk(event({}, 'stop')),
  `${chunk('data: [DONE]\n\n')}0\r\n\r\n`,
].map(text => Buffer.from(text))

function answer(request: string): Buffer[] {
  if (request.startsWith('GET')) return [Buffer.from(MODELS)]
  return /"stream": ?true/.test(request) ? STREAM : [Buffer.from(PLAIN)]
}

interface Line {
  seen: Buffer
}

/** The length of the first whole request in these bytes, or 0. */
function whole(bytes: Buffer): number {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return 0
  const length = /\r\ncontent-length: *(\d+)/i.exec(bytes.toString('latin1', 0, end))?.[1] ?? '0'
  const size = end + 4 + Number(length)
  return bytes.length >= size ? size : 0
}

/** Serves until the process ends. */
function serveProvider(port = 0): { port: number } {
  return Bun.listen<Line>({
    hostname: '127.0.0.1',
    port,
    socket: {
      open(socket) {
        socket.data = { seen: Buffer.alloc(0) }
        socket.setNoDelay(true)
      },
      data(socket, bytes) {
        const seen = socket.data.seen.length > 0 ? Buffer.concat([socket.data.seen, bytes]) : bytes
        const size = whole(seen)
        socket.data.seen = size === 0 ? seen : seen.subarray(size)
        if (size === 0) return
        for (const part of answer(seen.toString('latin1', 0, size))) socket.write(part)
        socket.flush()
      },
    },
  })
}

if (import.meta.main) {
  const { port } = serveProvider(Number(process.argv[2] ?? 0))
  process.send?.(port)
  leaveTogether()
}
