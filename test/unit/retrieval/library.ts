// Files of a test: sent, looked at and asked as clients of the contract do.
import type { Caller } from '../../caller'

/** Sends a file and gives its row, when it is read or at once. */
export async function upload(
  caller: Caller,
  name: string,
  content: string | Uint8Array<ArrayBuffer>,
  { wait = true } = {},
) {
  const body = new FormData()
  body.append('file', new File([content], name))
  const answer = await caller.fetch(`/api/v1/files/?wait=${wait}`, { method: 'POST', body })
  return answer.json()
}

export const fileOf = async (caller: Caller, id: string) =>
  (await caller.get(`/api/v1/files/${id}`)).body

/** What is found in a file. */
export const ask = async (caller: Caller, file_id: string, query: string, more: object = {}) =>
  (
    await caller.post('/retrieval/api/v1/query/collection', {
      collection_names: [`file-${file_id}`],
      query,
      ...more,
    })
  ).body
