// A process that sends requests over raw keep-alive sockets as fast as they are answered, and counts.
import type { Socket } from 'bun'
import { leaveTogether } from './leave'
import { median } from './median'

/** What to send: each connection sends the requests in turn, beginning at a place of its own. */
export interface Job {
  host: string
  port: number
  /** Whole requests, head and body. */
  requests: string[]
  connections: number
  seconds: number
}

/** Times in milliseconds, medians. */
export interface Load {
  /** Answers a second. */
  rate: number
  /** From sending a request to the end of its answer. */
  whole: number
  /** From sending a request to the first byte of the answer's body. */
  first: number
  /** Answers that were not 200, and connections that broke. */
  failed: number
  /** One of the answers that failed. */
  sample?: string
}

const END = Buffer.from('0\r\n\r\n')
const HEAD_END = Buffer.from('\r\n\r\n')

/** Reads answers off one connection: knows where a body starts and ends, keeps none of it. */
class Answers {
  #head: Buffer | null = null
  #left = 0
  #chunked = false
  #inBody = false
  status = 0
  firstAt = 0

  /** Takes bytes as they come; true when they end an answer. */
  take(bytes: Buffer): boolean {
    let body = bytes
    if (!this.#inBody) {
      const all = this.#head ? Buffer.concat([this.#head, bytes]) : bytes
      const end = all.indexOf(HEAD_END)
      if (end < 0) {
        this.#head = all
        return false
      }
      this.#begin(all.toString('latin1', 0, end))
      body = all.subarray(end + HEAD_END.length)
    }
    if (this.firstAt === 0 && body.length > 0) this.firstAt = performance.now()
    this.#left -= body.length
    const ended = this.#chunked ? body.subarray(-END.length).equals(END) : this.#left <= 0
    if (ended) this.#inBody = false
    return ended
  }

  #begin(head: string): void {
    this.#head = null
    this.#inBody = true
    this.status = Number(head.slice(9, 12))
    this.#left = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0)
    this.#chunked = /\r\ntransfer-encoding: *chunked/i.test(head)
    this.firstAt = 0
  }
}

interface Line {
  answers: Answers
  turn: number
  sentAt: number
  rest: Buffer
}

/** Runs a job to its end. */
async function load(job: Job): Promise<Load> {
  const requests = job.requests.map(text => Buffer.from(text))
  const whole: number[] = []
  const first: number[] = []
  let failed = 0
  let sample: string | undefined
  const started = performance.now()
  const end = started + job.seconds * 1000
  const send = (socket: Socket<Line>): void => {
    const line = socket.data
    const request = requests[line.turn++ % requests.length] as Buffer
    line.sentAt = performance.now()
    line.rest = request.subarray(socket.write(request))
  }
  const lines = Array.from({ length: job.connections }, (_, turn) => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const data: Line = { answers: new Answers(), turn, sentAt: 0, rest: Buffer.alloc(0) }
    const opened = Bun.connect<Line>({
      hostname: job.host,
      port: job.port,
      data,
      socket: {
        open: send,
        drain(socket) {
          if (socket.data.rest.length > 0)
            socket.data.rest = socket.data.rest.subarray(socket.write(socket.data.rest))
        },
        data(socket, bytes) {
          const { answers, sentAt } = socket.data
          if (!answers.take(bytes)) return
          const now = performance.now()
          if (answers.status !== 200) {
            failed++
            sample ??= bytes.toString().slice(0, 500)
          }
          whole.push(now - sentAt)
          first.push(answers.firstAt - sentAt)
          if (now < end) send(socket)
          else socket.end()
        },
        close: () => resolve(),
        connectError: () => resolve(),
      },
    })
    return opened.then(() => promise)
  })
  await Promise.all(lines)
  const seconds = (performance.now() - started) / 1000
  return {
    rate: whole.length / seconds,
    whole: median(whole),
    first: median(first),
    failed,
    ...(sample !== undefined && { sample }),
  }
}

if (import.meta.main) {
  process.on('message', async (job: Job) => process.send?.(await load(job)))
  leaveTogether()
}
