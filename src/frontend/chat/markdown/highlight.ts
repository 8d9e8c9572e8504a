// Asks the worker for colours and keeps what it answers, for one code block at a time.
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Answer, Piece, Request } from './tokenize'

const LARGEST = 300_000

let ids = 0
const jobs = new Map<number, Job>()
let worker: Worker | undefined

/** Where the bundler put the worker; see build.ts. */
declare const HIGHLIGHT_WORKER: string

const start = (): Worker => {
  const made = new Worker(HIGHLIGHT_WORKER, { type: 'module' })
  made.onmessage = (event: MessageEvent<Answer>) => jobs.get(event.data.id)?.take(event.data)
  return made
}

const send = (request: Request) => {
  worker ??= start()
  worker.postMessage(request)
}

const NONE: Piece[][] = []

class Job {
  private readonly id = ++ids
  private language = ''
  /** The whole lines sent so far, and how many they are. */
  private sent = ''
  private count = 0
  private last = ''
  private pieces = NONE
  private readonly listeners = new Set<() => void>()

  /** Sends the lines that are new since the last time. */
  update(language: string, text: string, open: boolean): void {
    if (language !== this.language || !text.startsWith(this.sent)) this.reset(language)
    const rest = text.slice(this.sent.length)
    if (!language || text.length > LARGEST || rest === this.last) return
    this.last = rest
    jobs.set(this.id, this)
    const lines = rest.split('\n')
    send({ id: this.id, language, start: this.count, lines, open })
    if (!open) return
    const tail = lines.at(-1) ?? ''
    this.count += lines.length - 1
    this.sent = text.slice(0, text.length - tail.length)
    this.last = tail
  }

  take(answer: Answer): void {
    this.pieces = [...this.pieces.slice(0, answer.start), ...answer.lines]
    for (const listener of this.listeners) listener()
  }

  end(): void {
    if (jobs.delete(this.id)) send({ id: this.id, end: true })
    this.reset('')
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly lines = () => this.pieces

  private reset(language: string): void {
    this.language = language
    this.sent = ''
    this.last = ''
    this.count = 0
  }
}

/** The coloured lines of a code block as far as they are known; fewer than the block has at first. */
export const useHighlight = (language: string, text: string, open: boolean): Piece[][] => {
  const [job] = useState(() => new Job())
  useEffect(() => job.update(language, text, open), [job, language, text, open])
  useEffect(() => () => job.end(), [job])
  return useSyncExternalStore(job.subscribe, job.lines)
}
