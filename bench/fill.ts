// Data to measure with, made through the API.
import type { Target } from './target'

const AT_ONCE = 16

/** What the measured chats are called, so that a second run on the same server finds them. */
const titled = (messages: number): string => `Bench: a chat of ${messages}`

interface Message {
  id: string
  parentId: string | null
  childrenIds: string[]
  role: 'user' | 'assistant'
  content: string
  timestamp: number
  model?: string
  done?: boolean
}

const TEXT =
  'The keeper climbs the stairs at dusk, trims the wick, winds the clockwork, and the beam begins its round over the water. '

/** The document of a chat with so many messages in one line, as a browser saves it. */
export function document(title: string, count: number) {
  const ids = Array.from({ length: count }, () => crypto.randomUUID())
  const messages = ids.map((id, n): Message => {
    const asked = n % 2 === 0
    return {
      id,
      parentId: ids[n - 1] ?? null,
      childrenIds: ids.slice(n + 1, n + 2),
      role: asked ? 'user' : 'assistant',
      content: asked ? `Question ${n}: how does a lighthouse work?` : TEXT.repeat(4),
      timestamp: 1_735_689_600 + n,
      ...(!asked && { model: 'bench', done: true }),
    }
  })
  const history = {
    currentId: ids.at(-1) ?? null,
    messages: Object.fromEntries(messages.map(message => [message.id, message])),
  }
  return { id: '', title, models: ['bench'], params: {}, history, messages, tags: [], timestamp: 0 }
}

/** Runs `work` for 0 to `count` - 1, sixteen at once. */
export async function each(count: number, work: (n: number) => Promise<unknown>): Promise<void> {
  let next = 0
  const run = async () => {
    while (next < count) await work(next++)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, run))
}

export interface Chats {
  /** Ids of chats with so many messages. */
  ten: string
  four: string
  thousand: string
}

/** Fills up to so many chats and makes the three that are measured. */
export async function fill(server: Target, count: number): Promise<Chats> {
  const there = await server.call<{ title: string }[]>('GET', '/api/v1/chats/')
  await each(count - there.length, n =>
    server.call('POST', '/api/v1/chats/new', { chat: document(`Chat ${n}`, 2) }),
  )
  return {
    ten: await measured(server, 10),
    four: await measured(server, 400),
    thousand: await measured(server, 1000),
  }
}

async function measured(server: Target, count: number): Promise<string> {
  const chat = document(titled(count), count)
  return (await server.call<{ id: string }>('POST', '/api/v1/chats/new', { chat })).id
}

/** A small picture that is like no other, as a data URL. */
export function picture(n: number): string {
  const bytes = Buffer.alloc(64 * 1024)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  for (let at = 8; at < bytes.length; at += 4)
    bytes.writeUInt32LE((at * 2_654_435_761 + n) >>> 0, at)
  return `data:image/png;base64,${bytes.toString('base64')}`
}
