// Knowledge bases and what people put into them, in tests.
import type { Answer, Caller } from './caller'
import { send } from './files'

export const KNOWLEDGE = '/api/v1/knowledge'

/** A knowledge base of somebody's own; gives its id. */
export async function base(who: Caller, form: Record<string, unknown> = {}): Promise<string> {
  const said = { name: 'Tea', description: 'All about tea', access_control: {}, ...form }
  const { status, body } = await who.post(`${KNOWLEDGE}/create`, said)
  if (status !== 200) throw new Error(`No knowledge base: ${status} ${JSON.stringify(body)}`)
  return body.id
}

/** Sends a file without waiting until it is read; gives its id. */
export async function file(who: Caller, name: string, text = name): Promise<string> {
  const { status, body } = await send(who, name, text)
  if (status !== 200) throw new Error(`Not sent: ${status} ${JSON.stringify(body)}`)
  return body.id
}

/** Sends a file and waits until it is read; gives its id. */
export async function readFile(who: Caller, name: string, text = name): Promise<string> {
  const { body } = await send(who, name, text, '')
  if (body.state !== 'done') throw new Error(`Not read: ${JSON.stringify(body)}`)
  return body.id
}

/** Puts files into a base. */
export const add = (who: Caller, id: string, ...file_ids: string[]): Promise<Answer> =>
  who.post(`${KNOWLEDGE}/${id}/files/add`, { files: file_ids.map(file_id => ({ file_id })) })

/** The ids of the files in a base, as its list has them. */
export async function held(who: Caller, id: string): Promise<string[]> {
  const { body } = await who.get(`${KNOWLEDGE}/${id}/files`)
  return body.data.map((row: { id: string }) => row.id).sort()
}

/** Lets everybody read, or these people read and write. */
export const sharedWith = (readers: Caller[], writers: Caller[] = []) => ({
  read: { user_ids: readers.map(({ id }) => id), group_ids: [] },
  write: { user_ids: writers.map(({ id }) => id), group_ids: [] },
})
