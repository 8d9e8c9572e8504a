// Sends one file of this machine to a Hearth: whole when it is small, in parts that can be gone on with when it is large.
import { basename } from 'node:path'
import { z } from 'zod'
import type { Hashed } from './plan'
import { type Ask, Away, Refused, type Server } from './server'

/** What goes in one request. */
const WHOLE = 8 * 1024 * 1024
/** For that much on a slow line. */
const PATIENCE_MS = 10 * 60_000

const Sent = z.object({ id: z.string(), sha256: z.string() })
type Sent = z.infer<typeof Sent>

const Upload = z.object({
  id: z.string(),
  name: z.string(),
  size: z.number(),
  received: z.number(),
  part: z.number().positive(),
})
type Upload = z.infer<typeof Upload>

/** Sends a file and gives its id; Hearth goes on reading it. */
export async function send(server: Server, file: Hashed, signal: AbortSignal): Promise<string> {
  const { id } =
    file.size <= WHOLE
      ? await again(() => whole(server, file, signal), signal)
      : await inParts(server, file, signal)
  return id
}

function whole(server: Server, { path, place }: Hashed, signal: AbortSignal): Promise<Sent> {
  const form = new FormData()
  form.append('file', Bun.file(path), basename(place))
  const how = { method: 'POST', body: form, signal, patience: PATIENCE_MS } as const
  return server.ask(Sent, '/api/v1/files/?wait=false&content=false', how)
}

/** Goes on with an upload that an earlier run began, unless its bytes were others then. */
async function inParts(server: Server, file: Hashed, signal: AbortSignal): Promise<Sent> {
  const begun = await open(server, file, signal)
  const sent = await rest(server, file, begun.upload, signal)
  if (sent.sha256 === file.sha256 || !begun.before) return sent
  await server.ask(z.unknown(), `/api/v1/files/${sent.id}`, { method: 'DELETE', signal })
  const fresh = await begin(server, file, signal)
  return rest(server, file, fresh, signal)
}

async function open(server: Server, file: Hashed, signal: AbortSignal) {
  const all = await server.ask(z.array(Upload), '/api/v1/uploads/', { signal })
  const before = all.find(({ name, size }) => name === basename(file.place) && size === file.size)
  return { before, upload: before ?? (await begin(server, file, signal)) }
}

const begin = (server: Server, { place, size }: Hashed, signal: AbortSignal): Promise<Upload> =>
  server.ask(Upload, '/api/v1/uploads/', {
    method: 'POST',
    json: { name: basename(place), size },
    signal,
  })

async function rest(
  server: Server,
  { path }: Hashed,
  upload: Upload,
  signal: AbortSignal,
): Promise<Sent> {
  const at = `/api/v1/uploads/${upload.id}`
  let { received } = upload
  for (;;) {
    const answer = await again(async tries => {
      if (tries > 0) received = (await server.ask(Upload, at, { signal })).received
      const body = Bun.file(path).slice(received, received + upload.part)
      const headers = { 'upload-offset': String(received) }
      const how: Ask = { method: 'PATCH', body, headers, signal, patience: PATIENCE_MS }
      return server.ask(z.union([Upload, Sent]), at, how)
    }, signal)
    if ('sha256' in answer) return answer
    received = answer.received
  }
}

const TRIES = 4
const PAUSE_MS = 250

/** Once more after what passes: nobody answers, or too much is going on. */
export async function again<T>(
  work: (tries: number) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await work(tries)
    } catch (error) {
      signal.throwIfAborted()
      if (tries + 1 >= TRIES || !passes(error)) throw error
      await Bun.sleep(PAUSE_MS * 4 ** tries)
    }
  }
}

const passes = (error: unknown): boolean =>
  error instanceof Away || (error instanceof Refused && [429, 502, 503, 504].includes(error.status))
