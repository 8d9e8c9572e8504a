// Where log lines go: standard output, and files in DATA_DIR/logs.
import { join } from 'node:path'
import { pino } from 'pino'
import type { Env } from '../env'
import { gathered } from '../utils/gather'

/** Takes lines, each with its line feed; `close` waits until all have arrived. */
export interface Stream {
  write(line: string): void
  close(): Promise<void>
}

/** What is used of pino's writer to a file. */
export interface Target {
  write(line: string): boolean
  end(): void
  on(event: 'error' | 'close', listener: (error: Error) => void): unknown
}

const MB = 1024 ** 2
/** Bytes that wait for a reader that has stopped reading; what comes beyond is dropped. */
const WAITING = 16 * MB
/** What comes within so many ms after a line goes out in one write. */
const GATHER_MS = 50

/** Lines for people in dev, JSON elsewhere. */
export async function standardOutput({ ENV }: Pick<Env, 'ENV'>): Promise<Stream> {
  const out: Target = pino.destination({ dest: 1, sync: false, maxLength: WAITING })
  let gone = false
  // A reader that has left (`hearth | head`) is no reason to stop serving.
  out.on('error', () => {
    gone = true
  })
  const present = ENV === 'dev' ? await forPeople() : (line: string) => line
  const lines = gathered<string>(GATHER_MS, many => void out.write(many.join('')))
  return {
    write: line => lines.add(present(line)),
    close: async () => {
      lines.flush()
      if (!gone) await ended(out)
    },
  }
}

async function forPeople(): Promise<(line: string) => string> {
  const { prettyFactory } = await import('pino-pretty')
  return prettyFactory({ colorize: process.stdout.isTTY, translateTime: 'SYS:HH:MM:ss.l' })
}

type Place = Pick<Env, 'DATA_DIR' | 'LOG_FILE_SIZE' | 'LOG_FILES_KEPT'>

/**
 * Files that follow each other. They are opened `patience` ms after the start, as loading the
 * rotation costs 10 ms that a start has not got to spare; lines wait for that.
 */
export function files(place: Place, patience = 1_000): Stream {
  let waiting: string[] = []
  let write = (line: string): void => void waiting.push(line)
  const begin = once(async () => {
    const target = await rotating(place).catch(complain)
    write = line => void target?.write(line)
    waiting.forEach(write)
    waiting = []
    return target
  })
  const timer = setTimeout(begin, patience)
  timer.unref()
  const lines = gathered<string>(GATHER_MS, many => write(many.join('')))
  return {
    write: lines.add,
    async close() {
      clearTimeout(timer)
      lines.flush()
      const target = await begin()
      if (target) await ended(target)
    },
  }
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

async function rotating(place: Place): Promise<Target> {
  const { default: roll } = await import('pino-roll')
  const target = await roll({
    file: join(place.DATA_DIR, 'logs', 'hearth'),
    extension: '.log',
    size: `${place.LOG_FILE_SIZE}b`,
    limit: { count: place.LOG_FILES_KEPT, removeOtherLogFiles: true },
    mkdir: true,
    mode: 0o600,
  })
  target.on('error', complain)
  return target
}

/** Where the log itself is what fails, standard error is all that is left. */
function complain(error: Error): null {
  console.error(`Log files cannot be written: ${error.message}`)
  return null
}

function ended(target: Target): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  target.on('close', () => resolve())
  target.on('error', () => resolve())
  target.end()
  return promise
}
