// Chat documents as the contract's clients send them.
import type { Caller } from './caller'

export interface Said {
  id: string
  parentId: string | null
  childrenIds: string[]
  role: 'user' | 'assistant'
  content: unknown
  timestamp: number
  [key: string]: unknown
}

export interface Talk {
  id: string
  title: string
  models: string[]
  params: object
  history: { currentId: string | null; messages: Record<string, Said> }
  messages: Said[]
  tags: unknown[]
  timestamp: number
  [key: string]: unknown
}

/** A document with one straight branch: question, answer, question, … */
export function talk(title: string, ...contents: string[]): Talk {
  const empty = { id: '', title, models: ['muse'], params: {}, tags: [], timestamp: 1700000000000 }
  const made: Talk = { ...empty, history: { currentId: null, messages: {} }, messages: [] }
  for (const content of contents) say(made, content)
  return made
}

/** Adds a message below `parentId` (the current one unless given) and makes it the current one. */
export function say(
  talk: Talk,
  content: string,
  parentId: string | null = talk.history.currentId,
  more: Record<string, unknown> = {},
): Said {
  const { history } = talk
  const parent = parentId === null ? undefined : history.messages[parentId]
  const role = parent?.role === 'user' ? 'assistant' : 'user'
  const rest =
    role === 'user' ? { models: ['muse'] } : { model: 'muse', modelName: 'Muse', done: true }
  const id = crypto.randomUUID()
  const said: Said = {
    id,
    parentId,
    childrenIds: [],
    role,
    content,
    timestamp: 1700000000,
    ...rest,
    ...more,
  }
  parent?.childrenIds.push(id)
  history.messages[id] = said
  history.currentId = id
  talk.messages = branch(talk)
  return said
}

/** Takes a message and all below it away, as clients do. */
export function unsay(talk: Talk, id: string): void {
  const { messages } = talk.history
  const gone = messages[id]
  if (!gone) return
  for (const child of gone.childrenIds) unsay(talk, child)
  delete messages[id]
  const parent = gone.parentId === null ? undefined : messages[gone.parentId]
  if (parent) parent.childrenIds = parent.childrenIds.filter(child => child !== id)
  talk.history.currentId = gone.parentId
  talk.messages = branch(talk)
}

/** The messages from the root to the current one. */
function branch({ history }: Talk): Said[] {
  const line: Said[] = []
  for (let id = history.currentId; id !== null; ) {
    const said = history.messages[id]
    if (!said) break
    line.unshift(said)
    id = said.parentId
  }
  return line
}

/** A copy that can be changed without changing the first. */
export const copyOf = (talk: Talk): Talk => structuredClone(talk)

export const CHATS = '/api/v1/chats'

/** Makes a chat and gives its id. */
export async function start(who: Caller, chat: object): Promise<string> {
  const { status, body } = await who.post(`${CHATS}/new`, { chat })
  if (status !== 200) throw new Error(`no chat: ${status} ${JSON.stringify(body)}`)
  return body.id
}

/** The document of a chat as it is read. */
export async function reread(who: Caller, id: string): Promise<Talk> {
  return (await who.get(`${CHATS}/${id}`)).body.chat
}

/** What the messages of a document say, by their place in the tree. */
export const contents = (talk: Talk): unknown[] =>
  Object.values(talk.history.messages).map(({ content }) => content)
