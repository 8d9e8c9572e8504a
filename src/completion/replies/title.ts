// Gives a new chat its title after the first exchange: a model's, or the question's first words.
import type { House } from '../../config/house'
import { transaction } from '../../db'
import { Refusal } from '../../utils/refusal'
import { withoutThoughts } from '../../utils/thoughts'
import * as Messages from '../../webui/chats/messages'
import { ChatChanged } from '../../webui/chats/schema'
import * as Chats from '../../webui/chats/store'
import { bounded } from '../bounded'
import { excerpt } from '../placeholders'
import type { Said } from '../system'
import { promptFor } from '../tasks/prompt'
import { perform, substitute } from '../tasks/task'
import type { Run } from './run'
import { runsOf } from './runs'

/** More than the task's route allows: a model may think first. */
const TOKENS = 300
const PATIENCE_MS = 60_000
const LONGEST = 200
const WORDS = 60
/** Enough of each message to name the matter. */
const GLANCE = { keep: 'middletruncate', count: 3000 } as const

/** Never throws: a chat without a title is still a chat. */
export async function titleAfter(house: House, run: Run): Promise<void> {
  try {
    const exchange = await firstExchange(house, run)
    if (!exchange) return
    const title = (await modelsTitle(house, run, exchange)) || firstWords(exchange)
    if (title && !runsOf(house).closing.signal.aborted) await name(house, run, title)
  } catch (error) {
    house.log.component('models').warn({ err: error }, 'a chat could not be titled')
  }
}

/** Question and answer, when they are the first of a chat that nobody has named. */
async function firstExchange({ db }: House, run: Run): Promise<Said[] | undefined> {
  const { chat, answer, me } = run.assignment
  const { end, content } = run.transcript
  if ((end?.state !== 'done' && end?.state !== 'stopped') || content === '') return undefined
  const now = await Chats.owned(db, me.user.id, chat.id)
  if (now?.title !== Chats.UNTITLED) return undefined
  const thread = await Messages.thread(db, chat.id, answer.id)
  const questions = thread.filter(({ role }) => role === 'user')
  const [question] = questions
  if (!question || questions.length > 1) return undefined
  return [
    { role: 'user', content: excerpt(Messages.textOf(question).text, GLANCE) },
    { role: 'assistant', content: excerpt(withoutThoughts(content), GLANCE) },
  ]
}

async function modelsTitle(house: House, run: Run, messages: Said[]): Promise<string> {
  const { me, found } = run.assignment
  const { user } = me
  if (!house.config.get('task.title.enable') || !wantsTitles(user.settings)) return ''
  const template = house.config.get('task.title.prompt_template')
  using bounds = bounded(runsOf(house).closing.signal, PATIENCE_MS)
  const call = { house, me, found: await substitute(house, found), ending: bounds.ending }
  const prompt = promptFor('title', template, { user, messages })
  try {
    const { choices } = await perform(call, { prompt, limit: TOKENS })
    return clean(choices[0]?.message.content ?? '')
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    house.log.component('models').debug({ err: error }, 'no title from the model')
    return ''
  }
}

/** `ui.title.auto`, on unless switched off. */
function wantsTitles(settings: Record<string, unknown> | null): boolean {
  const { title } = Object(Object(settings).ui) as Record<string, unknown>
  return Object(title).auto !== false
}

/** The title in what a model says: no thoughts, quotes or markup, one line, not too long. */
export function clean(said: string): string {
  const text = withoutThoughts(said)
  const line = (titleIn(text) ?? text).split('\n').find(part => part.trim() !== '') ?? ''
  const bare = line
    .trim()
    .slice(0, 2 * LONGEST)
    .replace(/^(#+|title:)\s*/i, '')
    .replace(/^["'“”„«»‘’`*_]+|["'“”„«»‘’`*_]+$/g, '')
    .trim()
  return excerpt(bare, { keep: 'start', count: LONGEST })
}

/** Some templates ask for `{"title": …}`. */
function titleIn(text: string): string | undefined {
  const from = text.indexOf('{')
  const to = text.lastIndexOf('}')
  if (from === -1 || to < from) return undefined
  try {
    const { title } = Object(JSON.parse(text.slice(from, to + 1)))
    return typeof title === 'string' ? title : undefined
  } catch {
    return undefined
  }
}

function firstWords([question]: Said[]): string {
  const line =
    String(question?.content ?? '')
      .trim()
      .split('\n', 1)[0] ?? ''
  const short = excerpt(line, { keep: 'start', count: WORDS })
  return short === line ? line : `${short.trimEnd()}…`
}

/** Names the chat unless somebody has done so meanwhile. */
async function name(house: House, run: Run, title: string): Promise<void> {
  const { chat, me } = run.assignment
  const user_id = me.user.id
  const named = await transaction(house.db, async tx => {
    const row = await Chats.lock(tx, user_id, chat.id)
    if (row?.title !== Chats.UNTITLED) return false
    await Chats.change(tx, row, { title })
    return true
  })
  if (!named) return
  for (const other of runsOf(house).of(user_id)) {
    if (other.assignment.chat.id === chat.id) other.transcript.note({ type: 'title', title })
  }
  house.bus.publish(ChatChanged, { user_id, chat_id: chat.id, action: 'changed', by: null })
}
