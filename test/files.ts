// Sending files in tests, as browsers do.
import type { Answer, Caller } from './caller'

/** Sends a file as a form; the answer comes at once unless `wait` says that reading is waited for. */
export async function send(
  by: Caller,
  name: string,
  content: string | Uint8Array<ArrayBuffer>,
  query = 'wait=false',
): Promise<Answer> {
  const form = new FormData()
  form.append('file', new File([content], name))
  return read(await by.fetch(`/api/v1/files/?${query}`, { method: 'POST', body: form }))
}

/** A form written by hand, where browsers would not write it so. */
export const sendRaw = async (
  by: Caller,
  body: string | Uint8Array<ArrayBuffer> | ReadableStream,
  boundary: string,
): Promise<Answer> =>
  read(
    await by.fetch('/api/v1/files/?wait=false', {
      method: 'POST',
      body,
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    }),
  )

async function read(response: Response): Promise<Answer> {
  const text = await response.text()
  const { status, headers } = response
  try {
    return { status, headers, body: JSON.parse(text) }
  } catch {
    return { status, headers, body: text }
  }
}

export const PNG = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
)
