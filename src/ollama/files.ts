// Model files on their way to an Ollama server: kept beside the data under a name of our own, hashed, handed on, removed.
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { House } from '../config/house'
import { egress } from '../net/egress'
import { fileOf } from '../utils/multipart'
import { perObject } from '../utils/once'
import { Refusal } from '../utils/refusal'
import type { Connection } from '../webui/connections/connection'
import { unreachable } from '../webui/connections/failure'
import { transfer } from './client'

const SOURCES = /^https:\/\/(huggingface\.co|github\.com)\//
/** A file may take hours, but not stand still. */
const PATIENCE = { headers: 30_000, idle: 60_000, deadline: 0, bytes: 0 }
const UNBOUNDED = { headers: 0, idle: 0, deadline: 0, bytes: 0 }
const REPORT_MS = 250

/** Fetches a model file for the server. Throws 400 for other sources; after that, events tell. */
export async function download(
  house: House,
  connection: Connection,
  url: string,
  signal: AbortSignal,
): Promise<Response> {
  if (!SOURCES.test(url)) {
    throw new Refusal(400, 'Model files come from https://huggingface.co/ or https://github.com/.')
  }
  const answer = await egress({ policy: 'user', limits: PATIENCE })(url, { signal }).catch(
    error => {
      throw unreachable(error)
    },
  )
  if (!answer.ok || !answer.body) {
    throw new Refusal(400, `The file cannot be fetched: the server answers ${answer.status}.`)
  }
  const name = new URL(url).pathname.split('/').at(-1) ?? ''
  const total = Number(answer.headers.get('content-length')) || 0
  return events(relayFile(house, connection, { name, total, bytes: answer.body }, signal))
}

/** Takes the file of a form for the server; the answer begins when the file is here. */
export async function upload(
  house: House,
  connection: Connection,
  request: Request,
): Promise<Response> {
  const { name, bytes } = await fileOf(request)
  const total = Number(request.headers.get('content-length')) || 0
  const steps = relayFile(house, connection, { name, total, bytes }, request.signal)
  return events(steps, await arrived(steps))
}

/** Browsers send the whole form before they read: only when the file is here can events be heard. */
async function arrived(steps: AsyncGenerator<Step, void>): Promise<Step | undefined> {
  for (;;) {
    const { done, value } = await steps.next()
    if (done) return undefined
    if (!('completed' in value) || value.completed === value.total) return value
  }
}

interface Incoming {
  name: string
  /** Bytes expected; 0 when not known. */
  total: number
  bytes: AsyncIterable<Uint8Array>
}

type Step =
  | { progress: number; completed: number; total: number }
  | { done: true; blob: string; name: string }
  | { error: string }

async function* relayFile(
  house: House,
  connection: Connection,
  incoming: Incoming,
  signal: AbortSignal,
): AsyncGenerator<Step, void> {
  const path = join(await folder(house), crypto.randomUUID())
  try {
    const hash = new Bun.CryptoHasher('sha256')
    yield* keep(path, incoming, hash)
    const blob = `sha256:${hash.digest('hex')}`
    const body = Bun.file(path)
    const file = { method: 'POST', body, signal }
    await (await transfer(house, connection, `/api/blobs/${blob}`, file, UNBOUNDED)).body?.cancel()
    yield { done: true, blob, name: incoming.name }
  } catch (error) {
    if (signal.aborted) return
    const told = unreachable(error)
    if (!(told instanceof Refusal)) house.log.component('ollama').error({ err: error }, 'file lost')
    yield { error: told instanceof Refusal ? told.message : 'The file could not be handed on.' }
  } finally {
    await rm(path, { force: true })
  }
}

/** Writes and hashes piece by piece; tells how far it is now and then, and at the end. */
async function* keep(
  path: string,
  { bytes, total }: Incoming,
  hash: Bun.CryptoHasher,
): AsyncGenerator<Step, void> {
  await using file = await open(path, 'wx', 0o600)
  let completed = 0
  let told = performance.now()
  for await (const piece of bytes) {
    hash.update(piece)
    await file.writeFile(piece)
    completed += piece.byteLength
    if (performance.now() - told < REPORT_MS) continue
    told = performance.now()
    yield { progress: percent(completed, total), completed, total }
  }
  yield { progress: 100, completed, total: completed }
}

const percent = (done: number, total: number): number =>
  total === 0 ? 0 : Math.min(100, Math.round((done / total) * 10_000) / 100)

/** Emptied at the first use: what lies there is left from a Hearth that ended in the middle. */
const folder = perObject(async ({ env }: House): Promise<string> => {
  const path = join(env.DATA_DIR, 'tmp', 'models')
  await rm(path, { recursive: true, force: true })
  await mkdir(path, { recursive: true, mode: 0o700 })
  return path
})

function events(steps: AsyncGenerator<Step, void>, first?: Step): Response {
  const encoder = new TextEncoder()
  const event = (step: Step) => encoder.encode(`data: ${JSON.stringify(step)}\n\n`)
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        if (first) controller.enqueue(event(first))
      },
      async pull(controller) {
        const { done, value } = await steps.next()
        if (done) controller.close()
        else controller.enqueue(event(value))
      },
      async cancel() {
        await steps.return()
      },
    },
    { highWaterMark: 0 },
  )
  const headers = { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' }
  return new Response(body, { headers })
}
