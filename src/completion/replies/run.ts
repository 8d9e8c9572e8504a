// One reply being written: it hears the model, writes down what it hears, and ends in one of four ways.
import type { House } from '../../config/house'
import { stamp } from '../../utils/stamp'
import { seconds } from '../../utils/time'
import * as Messages from '../../webui/chats/messages'
import { ChatChanged } from '../../webui/chats/schema'
import * as Chats from '../../webui/chats/store'
import type { MessageRow } from '../../webui/chats/table'
import { toMessage } from '../../webui/chats/wire'
import { listen, type Outcome } from './listen'
import type { Assignment } from './place'
import { Saver } from './saver'
import { type Reply, ReplyChanged, type ReplyEnd } from './schema'
import { Transcript } from './transcript'
import type { Withdrawal } from './withdrawn'

/** Why a reply ended before its model did. */
export type Stop = 'stopped' | 'interrupted'

const LOST = 'The server could not save this reply. Copy it if you need it.'

export class Run {
  readonly assignment: Assignment
  readonly transcript: Transcript
  /** Resolves when the reply has ended and is written down. */
  readonly ended: Promise<void>
  readonly #house: House
  readonly #ending = new AbortController()
  readonly #saver: Saver
  #stopped: Stop | undefined
  #withdrawn: Withdrawal | undefined
  /** What the answer rests on. */
  #found: Record<string, unknown> = {}

  constructor(house: House, assignment: Assignment) {
    const { answer } = assignment
    this.#house = house
    this.assignment = assignment
    this.transcript = new Transcript(answer.content, answer.reasoning ?? '')
    this.#saver = new Saver(() => this.#save())
    this.ended = this.#work()
  }

  /** Tells the provider to stop; the text so far stays, and why it ends there where that is said. */
  stop(why: Stop, withdrawn?: Withdrawal): void {
    if (!this.#stopped) this.#withdrawn = withdrawn
    this.#stopped ??= why
    this.#ending.abort()
  }

  /** As clients see it. */
  get reply(): Reply {
    const { answer, chat } = this.assignment
    return {
      id: answer.id,
      chat_id: chat.id,
      user_message_id: answer.parent_id ?? '',
      model: answer.model ?? '',
      state: this.transcript.end?.state ?? 'running',
      event: this.transcript.event,
      created_at: seconds(answer.created_at),
    }
  }

  async #work(): Promise<void> {
    this.#announce('started')
    // Whoever started it is answered before a long conversation is read.
    await new Promise(resolve => setImmediate(resolve))
    const { transcript } = this
    const outcome = await listen(this.#house, {
      ...this.assignment,
      transcript,
      ending: this.#ending,
      grown: () => this.#saver.touch(),
      rests: found => this.#rest(found),
    })
    await this.#saver.close()
    const row = await this.#finish(this.#ended(outcome))
    transcript.finish(endOf(row))
    this.#announce('ended')
  }

  /** The row as it ends. */
  #ended({ usage, error, thought_ms }: Outcome): MessageRow {
    const { answer } = this.assignment
    const state = this.#stopped ?? (error ? (error.state ?? 'failed') : 'done')
    const before = Number(answer.data.reasoning_ms ?? 0)
    return {
      ...answer,
      content: this.transcript.content,
      reasoning: this.transcript.reasoning || null,
      state,
      updated_at: stamp(),
      data: {
        ...answer.data,
        ...this.#found,
        ...(state === 'done' && { done: true }),
        ...(usage && { usage, info: { openai: true, ...usage } }),
        ...(thought_ms !== undefined && { reasoning_ms: before + thought_ms }),
        ...(error && !this.#stopped && { error: { content: error.content, code: error.code } }),
        ...(this.#withdrawn && { error: this.#withdrawn }),
      },
    }
  }

  /** Written down at once: a crash leaves the text so far, which cites them. */
  async #rest(found: Record<string, unknown>): Promise<void> {
    this.#found = found
    await this.#write({ data: { ...this.assignment.answer.data, ...found } })
  }

  async #save(): Promise<void> {
    const { content, reasoning } = this.transcript
    await this.#write({ content, reasoning: reasoning || null })
  }

  /** Gives the row as its reader should know it: what could not be kept is no success. */
  async #finish(row: MessageRow): Promise<MessageRow> {
    const { content, reasoning, state, data, chat_id } = row
    const fate = await this.#write({ content, reasoning, state, data })
    if (fate === 'lost')
      return { ...row, state: 'failed', data: { ...data, error: { content: LOST } } }
    if (fate === 'kept') {
      await Chats.touch(this.#house.db, chat_id).catch(error => this.#complain(error))
    }
    return row
  }

  /** A message that is gone was deleted, with its chat or alone: then nobody waits for the rest. */
  async #write(changes: Messages.MessageChanges): Promise<'kept' | 'gone' | 'lost'> {
    const { chat_id, id } = this.assignment.answer
    try {
      const there = await Messages.write(this.#house.db, chat_id, id, changes)
      if (!there) this.stop('stopped')
      return there ? 'kept' : 'gone'
    } catch (error) {
      this.#complain(error)
      return 'lost'
    }
  }

  #complain(error: unknown): void {
    this.#house.log.component('models').error({ err: error }, 'a reply could not be written down')
  }

  #announce(action: 'started' | 'ended'): void {
    const { bus } = this.#house
    const { me, chat, by } = this.assignment
    const user_id = me.user.id
    bus.publish(ReplyChanged, { user_id, action, reply: this.reply, by })
    // That the chat moved when the reply ended is news to the tab that started it, too.
    const cause = action === 'started' ? by : null
    bus.publish(ChatChanged, { user_id, chat_id: chat.id, action: 'changed', by: cause })
  }
}

function endOf(row: MessageRow): ReplyEnd {
  const { error } = row.data as { error?: ReplyEnd['error'] }
  const state = row.state === 'running' ? 'interrupted' : row.state
  return { state, ...(error && { error }), message: { ...toMessage(row), state } }
}
