// Hears a model out and hands what it says to the transcript.
import type { House } from '../../config/house'
import type { Chunk, Usage } from '../../utils/chat'
import { Refusal } from '../../utils/refusal'
import * as Messages from '../../webui/chats/messages'
import { stream } from '../provider'
import { conversation, request } from './context'
import { found as foundations } from './foundations'
import type { Assignment } from './place'
import type { Transcript } from './transcript'

/** Characters of one reply, thoughts included; a model that says more has lost its way. */
const LONGEST = 4_000_000

export interface Outcome {
  usage?: Usage
  /** Milliseconds between the first thought and the first word. */
  thought_ms?: number
  error?: { content: string; code?: number | string; state?: 'stopped' }
}

interface Task extends Assignment {
  transcript: Transcript
  ending: AbortController
  grown(): void
  /** Takes what the answer rests on, for its message. */
  rests(found: Record<string, unknown>): Promise<void>
}

/** Never throws: what goes wrong is part of the outcome. */
export async function listen(house: House, task: Task): Promise<Outcome> {
  const outcome: Outcome = {}
  const clock = new Thinking()
  try {
    await follow(house, task, outcome, clock)
  } catch (error) {
    if (!task.ending.signal.aborted) outcome.error = reasonOf(house, error)
  }
  const thought = clock.milliseconds()
  if (thought !== undefined) outcome.thought_ms = thought
  return outcome
}

async function follow(house: House, task: Task, outcome: Outcome, clock: Thinking): Promise<void> {
  const { transcript, ending, grown } = task
  for await (const { items, fault } of await open(house, task)) {
    const said = gather(items)
    clock.note(said)
    transcript.say('reasoning', said.reasoning.slice(0, LONGEST - transcript.length))
    transcript.say('content', said.content.slice(0, LONGEST - transcript.length))
    if (said.usage) {
      outcome.usage = said.usage
      transcript.note({ type: 'usage', usage: said.usage })
    }
    if (said.content || said.reasoning) grown()
    if (ending.signal.aborted) return
    if (fault) outcome.error = { content: fault.message, ...(fault.code && { code: fault.code }) }
    if (transcript.length < LONGEST) continue
    const content = `The reply was stopped after ${LONGEST} characters.`
    outcome.error = { content, state: 'stopped' }
    return
  }
}

/** Asks for the figures, too; a server that does not know how to give them is asked again without. */
async function open(house: House, task: Task) {
  const { me, found, chat, answer, ending, params, goesOn } = task
  const about = { chat_id: chat.id, found, user: me.user, params }
  const leaf = goesOn && answer.content ? answer.id : (answer.parent_id ?? answer.id)
  const thread = await Messages.thread(house.db, chat.id, leaf)
  const call = { house, me, found, ending }
  const said = await conversation(house, about, thread)
  const body = request(about, await foundations(call, task, thread, said))
  const counted = { ...body, stream_options: { include_usage: true } }
  if (Object(found.row?.meta.capabilities).usage === false) return stream(call, body)
  return stream(call, counted).catch(error => {
    if (isAboutOptions(error)) return stream(call, body)
    throw error
  })
}

const isAboutOptions = (error: unknown): boolean =>
  error instanceof Refusal &&
  (error.status === 400 || error.status === 422) &&
  error.message.includes('stream_options')

interface Heard {
  content: string
  reasoning: string
  usage?: Usage
}

/** What one read brought; NUL is nothing that a database could keep. */
function gather(chunks: Chunk[]): Heard {
  const heard: Heard = { content: '', reasoning: '' }
  for (const { choices, usage } of chunks) {
    for (const { index, delta } of choices) {
      if (index !== 0) continue
      heard.content += delta.content ?? ''
      heard.reasoning += delta.reasoning_content ?? delta.reasoning ?? ''
    }
    if (usage) heard.usage = usage
  }
  heard.content = heard.content.replaceAll('\0', '')
  heard.reasoning = heard.reasoning.replaceAll('\0', '')
  return heard
}

/** How long a model thought before it spoke. */
class Thinking {
  #began: number | undefined
  #spoke: number | undefined

  note({ content, reasoning }: Heard): void {
    if (reasoning) this.#began ??= performance.now()
    if (content && this.#began !== undefined) this.#spoke ??= performance.now()
  }

  milliseconds(): number | undefined {
    if (this.#began === undefined) return undefined
    return Math.round((this.#spoke ?? performance.now()) - this.#began)
  }
}

function reasonOf(house: House, error: unknown): NonNullable<Outcome['error']> {
  if (error instanceof Refusal) return { content: error.message, code: error.status }
  house.log.component('models').error({ err: error }, 'a reply failed')
  return { content: 'Something went wrong on the server. Its log has the reason.', code: 500 }
}
