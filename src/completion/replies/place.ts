// Puts a question and its answer into a chat, or an answer back to work, in one transaction.
import type { Principal } from '../../auth/principal'
import type { House } from '../../config/house'
import { constants } from '../../constants'
import { type Tx, transaction } from '../../db'
import { Refusal } from '../../utils/refusal'
import { seconds } from '../../utils/time'
import { absorbing } from '../../webui/chats/images'
import * as Messages from '../../webui/chats/messages'
import * as Chats from '../../webui/chats/store'
import type { ChatRow, MessageRow } from '../../webui/chats/table'
import type { FoundModel } from '../models'
import type { Fields } from '../prepare'
import type { Start } from './schema'

/** Where a reply is to be written. */
export interface Placed {
  chat: ChatRow
  answer: MessageRow
  /** The answer was there before, and is to go on. */
  goesOn: boolean
}

/** All that a reply needs to be written. */
export interface Assignment extends Placed {
  me: Principal
  found: FoundModel
  params: Fields
  /** The web is to be searched. */
  web: boolean
  /** The `x-client-id` of the request that started it. */
  by: string | null
}

export interface Wanted {
  user_id: string
  form: Start
  found: FoundModel
  /** Id of the answer. */
  id: string
}

/** Writes the rows. Throws 404 for what is not there or not the user's, 409 for what cannot be. */
export function place(house: House, wanted: Wanted): Promise<Placed> {
  const { user_id, form } = wanted
  const carriers = form.message ? [questionRow(form.message, form)] : []
  return absorbing(house, user_id, carriers, ([question]) =>
    transaction(house.db, async tx => {
      const chat = await openChat(tx, wanted)
      const answer = question
        ? await ask(tx, chat, question, wanted)
        : await answerAgain(tx, chat, wanted)
      await Chats.touch(tx, chat.id, { current_id: answer.id })
      return { chat, answer, goesOn: form.continue_id !== undefined }
    }),
  )
}

const absent = (): Refusal => new Refusal(404, constants.NOT_FOUND)

async function openChat(tx: Tx, { user_id, form }: Wanted): Promise<ChatRow> {
  if (!form.chat_id) return Chats.create(tx, { user_id, data: emptyDocument(form.model) })
  const chat = await Chats.lock(tx, user_id, form.chat_id)
  if (!chat) throw absent()
  return chat
}

/** What the contract's client writes into a new chat; see `table.ts` for the marks. */
const emptyDocument = (model: string) => ({
  id: '',
  title: true,
  models: [model],
  params: {},
  history: {},
  messages: true,
  tags: [],
  timestamp: Date.now(),
})

function questionRow(message: NonNullable<Start['message']>, { parent_id, model }: Start) {
  const { id, content, files, models = [model] } = message
  const data: Record<string, unknown> = { timestamp: seconds(Date.now()), models }
  if (files?.length) data.files = files
  return { id, parent_id: parent_id ?? null, role: 'user', content, data }
}

async function ask(
  tx: Tx,
  chat: ChatRow,
  question: Messages.NewMessage,
  wanted: Wanted,
): Promise<MessageRow> {
  const { parent_id } = question
  if (parent_id && !(await Messages.get(tx, chat.id, parent_id))) throw absent()
  await checkFree(tx, chat, question.id)
  return insertAnswer(tx, chat, wanted, question.id, [question])
}

async function answerAgain(tx: Tx, chat: ChatRow, wanted: Wanted): Promise<MessageRow> {
  const { user_message_id, continue_id } = wanted.form
  if (continue_id !== undefined) return goOn(tx, chat, continue_id, wanted)
  const question = await Messages.get(tx, chat.id, user_message_id ?? '')
  if (question?.role !== 'user') throw absent()
  return insertAnswer(tx, chat, wanted, question.id)
}

async function insertAnswer(
  tx: Tx,
  chat: ChatRow,
  { id, found }: Wanted,
  parent_id: string,
  before: Messages.NewMessage[] = [],
): Promise<MessageRow> {
  await checkFree(tx, chat, id)
  const data = { timestamp: seconds(Date.now()), modelName: nameOf(found) }
  const answer = { id, parent_id, role: 'assistant', content: '', model: found.id, data }
  await Messages.insert(tx, chat.id, [...before, { ...answer, state: 'running' }])
  return row(tx, chat, id)
}

const nameOf = ({ row, model }: FoundModel): string => row?.name ?? model.name

async function checkFree(tx: Tx, chat: ChatRow, id: string): Promise<void> {
  if (await Messages.get(tx, chat.id, id)) throw taken()
}

async function goOn(tx: Tx, chat: ChatRow, id: string, { found }: Wanted): Promise<MessageRow> {
  const answer = await Messages.get(tx, chat.id, id)
  if (answer?.role !== 'assistant') throw absent()
  if (answer.state === 'running') throw busy()
  const { error: _, done: __, ...data } = answer.data
  await Messages.write(tx, chat.id, id, {
    state: 'running',
    model: found.id,
    data: { ...data, modelName: nameOf(found) },
  })
  return row(tx, chat, id)
}

/** The refusal of an id that another message has. */
export const taken = (): Refusal => new Refusal(409, 'There is a message with this id already.')

/** The refusal of a second run of one reply. */
export const busy = (): Refusal => new Refusal(409, 'This reply is being written already.')

async function row(tx: Tx, chat: ChatRow, id: string): Promise<MessageRow> {
  const found = await Messages.get(tx, chat.id, id)
  if (!found) throw absent()
  return found
}
