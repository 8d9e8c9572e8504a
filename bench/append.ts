// Adding a message to short and long chats.
import type { Chats } from './fill'
import { median } from './median'
import type { Side } from './reads'
import { milliseconds, type Row, ratio } from './table'
import type { Target } from './target'

const TURNS = 15

/** A reply of our own client: what it waits for is the question and the answer's row written down. */
async function ask(server: Target, chat: string, parent: string): Promise<[number, string]> {
  const began = performance.now()
  const reply = await server.call<{ id: string }>('POST', '/api/v1/replies', {
    chat_id: chat,
    parent_id: parent,
    message: { id: crypto.randomUUID(), content: 'And at night?' },
    model: 'bench',
  })
  const took = performance.now() - began
  await fetch(`${server.url}/api/v1/replies/${reply.id}/events`, {
    headers: { authorization: `Bearer ${server.token}` },
  }).then(answer => answer.text())
  return [took, reply.id]
}

interface Document {
  chat: { history: { currentId: string; messages: Record<string, object> } }
}

const read = (server: Target, id: string) => server.call<Document>('GET', `/api/v1/chats/${id}`)

/** The cost of one more message in a chat of 1,000 against one of 10, by turns. */
export async function appends({ server, chats }: Side): Promise<Row> {
  const parents = new Map<string, string>()
  const times = new Map<string, number[]>()
  for (let turn = 0; turn < TURNS; turn++) {
    for (const id of [chats.ten, chats.thousand]) {
      const parent = parents.get(id) ?? (await read(server, id)).chat.history.currentId
      const [took, reply] = await ask(server, id, parent)
      parents.set(id, reply)
      times.set(id, [...(times.get(id) ?? []), took])
    }
  }
  const [short, long] = [chats.ten, chats.thousand].map(id => median(times.get(id) ?? []))
  const times_ = (long ?? Number.NaN) / (short ?? Number.NaN)
  return {
    what: 'a message more in a chat of 1,000 against one of 10',
    goal: '<= 1.3x',
    figure: `${times_.toFixed(2)}x (${milliseconds(long ?? 0)}, ${milliseconds(short ?? 0)})`,
    met: times_ <= 1.3,
  }
}

/** The old client's way: the whole document of a chat of 1,000, one message longer each time. */
export async function saves(sides: Side[]): Promise<Row> {
  const [here = Number.NaN, there] = await Promise.all(sides.map(save))
  const pair = there === undefined ? { here } : { here, there }
  return ratio('saving a document of 1,000 messages whole', 0, pair, milliseconds, true)
}

async function save({ server, chats }: { server: Target; chats: Chats }): Promise<number> {
  const { history } = (await read(server, chats.thousand)).chat
  const times: number[] = []
  for (let turn = 0; turn < TURNS; turn++) {
    const id = crypto.randomUUID()
    const parentId = history.currentId
    const parent = history.messages[parentId] as { childrenIds: string[] }
    parent.childrenIds = [...parent.childrenIds, id]
    const role = turn % 2 === 0 ? 'user' : 'assistant'
    history.messages[id] = { id, parentId, childrenIds: [], role, content: 'More', timestamp: turn }
    history.currentId = id
    const began = performance.now()
    await server.call('POST', `/api/v1/chats/${chats.thousand}`, { chat: { history } })
    times.push(performance.now() - began)
  }
  return median(times)
}
