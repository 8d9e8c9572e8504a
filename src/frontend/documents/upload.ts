// Sends a file in parts, tells how far it is, and goes on where a lost line left off.
import { type StoredFile, type Upload, uploads } from '../api-documents'
import { ApiError, clientId, isPassing } from '../request'

const FIRST_WAIT = 800
const LONGEST_WAIT = 15_000
/** Waits without a byte of progress before the person is asked. */
const PATIENCE = 8

export interface Sending {
  signal: AbortSignal
  /** Bytes that have left so far, of all. */
  onProgress: (sent: number, size: number) => void
}

/**
 * Sends a file and gives its row as soon as all of it is there; it may not have been read yet.
 * Throws ApiError, or the signal's reason when that ends it; then nothing of the file stays.
 */
export async function send(file: File, { signal, onProgress }: Sending): Promise<StoredFile> {
  const upload = await uploads.begin({ name: file.name, size: file.size, type: file.type })
  try {
    return await sendParts(file, upload, { signal, onProgress })
  } catch (error) {
    uploads.give(upload.id).catch(() => undefined)
    throw error
  }
}

async function sendParts(file: File, begun: Upload, sending: Sending): Promise<StoredFile> {
  let upload = begun
  let failures = 0
  for (;;) {
    sending.signal.throwIfAborted()
    try {
      const answer = await sendPart(file, upload, sending)
      if (isFile(answer)) return answer
      failures = 0
      upload = answer
    } catch (error) {
      sending.signal.throwIfAborted()
      if (!isPassing(error) && !isElsewhere(error)) throw error
      failures += 1
      if (failures > PATIENCE) throw error
      await pause(Math.min(FIRST_WAIT * 2 ** (failures - 1), LONGEST_WAIT), sending.signal)
      const there = await uploads.read(upload.id, sending.signal).catch(() => upload)
      if (there.received > upload.received) failures = 0
      upload = there
    }
  }
}

/** The server has more, or less, of it than we thought. */
const isElsewhere = (error: unknown): boolean => error instanceof ApiError && error.status === 409

const isFile = (answer: StoredFile | Upload): answer is StoredFile => 'state' in answer

/** By XMLHttpRequest: fetch does not tell how much of a body has left. */
function sendPart(
  file: File,
  { id, received, part }: Upload,
  { signal, onProgress }: Sending,
): Promise<StoredFile | Upload> {
  const { promise, resolve, reject } = Promise.withResolvers<StoredFile | Upload>()
  const call = new XMLHttpRequest()
  const stop = () => call.abort()
  call.open('PATCH', uploads.partUrl(id))
  call.responseType = 'json'
  call.setRequestHeader('x-client-id', clientId)
  call.setRequestHeader('upload-offset', String(received))
  call.setRequestHeader('content-type', 'application/octet-stream')
  call.upload.onprogress = ({ loaded }) => onProgress(received + loaded, file.size)
  call.onload = () => (call.status === 200 ? resolve(call.response) : reject(refusal(call)))
  call.onerror = () => reject(new ApiError(0, '', null))
  call.onabort = () => reject(signal.reason ?? new ApiError(0, '', null))
  call.onloadend = () => signal.removeEventListener('abort', stop)
  signal.addEventListener('abort', stop)
  call.send(file.slice(received, received + part))
  return promise
}

function refusal(call: XMLHttpRequest): ApiError {
  const { detail } = Object(call.response) as { detail?: unknown }
  const id = call.getResponseHeader('x-request-id')
  return new ApiError(call.status, typeof detail === 'string' ? detail : '', id)
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  const stop = () => {
    clearTimeout(timer)
    resolve()
  }
  signal.addEventListener('abort', stop, { once: true })
  return promise.finally(() => signal.removeEventListener('abort', stop))
}
