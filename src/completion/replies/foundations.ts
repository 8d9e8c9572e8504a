// What a reply rests on: the documents of its chat, its questions and its model, and the web where that is wanted.
import type { MessageRow } from '../../webui/chats/table'
import type { Call } from '../provider'
import { attachLeft } from '../sources/attach'
import { type Entry, entriesIn } from '../sources/entries'
import { type Grounds, gather } from '../sources/gather'
import type { Status } from '../sources/schema'
import { slim } from '../sources/slim'
import type { Tell } from '../sources/wish'
import type { Said } from '../system'
import type { Assignment } from './place'
import type { Transcript } from './transcript'

interface Task extends Assignment {
  transcript: Transcript
  rests(found: Record<string, unknown>): Promise<void>
}

/**
 * The conversation with what was found for it. Files that are gone, or closed to the user by now,
 * are left out: a chat outlives what was attached to it.
 */
export async function found(
  call: Call,
  task: Task,
  thread: MessageRow[],
  messages: Said[],
): Promise<Said[]> {
  const { transcript, params, web, answer, goesOn } = task
  const { attached, missing } = await attachLeft(call.house, call.me, entriesOf(task, thread))
  const statusHistory: Status[] = []
  const tell: Tell = (action, description, more = {}) => {
    statusHistory.push({ action, description, done: false, ...more })
    transcript.note({ type: 'status', statusHistory: [...statusHistory] })
  }
  const queries = goesOn ? queriesOf(answer) : undefined
  const gone = missing.filter(isOf(thread)).map(nameOf)
  const wish = { call, messages, attached, missing: gone, web, params, tell }
  const more = { fitsWhole: true, marks: 'number' as const, ...(queries && { queries }) }
  const grounds = await gather({ ...wish, ...more })
  if (!grounds) return messages
  await keep(task, grounds, statusHistory)
  return grounds.messages
}

async function keep(
  { transcript, rests }: Task,
  { sources: all, report: retrieval }: Grounds,
  statusHistory: Status[],
): Promise<void> {
  const sources = slim(all)
  transcript.note({ type: 'sources', sources, retrieval })
  await rests({ statusHistory, sources, retrieval })
}

/** Of the newest question first: where two hold the same file, it is that one's. */
function entriesOf({ chat, found }: Task, thread: MessageRow[]): Entry[] {
  const asked = thread.filter(({ role }) => role === 'user').toReversed()
  const lists = [...asked.map(({ data }) => data.files), chat.data.files, found.row?.meta.knowledge]
  return lists.flatMap(entriesIn)
}

/**
 * Whether it came with the newest question: of that one the reader hears. What a chat once had, and
 * what a model has for others, is left out without a word.
 */
function isOf(thread: MessageRow[]): (entry: Entry) => boolean {
  const newest = entriesIn(thread.findLast(({ role }) => role === 'user')?.data.files)
  const names = new Set(newest.flatMap(entry => entry.names))
  return entry => entry.names.some(name => names.has(name))
}

const nameOf = ({ source }: Entry): string =>
  typeof source.name === 'string' ? source.name : 'A document'

/** More of an answer rests on what its beginning does, or its marks would mean something else. */
function queriesOf({ data }: MessageRow): string[] | undefined {
  const { queries } = Object(data.retrieval) as { queries?: unknown }
  const texts = Array.isArray(queries) ? queries.filter(query => typeof query === 'string') : []
  return texts.length > 0 ? texts : undefined
}
