// Conversations that already lie in the house when a journey begins.
import type { Caller } from '../caller'
import { MODEL } from './house'

export interface Said {
  role: 'user' | 'assistant'
  content: string
  [key: string]: unknown
}

/** Questions and answers in turn, the way the contract's chat document has them. */
export function documentOf(title: string, turns: (string | Partial<Said>)[]) {
  const ids = turns.map(() => crypto.randomUUID())
  const now = Math.floor(Date.now() / 1000)
  const messages = turns.map((turn, place) => {
    const user = place % 2 === 0
    return {
      id: ids[place] ?? '',
      parentId: ids[place - 1] ?? null,
      childrenIds: ids.slice(place + 1, place + 2),
      role: user ? 'user' : 'assistant',
      content: '',
      timestamp: now - (turns.length - place) * 60,
      ...(user ? { models: [MODEL] } : { model: MODEL, modelName: MODEL, done: true }),
      ...(typeof turn === 'string' ? { content: turn } : turn),
    }
  })
  const byId = Object.fromEntries(messages.map(message => [message.id, message]))
  const history = { currentId: ids.at(-1) ?? null, messages: byId }
  return { title, models: [MODEL], params: {}, history, messages, tags: [], timestamp: now * 1000 }
}

/** Puts a chat into somebody's list; answers its id. */
export async function keepChat(
  owner: Caller,
  title: string,
  turns: (string | Partial<Said>)[],
): Promise<string> {
  const answer = await owner.post('/api/v1/chats/new', { chat: documentOf(title, turns) })
  if (answer.status !== 200) throw new Error(`No chat: ${JSON.stringify(answer.body)}`)
  return answer.body.id
}
