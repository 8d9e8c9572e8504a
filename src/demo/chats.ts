// The chats that a demo finds in its sidebar: markdown files read into the contract's chat documents.
import dates from './chats/dates.md' with { type: 'text' }
import interest from './chats/interest.md' with { type: 'text' }
import laptop from './chats/laptop.md' with { type: 'text' }
import letter from './chats/letter.md' with { type: 'text' }
import rain from './chats/rain.md' with { type: 'text' }
import sailing from './chats/sailing.md' with { type: 'text' }
import sourdough from './chats/sourdough.md' with { type: 'text' }
import tides from './chats/tides.md' with { type: 'text' }
import { demoModels } from './model'

interface SampleMessage {
  id: string
  parentId: string | null
  childrenIds: string[]
  role: 'user' | 'assistant'
  content: string
  /** Epoch seconds. */
  timestamp: number
  models?: string[]
  model?: string
  modelName?: string
  modelIdx?: number
  done?: boolean
  reasoning?: string
  reasoning_ms?: number
}

export interface SampleChat {
  title: string
  /** The document of contract/chats.md section 3. */
  chat: {
    id: ''
    title: string
    models: string[]
    params: Record<string, never>
    files: []
    history: { currentId: string; messages: Record<string, SampleMessage> }
    /** The newest branch, from its root. */
    messages: SampleMessage[]
    tags: []
    /** Epoch milliseconds. */
    timestamp: number
  }
  pinned: boolean
  archived: boolean
  meta: { tags: string[] }
  /** Epoch seconds. */
  created_at: number
  updated_at: number
}

const files = [sourdough, dates, sailing, rain, interest, tides, letter, laptop]

const hour = 3_600

/** The sample chats as they stand at `now` (epoch seconds), newest first. */
export const sampleChats = (now: number): SampleChat[] =>
  files.map(file => readChat(file, now)).sort((a, b) => b.updated_at - a.updated_at)

function readChat(file: string, now: number): SampleChat {
  const [head, body] = splitOnce(file, '\n---\n')
  const facts = new Map(head.split('\n').map(line => splitOnce(line, ': ')))
  const title = facts.get('title') ?? ''
  const end = Math.round(now - Number(facts.get('hours')) * hour)
  const turns = body.split(/^@/m).slice(1)
  const start = end - turns.length * secondsATurn
  const messages = readTurns(turns, start)
  const branch = branchTo(messages)
  const models = [model.id]
  const history = {
    currentId: branch.at(-1)?.id ?? '',
    messages: Object.fromEntries(messages.map(message => [message.id, message])),
  }
  return {
    title,
    chat: {
      id: '',
      title,
      models,
      params: {},
      files: [],
      history,
      messages: branch,
      tags: [],
      timestamp: start * 1000,
    },
    pinned: facts.get('pinned') === 'yes',
    archived: facts.get('archived') === 'yes',
    meta: { tags: (facts.get('tags') ?? '').split(', ').filter(Boolean) },
    created_at: start,
    updated_at: end,
  }
}

const model = demoModels[0] ?? { id: 'demo', name: 'Demo' }

const secondsATurn = 95

/** Turns open with `you`, `thoughts`, `model`, or `model again` for another answer to the same question. */
function readTurns(turns: string[], start: number): SampleMessage[] {
  const messages: SampleMessage[] = []
  let thoughts = ''
  for (const [index, turn] of turns.entries()) {
    const [who, text] = splitOnce(turn, '\n')
    if (who === 'thoughts') {
      thoughts = text.trim()
      continue
    }
    const isUser = who === 'you'
    const last = messages.at(-1)
    const parent = who === 'model again' ? messages.findLast(({ role }) => role === 'user') : last
    const message: SampleMessage = {
      id: crypto.randomUUID(),
      parentId: parent?.id ?? null,
      childrenIds: [],
      role: isUser ? 'user' : 'assistant',
      content: text.trim(),
      timestamp: start + index * secondsATurn,
      ...(isUser ? { models: [model.id] } : answered(thoughts)),
    }
    if (!isUser) thoughts = ''
    parent?.childrenIds.push(message.id)
    messages.push(message)
  }
  return messages
}

const answered = (thoughts: string) => ({
  model: model.id,
  modelName: model.name,
  modelIdx: 0,
  done: true,
  ...(thoughts && { reasoning: thoughts, reasoning_ms: 12_000 }),
})

/** From the root to the newest message. */
function branchTo(messages: SampleMessage[]): SampleMessage[] {
  const byId = new Map(messages.map(message => [message.id, message]))
  const branch: SampleMessage[] = []
  let at = messages.at(-1)
  while (at) {
    branch.unshift(at)
    at = at.parentId === null ? undefined : byId.get(at.parentId)
  }
  return branch
}

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + mark.length)]
}
